"""The texts that readers, respondents and interviewers get, with where each is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import notebook_files
from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.report.execute.markdown.cell_options import ALT_TEXTS, CAPTIONS, cell_options
from ckmreport.report.execute.notebook_files import read_notebook
from ckmreport.review.source_checks import shown
from ckmreport.survey.waves.wave_folders import MUNICIPALITY, QUESTIONNAIRE, TOPICS

#: The keys under which YAML files have texts, and those of mappings that hold texts only.
_TEXTS = frozenset(
    "title subtitle edition colophon introduction questions period "
    "text short label prose help asks asked_of".split()
)
_OF_TEXTS = frozenset({"sections", "scales", "options"})
#: Mappings in which these keys hold codes.
_OF_CODES = frozenset({"sums"})


@dataclass(frozen=True)
class ReaderText:
    """A text as it is written, and its place; `has_lines` if its lines are to be named as well."""

    place: str
    source: str
    has_lines: bool = True

    def place_of(self, line: int) -> str:
        """Name a line of the text, as findings do."""
        return f"{self.place}, line {line}" if self.has_lines else self.place


def reader_texts(project: Path, data: Path) -> Iterator[ReaderText]:
    """Give all texts of the notebooks and of the data folder.

    What a wave was asked stays as it is, so the questionnaire and the topic list are those for the
    next one. A YAML file that cannot be read is passed over: the checks of the sources speak of it.

    Raises:
        CkmError: if a notebook, or the options of one of its cells, cannot be read.
    """
    for path in notebook_files(project):
        yield from _in_notebook(path, str(path.relative_to(project)))
    for path in sorted(data.glob("waves/*/text/*.md")):
        yield ReaderText(shown(path, project), path.read_text(encoding="utf-8"))
    for path in (data / QUESTIONNAIRE, data / TOPICS, *sorted(data.glob("waves/*/wave.yml"))):
        for node, keys in _leaves(path):
            if (keys[-1] in _TEXTS or _OF_TEXTS & {*keys}) and not _OF_CODES & {*keys}:
                place = f"{shown(path, project)}, line {node.line}"
                yield ReaderText(place, str(node.value), has_lines=False)


def names_of_municipality(data: Path) -> Iterator[str]:
    """Give what the files of the municipality call it, its districts and its help lines."""
    for path in (data / MUNICIPALITY, *data.glob(f"waves/*/{MUNICIPALITY}")):
        yield from (str(node.value) for node, _ in _leaves(path))


def _in_notebook(path: Path, name: str) -> Iterator[ReaderText]:
    for number, cell in enumerate(read_notebook(path).cells, start=1):
        place = f"{name}, cell {number} ({cell.id})"
        if cell.cell_type == "markdown":
            yield ReaderText(place, cell.source)
        elif cell.cell_type == "code" and cell.source.startswith("#|"):
            for key, text in cell_options(cell.source).items():
                if key in CAPTIONS + ALT_TEXTS:
                    yield ReaderText(f"{place}, {key}", str(text), has_lines=False)


def _leaves(path: Path) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Give the texts of a YAML file, each once, with the keys that lead to it."""
    seen: set[tuple[int, object]] = set()  # what is named by an alias stands there again
    try:
        inside: list[tuple[Node, tuple[str, ...]]] = [(read_yaml(path), ("",))]
    except CkmError:
        return
    while inside:
        node, keys = inside.pop()
        if isinstance(node.value, dict):
            inside += reversed([(one, (*keys, key)) for key, one in node.items()])
        elif isinstance(node.value, list):
            inside += reversed([(one, keys) for one in node])
        elif isinstance(node.value, str) and (node.line, node.value) not in seen:
            seen.add((node.line, node.value))
            yield node, keys
