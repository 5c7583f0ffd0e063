from pathlib import Path

import pytest
from nbformat import NotebookNode
from notebook_samples import markdown_cell

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.includes import expand


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    folder = tmp_path / "2025"
    (folder / "text").mkdir(parents=True)
    (folder / "text" / "lokaal.md").write_text("Over `{python} n`.\n", encoding="utf-8")
    (folder / "text" / "leeg.md").write_text("\n", encoding="utf-8")
    (folder / "text" / "diep.md").write_text("{{< include text/lokaal.md >}}", encoding="utf-8")
    (folder / "text" / "latin.md").write_bytes("café".encode("latin-1"))
    (tmp_path / "buiten.md").write_text("geheim", encoding="utf-8")
    return folder


def cell(source: str, cell_id: str = "intro") -> NotebookNode:
    return markdown_cell(source, id=cell_id)


def test_a_cell_without_include_is_given_as_it_is(wave: Path) -> None:
    original = cell("Gewone tekst.  \n\n```\n{{< include text/x.md >}}\n```")
    assert expand(original, wave) == [original]


def test_a_cell_is_split_around_the_text(wave: Path) -> None:
    parts = expand(cell("Voor.  \nRegel.\n\n{{< include text/lokaal.md >}}\n\nNa.\n"), wave)
    assert [part.source for part in parts] == ["Voor.  \nRegel.", "Over `{python} n`.", "Na."]
    assert [part.id for part in parts] == ["intro", "intro-part2", "intro-part3"]
    assert [part.metadata.get("ckm") for part in parts] == [
        None,
        {"include": "text/lokaal.md"},
        None,
    ]


def test_ids_stay_within_what_the_format_allows(wave: Path) -> None:
    parts = expand(cell("Voor.\n\n{{< include text/lokaal.md >}}", "x" * 64), wave)
    assert [len(part.id) for part in parts] == [64, 64]
    assert parts[0].id != parts[1].id


def test_a_missing_text_becomes_a_box_that_names_it(wave: Path) -> None:
    (part,) = expand(cell("{{< include text/duiding.md >}}"), wave)
    assert part.source.startswith('::: {.callout-warning title="Nog te schrijven"}')
    assert "text/duiding.md" in part.source
    assert part.metadata.ckm == {"missing": "text/duiding.md"}


def test_an_empty_text_leaves_nothing(wave: Path) -> None:
    assert [part.source for part in expand(cell("{{< include text/leeg.md >}}\n\nNa."), wave)] == [
        "Na."
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{< include ../buiten.md >}}", "leaves the folder"),
        ("{{< include /etc/hostname >}}", "leaves the folder"),
        ("{{< include text/diep.md >}}", "includes another text"),
        ("{{< include text/latin.md >}}", "UTF-8"),
        ("{{< include text >}}", "cannot be read"),
        ("Zin met {{< include text/lokaal.md >}}", "alone"),
        ("Zin.\n{{< include text/lokaal.md >}}", "alone"),
        ("{{< include text/lokaal.md >}}\nZin.", "alone"),
        ("{{< include two words.md >}}", "alone"),
    ],
)
def test_an_include_that_cannot_be_followed_is_an_error(
    wave: Path, source: str, message: str
) -> None:
    with pytest.raises(CkmError, match=message):
        expand(cell(source), wave)


def test_a_link_out_of_the_folder_is_refused(wave: Path) -> None:
    (wave / "text" / "link.md").symlink_to(wave.parent / "buiten.md")
    with pytest.raises(CkmError, match="leaves the folder"):
        expand(cell("{{< include text/link.md >}}"), wave)


def test_without_a_wave_there_is_nothing_to_include() -> None:
    with pytest.raises(CkmError, match="no wave is given"):
        expand(cell("{{< include text/lokaal.md >}}"), None)
