"""The difference between two reports as a web page of its own, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from string import Template

from ckmreport.presentation.text.dutch_numbers import integer
from ckmreport.presentation.tokens import Tokens
from ckmreport.report.proof.cell_format import NOTHING, written
from ckmreport.report.proof.ledger import ClaimEntry, FigureEntry, Number
from ckmreport.review.diff import Change, Difference, Kind, changed_cells

_TRUE, _FALSE = "nu wel waar", "niet meer waar"
_KINDS: dict[Kind, str] = {"changed": "gewijzigd", "new": "nieuw", "vanished": "vervallen"}

_PAGE = Template("""\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
$tokens
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper);
  max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { border-bottom: 1px solid var(--rule); padding: .4rem .6rem; text-align: left;
  vertical-align: top; }
thead th { background: var(--tint); }
tbody th { font-weight: 400; }
@media print {
  body { max-width: none; padding: 0; font-size: 9pt; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
}
</style>
</head>
<body>
<main>
<h1>$title</h1>
<p>$summary</p>
$sections
</main>
</body>
</html>
""")


def diff_page(difference: Difference, tokens: Tokens) -> str:
    """Write a page that needs no other file, in light and dark, and for print."""
    old, new = difference.old_wave, difference.new_wave
    title = f"Verschillen tussen de metingen van {old} en {new}"
    figures = [table for change in difference.figures for table in _figure(change, old, new)]
    sections = [
        _section("Getallen in de tekst", [_numbers(difference.numbers, old, new)]),
        _section("Beweringen", [_claims(difference.claims, old, new)]),
        _section("Figuren en tabellen", figures),
    ]
    return _PAGE.substitute(
        title=escape(title),
        tokens=tokens.as_css(),
        summary=escape(_summary(difference)),
        sections="\n".join(sections),
    )


def _summary(difference: Difference) -> str:
    turned = [_turned(difference.claims, turn) for turn in (_FALSE, _TRUE)]
    sentences = (
        f"Tussen beide rapporten verschillen {_amount(difference.numbers, 'getal', 'getallen')}, "
        f"{_amount(difference.claims, 'bewering', 'beweringen')} en "
        f"{_amount(difference.figures, 'figuur of tabel', 'figuren en tabellen')}.",
        *turned,
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _turned(changes: Sequence[Change[ClaimEntry]], turn: str) -> str:
    """Say how many claims became true, or untrue; nothing where none did."""
    found = [change for change in changes if _turn(change) == turn]
    if not found:
        return ""
    are = "is" if len(found) == 1 else "zijn"
    return f"{_amount(found, 'bewering', 'beweringen')} {are} {turn}."


def _numbers(changes: Sequence[Change[Number]], old: str, new: str) -> str:
    rows = []
    for change in changes:
        sentences = [entry.sentence for entry in (change.old, change.new) if entry is not None]
        where = "<br>".join(escape(sentence) for sentence in dict.fromkeys(sentences))
        row = (where, _number(change.old), _number(change.new), _KINDS[change.kind])
        rows.append((row[0], *map(escape, row[1:])))
    return _table("Getallen die anders zijn", ("Zin", old, new, "Verschil"), rows)


def _claims(changes: Sequence[Change[ClaimEntry]], old: str, new: str) -> str:
    rows = [
        tuple(
            map(
                escape,
                (
                    change.entry.sentence,
                    _truth(change.old),
                    _truth(change.new),
                    _turn(change) or _KINDS[change.kind],
                ),
            )
        )
        for change in changes
    ]
    return _table("Beweringen die anders zijn", ("Bewering", old, new, "Verschil"), rows)


def _figure(change: Change[FigureEntry], old: str, new: str) -> list[str]:
    if change.old is None or change.new is None:
        return [f"<p>{escape(change.entry.caption)}: {_KINDS[change.kind]}.</p>"]
    cells = changed_cells(change.old, change.new)
    if not cells:
        only = "alleen het bijschrift of de indeling verschilt"
        return [f"<p>{escape(change.new.caption)}: {only}.</p>"]
    rows = [tuple(map(escape, (c.row, c.column, written(c.old), written(c.new)))) for c in cells]
    return [_table(change.new.caption, ("Rij", "Kolom", old, new), rows)]


def _turn(change: Change[ClaimEntry]) -> str:
    """Say that a claim became true or untrue; nothing where it did not, or cannot be told."""
    old, new = change.old, change.new
    if old is None or new is None or not (old.told and new.told) or old.holds == new.holds:
        return ""
    return _TRUE if new.holds else _FALSE


def _number(entry: Number | None) -> str:
    if entry is None:
        return NOTHING
    if entry.count is not None and entry.base is not None:
        return f"{entry.value} ({integer(entry.count)} van {integer(entry.base)})"
    return entry.value


def _truth(entry: ClaimEntry | None) -> str:
    if entry is None:
        return NOTHING
    if not entry.told:
        return "niet te zeggen"
    values = ", ".join(f"{name} = {value}" for name, value in entry.values.items())
    return f"{'waar' if entry.holds else 'niet waar'} ({values})"


def _amount(changes: Sequence[object], one: str, many: str) -> str:
    return f"{integer(len(changes))} {one if len(changes) == 1 else many}"


def _section(title: str, parts: Iterable[str]) -> str:
    content = "\n".join(part for part in parts if part) or "<p>Geen verschillen.</p>"
    return f"<section>\n<h2>{escape(title)}</h2>\n{content}\n</section>"


def _table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table; the cells are HTML, caption and header are text."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "\n".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(caption)}">\n'
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )
