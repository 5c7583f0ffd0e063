"""Numbers in prose, as spans that carry where they come from."""

from __future__ import annotations

from fractions import Fraction

from ckmreport.analysis import Association, Count, Hidden, RegisteredTest, Share, Source, Withheld
from ckmreport.presentation.text.dutch_numbers import decimal, integer, percentage, probability
from ckmreport.presentation.text.fractions_in_words import NOBODY, Phrase, not_given
from ckmreport.presentation.text.inline_values import markdown, plain
from ckmreport.survey.waves import ContextFigure


def _span(text: str, title: str, **data: str | int) -> str:
    attributes = " ".join(f'data-{key}="{_quoted(str(value))}"' for key, value in data.items())
    return f'[{text}]{{.getal {attributes} title="{_quoted(title)}"}}'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _share_span(text: str, share: Share) -> str:
    title = f"{integer(share.count)} van {integer(share.base)} ({share.source.asked_of})"
    title = f"{title}; geteld: {share.source.counted}"
    return _span(text, title, count=share.count, base=share.base, **_origin(share.source))


def _origin(source: Source) -> dict[str, str]:
    return {
        "question": source.question,
        "counted": source.counted,
        "filter": source.asked_of,
        "wave": source.wave,
    }


def _of_count(source: Source) -> str:
    counted = "antwoorden op deze vraag" if source.counted == "base" else source.counted
    return f"aantal; geteld: {counted} ({source.asked_of})"


@markdown.register
def _(value: Share) -> str:
    """Say a share as a percentage; there is none of nobody."""
    if not value.base:
        return NOBODY
    return _share_span(percentage(value.count, value.base), value)


@plain.register
def _(value: Share) -> str:
    return percentage(value.count, value.base)


@markdown.register
def _(value: Phrase) -> str:
    if isinstance(value.share, Hidden) or not value.share.base:
        return str(value)
    return f"{_share_span(value.text, value.share)} {value.verb}".rstrip()


@plain.register
def _(value: Phrase) -> str:
    return str(value)


@markdown.register
def _(value: Count) -> str:
    title = _of_count(value.source)
    return _span(integer(value.value), title, count=value.value, **_origin(value.source))


@plain.register
def _(value: Count) -> str:
    return integer(value.value)


@markdown.register(Withheld)
@plain.register(Withheld)
def _(value: Withheld) -> str:
    return value.reason


@markdown.register
def _(value: Hidden) -> str:
    """Say a hidden share as the subject of a sentence; a count keeps the words of a caption."""
    if value.of is None:
        return value.reason
    return f"een groep van {value.reason}" if value.few else not_given(value, "deel")


@markdown.register
def _(value: Association) -> str:
    """Report a test: χ²(5, *n* = 85) = 16,03; *p* = 0,007; Cramérs *V* = 0,43."""
    return _test(value)


@markdown.register
def _(value: RegisteredTest) -> str:
    """Report a test with its corrected p value, or why there is none."""
    if not isinstance(value.result, Association):
        return value.result.reason
    return _test(value.result, value.corrected)


@plain.register(Association)
@plain.register(RegisteredTest)
def _(value: Association | RegisteredTest) -> str:
    return markdown(value).replace("*", "")


@markdown.register
def _(value: ContextFigure) -> str:
    text = _context_text(value)
    return _span(text, f"{value.what} ({value.year})", context=value.key, source=value.source)


@plain.register
def _(value: ContextFigure) -> str:
    return _context_text(value)


@markdown.register
def _(value: Fraction) -> str:
    return decimal(value, 2)


def _context_text(value: ContextFigure) -> str:
    return integer(value.value) if isinstance(value.value, int) else value.value


def _test(test: Association, corrected: float | None = None) -> str:
    remarks = ["permutatietoets"] if test.resampled is not None else []
    if corrected is not None:
        remarks.append(f"na correctie {probability(corrected, sign=False)}")
    remark = f" ({', '.join(remarks)})" if remarks else ""
    return (
        f"χ²({test.df}, *n* = {integer(test.n)}) = {decimal(test.statistic, test.decimals)}; "
        f"*p* {probability(test.p)}{remark}; Cramérs *V* = {decimal(test.cramers_v, 2)}"
    )
