"""The known errors of a publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from ckmreport.foundation.yaml_files import Node, read_yaml

#: How an erratum can be found from the printed figures alone:
#: `base`            a percentage that its count and base cannot give;
#: `sum`             answers or groups that do not add up to their total;
#: `twice`           the same figure, printed differently in two places;
#: `base-mismatch`   bases or counts that do not fit each other or the routing;
#: `text-table`      a figure in the text that does not follow from the printed answers;
#: `test-assumption` a test most of whose cells, whatever the table, expect too few;
#: `test-level`      a level of p that is not the one its statistic gives.
#: An erratum without a rule was found by reading.
Rule = Literal[
    "base", "sum", "twice", "base-mismatch", "text-table", "test-assumption", "test-level"
]
#: What sort of error it is: a figure that does not follow from its count and base; two places that
#: do not agree; a wrong word, name or source; or a remark on what is printed rightly.
Kind = Literal["arithmetic", "contradiction", "misprint", "remark"]


@dataclass(frozen=True)
class Erratum:
    """An error of the publication, or a remark. Its texts are Dutch prose.

    Attributes:
        id: E01, E02 …; numbers that were withdrawn are not used again.
        kind: what sort of error it is.
        place: where the publication has it.
        printed: the text as printed.
        correct: the correct text.
        why: how it can be known.
        consequence: what it changes for readers of the publication.
        figures: the figures that are misprinted (ids of `figures.csv` and `statements.csv`), each
            with its correct value.
        rule: how it can be found from the printed figures alone; None: by reading.
        about: other figures that it mentions, which are printed correctly or cannot be recomputed.
        source: file and line where it is recorded.
    """

    id: str
    kind: Kind
    place: str
    printed: str
    correct: str
    why: str
    consequence: str
    figures: Mapping[str, str]
    rule: Rule | None
    about: tuple[str, ...] = ()
    source: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """All figures that it mentions."""
        return (*self.figures, *self.about)


def load_errata(path: Path) -> tuple[Erratum, ...]:
    """Read the `errata.yml` of a publication.

    Raises:
        CkmError: names the line of a missing, unknown, malformed or repeated entry.
    """
    errata: dict[str, Erratum] = {}
    for node in read_yaml(path)["errata"]:
        erratum = _erratum(node)
        if erratum.id in errata:
            raise node["id"].error(f"there are two errata '{erratum.id}'", "Give each its own id")
        errata[erratum.id] = erratum
    return tuple(errata.values())


def _erratum(node: Node) -> Erratum:
    prose = ("place", "printed", "correct", "why", "consequence")
    node.fields({"id", "kind", *prose}, {"figures", "about", "rule"})
    figures, rule = node.get("figures"), node.get("rule")
    if rule and rule.text() not in get_args(Rule):
        raise rule.error(f"unknown rule '{rule.text()}'", f"Known: {', '.join(get_args(Rule))}")
    kind = node["kind"]
    if kind.text() not in get_args(Kind):
        raise kind.error(f"unknown kind '{kind.text()}'", f"Known: {', '.join(get_args(Kind))}")
    return Erratum(
        id=node["id"].text(),
        kind=cast(Kind, kind.text()),
        figures={key: value.text() for key, value in figures.items()} if figures else {},
        rule=cast(Rule, rule.text()) if rule else None,
        about=tuple(figure.text() for figure in node.get("about") or ()),
        source=f"{node.path}, line {node.line}",
        **{key: node[key].text() for key in prose},
    )
