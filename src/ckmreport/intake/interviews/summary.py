"""From a project of coded interviews to what a report may say of them.

Texts of interviews and memos stay behind. What comes along are counts, and passages that carry
the code for consent.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ckmreport.foundation.atomic_files import write_whole
from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews.code_names import Naming
from ckmreport.intake.interviews.quotations import Passage, quoted
from ckmreport.intake.interviews.refi_qda import Code, CodedProject, Source
from ckmreport.intake.matching.answer_matching import codes_by_text
from ckmreport.intake.matching.text_similarity import plain
from ckmreport.intake.patterns import recognised
from ckmreport.survey.questionnaire import Question, Questionnaire
from ckmreport.survey.waves.coded_interviews import CodedInterviews, Quotation, Theme

#: The variable of the questionnaire with the functional domain.
DOMAIN = "domein"

_HEADER = """\
# Geschreven door `ckm wave interviews` uit een project met gecodeerde interviews.
# Aantallen zijn interviews; `passages` zijn fragmenten. Een domein met minder dan {min_cell}
# interviews staat er niet bij. Citaten zijn alleen fragmenten met de code voor toestemming.
"""


@dataclass(frozen=True)
class Summary:
    """What is taken from a project, and what is left behind of it.

    Of the passages with consent `without_text` have no text to quote, and of `uncertain` nobody
    can tell which words they are. `only_rich` interviews have a text with layout only, and
    `unknown_groups` interviews are in a group of documents that is no domain.
    """

    interviews: CodedInterviews
    without_text: int
    has_consent_code: bool
    uncertain: int = 0
    only_rich: int = 0
    unknown_groups: int = 0


@dataclass(frozen=True)
class _Interview:
    """One interview, which may have several sources (a recording and notes)."""

    sources: tuple[Source, ...]
    domain: str | None

    @property
    def passages(self) -> list[Passage]:
        return [passage for source in self.sources for passage in source.passages]


def summarise(
    project: CodedProject,
    questionnaire: Questionnaire,
    *,
    min_cell: int,
    place: Path,
    naming: Naming | None = None,
) -> Summary:
    """Count themes per domain and take the quotations that carry the code for consent.

    A theme counts for an interview when a passage carries its code or one below it. A quotation
    is the passage with consent, no more; its themes are those of passages that share text with
    it. Domains, and counts of a theme per domain, of fewer than `min_cell` interviews are not
    given, nor one from which such a number could be told.

    Raises:
        CkmError: for a domain that the questionnaire does not know; for a theme or quotation
            with text that leads to a person, without repeating it.
    """
    naming = naming or Naming()
    agreed = plain(naming.consent)
    consent = {guid for guid, code in project.codes.items() if plain(code.name) == agreed}
    themes = {guid: code for guid, code in project.codes.items() if guid not in consent}
    interviews = _interviews(project, themes.keys() | consent, questionnaire, naming, place)
    counts = Counter(interview.domain for interview in interviews if interview.domain)
    domains = _may_show(counts, len(interviews), min_cell)
    quotations, without_text, uncertain = _quotations(
        interviews, project.codes, consent, domains, place
    )
    taken = CodedInterviews(
        interviews=len(interviews),
        themes=tuple(_themes(themes, interviews, domains, min_cell)),
        quotations=tuple(quotations),
        per_domain=domains,
    )
    _require_no_names(taken, place)
    return Summary(
        taken,
        without_text,
        bool(consent),
        uncertain,
        sum(any(source.only_rich for source in one.sources) for one in interviews),
        sum(one.domain is None and any(s.groups for s in one.sources) for one in interviews),
    )


def write_interviews(path: Path, interviews: CodedInterviews, *, min_cell: int) -> None:
    """Write the interviews as YAML, whole or not at all."""
    content = {
        "interviews": interviews.interviews,
        "per_domain": dict(interviews.per_domain),
        "themes": [_theme_as_data(theme) for theme in interviews.themes],
        "quotations": [
            {"text": quotation.text, "themes": list(quotation.themes)}
            | ({"domain": quotation.domain} if quotation.domain else {})
            for quotation in interviews.quotations
        ],
    }
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=98)
    write_whole(path, _HEADER.format(min_cell=min_cell) + "\n" + text)


def _interviews(
    project: CodedProject,
    codes: Iterable[str],
    questionnaire: Questionnaire,
    naming: Naming,
    place: Path,
) -> list[_Interview]:
    """Give the interviews that were coded; the sources of one case are one interview."""
    known = set(codes)
    grouped: dict[str, list[Source]] = {}
    for source in project.sources:
        if any(known.intersection(passage.codes) for passage in source.passages):
            grouped.setdefault(source.case or source.guid, []).append(source)
    question = next(
        (q for q in questionnaire if q.coded_from is not None and q.name == DOMAIN), None
    )
    return [
        _Interview(tuple(sources), _domain(sources, question, naming, place))
        for sources in grouped.values()
    ]


def _domain(
    sources: list[Source], question: Question | None, naming: Naming, place: Path
) -> str | None:
    if question is None:
        return None
    codes = codes_by_text(question.options)
    given = [
        value
        for source in sources
        for name, value in source.variables.items()
        if plain(name) == plain(naming.domain)
    ]
    # A group of documents may say it too: "Domein: GGZ", or "GGZ".
    named = re.compile(rf"{re.escape(plain(naming.domain))}\s*[:=–-]?\s*(.+)")
    for group in (plain(name) for source in sources for name in source.groups):
        told = found[1] if (found := named.fullmatch(group)) else group
        given += [told] if told in codes else []
    if not given:
        return None
    domain, *others = {codes.get(plain(value)) for value in given}
    if domain is None or others:
        raise CkmError(
            f"variable '{naming.domain}' of an interview is no domain of the questionnaire, "
            "or more than one",
            place=place,
            advice=f"Give it one of these values: {', '.join(question.codes)}",
        )
    return domain


def _may_show(counts: Mapping[str, int], total: int, min_cell: int) -> dict[str, int]:
    """Leave out small counts, and the smallest others until no small one follows from the total."""
    shown = {domain: count for domain, count in counts.items() if count >= max(min_cell, 1)}
    while shown and 0 < total - sum(shown.values()) < min_cell:
        del shown[min(shown, key=lambda domain: (shown[domain], domain))]
    return dict(sorted(shown.items(), key=lambda item: (-item[1], item[0])))


def _themes(
    themes: Mapping[str, Code],
    interviews: list[_Interview],
    domains: Mapping[str, int],
    min_cell: int,
) -> list[Theme]:
    found = []
    same: dict[tuple[str, ...], list[Code]] = {}
    for code in themes.values():
        same.setdefault(_path(code, themes), []).append(code)
    for codes in same.values():
        # Who merges two projects may have a code twice, under one name and in one place.
        code, alike = codes[0], {one.guid for one in codes}
        own = alike | {other.guid for other in themes.values() if alike.intersection(other.above)}
        per_interview = [(interview, _coded(interview, own)) for interview in interviews]
        mentioned = [interview for interview, passages in per_interview if passages]
        if mentioned:
            counts = Counter(i.domain for i in mentioned if i.domain in domains and i.domain)
            found.append(
                Theme(
                    name=code.name,
                    interviews=len(mentioned),
                    passages=sum(passages for _, passages in per_interview),
                    group=_group(code, themes),
                    per_domain=_theme_per_domain(counts, domains, len(mentioned), min_cell),
                )
            )
    return sorted(found, key=lambda theme: (-theme.interviews, -theme.passages, theme.name))


def _path(code: Code, themes: Mapping[str, Code]) -> tuple[str, ...]:
    """Give the name of a code and of the codes above it."""
    return tuple(plain(themes[guid].name) for guid in (code.guid, *code.above) if guid in themes)


def _coded(interview: _Interview, codes: set[str]) -> int:
    """Count the passages with one of these codes; one that two people coded is one."""
    return len(
        {
            (source.guid, passage.where)
            for source in interview.sources
            for passage in source.passages
            if codes.intersection(passage.codes)
        }
    )


def _theme_per_domain(
    counts: Mapping[str, int], domains: Mapping[str, int], total: int, min_cell: int
) -> dict[str, int]:
    """Leave out counts that are small, or that leave few in the domain who did not mention it."""
    open_to_show = {
        domain: count
        for domain, count in counts.items()
        if domains[domain] == count or domains[domain] - count >= min_cell
    }
    return _may_show(open_to_show, total, min_cell)


def _group(code: Code, themes: Mapping[str, Code]) -> str | None:
    """Give the group of a code: a set of codes, or else the code at the top above it."""
    if code.groups:
        return code.groups[0]
    top = code.above[-1] if code.above else ""
    return themes[top].name if top in themes else None


def _quotations(
    interviews: list[_Interview],
    codes: Mapping[str, Code],
    consent: set[str],
    domains: Mapping[str, int],
    place: Path,
) -> tuple[list[Quotation], int, int]:
    found: list[Quotation] = []
    without_text = uncertain = 0
    for number, interview in enumerate(interviews, start=1):
        agreed = [p for p in interview.passages if consent.intersection(p.codes)]
        without_text += sum(passage.text is None for passage in agreed)
        for text in dict.fromkeys(passage.text for passage in agreed if passage.text):
            passages = [passage for passage in agreed if passage.text == text]
            for passage, words in zip(passages, quoted(passages), strict=True):
                if words is None:
                    uncertain += 1
                    continue
                _require_no_name(words, f"a quotation of interview {number}", place)
                carried = {
                    codes[guid].name
                    for other in interview.passages
                    if other.text is not None and other.overlaps(passage)
                    for guid in other.codes
                    if guid in codes and guid not in consent
                }
                domain = interview.domain if interview.domain in domains else None
                found.append(Quotation(words, tuple(sorted(carried)), domain))
    # In an order that says nothing about which words come from the same interview.
    unique = {quotation.text: quotation for quotation in found}
    return sorted(unique.values(), key=_shuffled), without_text, uncertain


def _shuffled(quotation: Quotation) -> str:
    return hashlib.sha256(quotation.text.encode()).hexdigest()


def _require_no_names(interviews: CodedInterviews, place: Path) -> None:
    for theme in interviews.themes:
        _require_no_name(f"{theme.name}\n{theme.group or ''}", "the name of a theme", place)


def _require_no_name(text: str, where: str, place: Path) -> None:
    if kinds := [pattern.check for pattern in recognised(text)]:
        raise CkmError(
            f"in {where} stands what looks like personal data ({', '.join(kinds)})",
            place=place,
            advice="Take the consent off that passage, or leave those words out of it",
        )


def _theme_as_data(theme: Theme) -> dict[str, object]:
    data: dict[str, object] = {
        "name": theme.name,
        "interviews": theme.interviews,
        "passages": theme.passages,
    }
    if theme.group:
        data["group"] = theme.group
    if theme.per_domain:
        data["per_domain"] = dict(theme.per_domain)
    return data
