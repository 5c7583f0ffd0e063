"""Chapters and notebooks as pandoc reads them, each for itself, and what others must know."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ckmreport.report.render.embedded.markdown import ChapterText, reader
from ckmreport.report.render.embedded.pandoc import Job, run, scripts
from ckmreport.report.render.pandoc_cache import Kept

#: By what name the parses of chapters, and of the outputs that stand apart, are kept.
PARSED, APART = "parsed", "apart"


@dataclass(frozen=True)
class Part:
    """A numbered element: a heading, a figure (`fig`) or a table (`tbl`).

    `label` is empty where nothing can refer to it; `level` and `numbered` are for headings.
    """

    kind: str
    label: str
    level: int = 0
    numbered: bool = True


@dataclass(frozen=True)
class Parsed:
    """A text before it knows the others: its document, in a file, and the facts on it.

    `numbered` is None where it has no title. `refers` holds labels; `cites` its citations and
    `lists` the places for the list of works, both as the JSON that the steps of pandoc exchange.
    `apart` holds the documents of what stands apart, by mark.
    """

    file: Path
    title: str
    numbered: bool | None
    parts: tuple[Part, ...]
    refers: tuple[str, ...]
    cites: tuple[str, ...]
    lists: tuple[str, ...]
    apart: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """The source of a parse; `apart` holds the outputs that marks stand for."""

    arguments: Mapping[str, Any]
    apart: Mapping[str, str]


def chapter_source(path: str, text: ChapterText) -> Source:
    """Collect the source of a chapter's parse; its path is the place that errors name."""
    floats = {label: asdict(value) for label, value in text.floats.items()}
    arguments = {"form": "chapter", "reader": reader(text.markdown), "markdown": text.markdown}
    return Source(arguments | {"floats": floats, "place": path}, text.apart)


def notebook_source(markdown: str, apart: Mapping[str, str]) -> Source:
    """Collect the source of a whole notebook's parse, with its code and hidden cells."""
    form = f"{reader(markdown)}-auto_identifiers"
    return Source({"form": "notebook", "reader": form, "markdown": markdown}, apart)


def parse(kept: Kept, kept_apart: Kept, sources: Sequence[Source]) -> list[Parsed]:
    """Parse texts and what stands apart, or take what was made of the same source before.

    Raises:
        CkmError: on what the embedded renderer does not support.
    """
    pieces = parse_apart(kept_apart, sources)
    return [
        replace(
            parsed,
            refers=(*parsed.refers, *(to for mark in source.apart for to in pieces[mark].refers)),
            apart={mark: pieces[mark].file for mark in source.apart},
        )
        for source, parsed in zip(
            sources, _parse(kept, [source.arguments for source in sources]), strict=True
        )
    ]


def parse_apart(kept: Kept, sources: Sequence[Source]) -> dict[str, Parsed]:
    """Parse what stands apart in texts, or take what was made of the same before; by its mark.

    Raises:
        CkmError: on what the embedded renderer does not support.
    """
    apart = {mark: text for source in sources for mark, text in source.apart.items()}
    outputs = [notebook_source(text, {}).arguments for text in apart.values()]
    return dict(zip(apart, _parse(kept, outputs), strict=True))


def _parse(kept: Kept, arguments: Sequence[Mapping[str, Any]]) -> list[Parsed]:
    def make(missing: Sequence[int]) -> list[str]:
        jobs = [Job(arguments[n], size=len(arguments[n]["markdown"])) for n in missing]
        return [f"{json.dumps(made['facts'])}\n{made['document']}" for made in run("parse", jobs)]

    steps = scripts()
    keys = [(json.dumps(one, sort_keys=True), *steps) for one in arguments]
    return [_read(file) for file in kept.files(keys, make)]


def from_parses(
    step: str, kept: Kept, parses: Sequence[Parsed], arguments: Sequence[Mapping[str, Any]]
) -> list[Any]:
    """Do a step of pandoc for parsed texts, or take what was made of the same before.

    The arguments are, for each text, all that it is made from besides its parse.

    Raises:
        CkmError: on what the step does not support, or when pandoc fails.
    """

    def make(missing: Sequence[int]) -> list[str]:
        jobs = []
        for n in missing:
            file, apart = parses[n].file, parses[n].apart
            files = {"parsed": str(file), "apart": {mark: str(one) for mark, one in apart.items()}}
            size = sum(one.stat().st_size for one in (file, *apart.values()))
            jobs.append(Job({**arguments[n], **files}, size))
        return [json.dumps(made) for made in run(step, jobs)]

    steps = scripts()
    keys = [
        (step, *_names_of_parses(parsed), json.dumps(one, sort_keys=True), *steps)
        for parsed, one in zip(parses, arguments, strict=True)
    ]
    return [json.loads(file.read_bytes()) for file in kept.files(keys, make)]


def _names_of_parses(parsed: Parsed) -> list[str]:
    """Hash the names and contents of all files with a text."""
    return [file.name for file in (parsed.file, *parsed.apart.values())]


def _read(file: Path) -> Parsed:
    """Read the facts, which stand in the first line; the document follows."""
    with file.open(encoding="utf-8") as lines:
        facts: dict[str, Any] = json.loads(lines.readline())
    return Parsed(
        file=file,
        title=facts["title"],
        numbered=facts.get("numbered"),
        parts=tuple(Part(**part) for part in facts["parts"]),
        refers=tuple(facts["refers"]),
        cites=tuple(facts["cites"]),
        lists=tuple(facts["lists"]),
    )
