"""Numbers in prose, as spans that carry where they come from."""

from __future__ import annotations

from fractions import Fraction

from ckmreport.analysis import Association, Count, Share, Source, Withheld
from ckmreport.present.inline import markdown, plain
from ckmreport.present.numbers import decimal, integer, percentage, probability
from ckmreport.present.wording import Phrase
from ckmreport.waves import ContextFigure


def _span(text: str, title: str, **data: str | int) -> str:
    attributes = " ".join(f'data-{key}="{_quoted(str(value))}"' for key, value in data.items())
    return f'[{text}]{{.getal {attributes} title="{_quoted(title)}"}}'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _share_span(text: str, share: Share) -> str:
    title = f"{integer(share.count)} van {integer(share.base)}: {share.source.asked_of}"
    return _span(text, title, count=share.count, base=share.base, **_origin(share.source))


def _origin(source: Source) -> dict[str, str]:
    return {"question": source.question, "counted": source.counted, "wave": source.wave}


@markdown.register
def _(value: Share) -> str:
    return _share_span(percentage(value.count, value.base), value)


@plain.register
def _(value: Share) -> str:
    return percentage(value.count, value.base)


@markdown.register
def _(value: Phrase) -> str:
    return f"{_share_span(value.text, value.share)} {value.verb}".rstrip()


@plain.register
def _(value: Phrase) -> str:
    return str(value)


@markdown.register
def _(value: Count) -> str:
    return _span(
        integer(value.value), value.source.asked_of, count=value.value, **_origin(value.source)
    )


@plain.register
def _(value: Count) -> str:
    return integer(value.value)


@markdown.register(Withheld)
@plain.register(Withheld)
def _(value: Withheld) -> str:
    return value.reason


@markdown.register
def _(value: Association) -> str:
    """Report a test: χ²(5, *n* = 85) = 16,03; *p* = 0,007; Cramérs *V* = 0,43."""
    return (
        f"χ²({value.df}, *n* = {integer(value.n)}) = {decimal(value.statistic, 2)}; "
        f"*p* {probability(value.p)}; Cramérs *V* = {decimal(value.cramers_v, 2)}"
    )


@plain.register
def _(value: Association) -> str:
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
