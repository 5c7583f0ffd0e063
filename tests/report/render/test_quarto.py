from __future__ import annotations

import json
from pathlib import Path

import pytest
from render_samples import staged_book

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.quarto import Quarto, find_quarto, require_quarto
from ckmreport.report.render.render import Renderer, render

SITE = """
mkdir -p "$2/_site/notebooks"
echo '<html>' > "$2/_site/index.html"
echo "epoch $SOURCE_DATE_EPOCH" > "$2/_site/Zicht-op.pdf"
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(programs: Path, version: str, on_render: str = SITE) -> Path:
    """Put a program on the PATH that answers as Quarto does."""
    program = programs / "quarto"
    answer = f'if [ "$1" = "--version" ]; then echo "{version}"; exit; fi'
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{answer}\n{on_render}")
    program.chmod(0o755)
    return program


def test_quarto_is_found_with_its_version(programs: Path) -> None:
    program = install(programs, "1.10.18")
    assert find_quarto() == Quarto(program, (1, 10, 18))
    assert require_quarto().usable
    assert str(require_quarto()) == "Quarto 1.10.18"


def test_absence_is_no_error_until_quarto_is_asked_for(programs: Path) -> None:
    assert not any(programs.iterdir())
    assert find_quarto() is None
    with pytest.raises(CkmError, match="not on the PATH"):
        require_quarto()


@pytest.mark.parametrize(
    ("version", "usable"), [("1.9.23", False), ("1.9.24", True), ("1.10.18", True)]
)
def test_the_version_must_be_new_enough(programs: Path, version: str, usable: bool) -> None:
    install(programs, version)
    found = find_quarto()
    assert found is not None
    assert found.usable is usable


def test_an_old_quarto_is_refused_by_name(programs: Path) -> None:
    program = install(programs, "1.4.550")
    with pytest.raises(CkmError, match=r"Quarto 1\.4\.550 is too old") as caught:
        require_quarto()
    assert caught.value.place == str(program)


def test_a_program_without_a_version_is_refused(programs: Path) -> None:
    install(programs, "kwarto")
    with pytest.raises(CkmError, match="does not tell its version"):
        find_quarto()


@pytest.mark.parametrize("renderer", ["auto", "quarto"])
def test_results_get_the_names_of_the_embedded_renderer(
    tmp_path: Path, programs: Path, renderer: Renderer
) -> None:
    install(programs, "1.10.18")
    book = staged_book(tmp_path)
    events: list[str] = []
    rendered = render(book.folder, tmp_path / "out", ["html", "pdf"], renderer, events.append)
    assert rendered.renderer == "Quarto 1.10.18"
    assert events == ["rendering with Quarto 1.10.18"]
    assert (tmp_path / "out/html/index.html").is_file()
    assert not list((tmp_path / "out/html").glob("*.pdf"))
    assert (tmp_path / "out/rapport.pdf").read_text() == "epoch 1731931200\n"
    # Quarto makes one PDF of a book; that of the first chapter alone is always ours.
    assert (tmp_path / "out/kerncijfers.pdf").read_bytes().startswith(b"%PDF-")


def test_auto_passes_over_an_old_quarto_and_says_so(tmp_path: Path, programs: Path) -> None:
    install(programs, "1.4.550", "exit 1")
    book = staged_book(tmp_path)
    events: list[str] = []
    rendered = render(book.folder, tmp_path / "out", ["html"], "auto", events.append)
    assert rendered.renderer == "embedded"
    assert events[0] == "Quarto 1.4.550 is too old for the report"


@pytest.mark.parametrize(
    ("on_render", "message"),
    [
        ("echo 'ERROR: no such filter' >&2; exit 1", "no such filter"),
        ("exit 0", "did not make both the HTML book and one PDF"),
    ],
)
def test_a_failure_of_quarto_reaches_the_user(
    tmp_path: Path, programs: Path, on_render: str, message: str
) -> None:
    install(programs, "1.10.18", on_render)
    book = staged_book(tmp_path)
    with pytest.raises(CkmError) as caught:
        render(book.folder, tmp_path / "out", renderer="quarto")
    assert message in caught.value.message


def logged(*records: tuple[str, str]) -> str:
    """Give shell that logs as Quarto does with `--log-format json-stream`, its fourth word."""
    lines = (json.dumps({"levelName": level, "msg": text}) for level, text in records)
    return "".join(f"cat >> \"$4\" <<'END'\n{line}\nEND\n" for line in lines)


def test_warnings_of_quarto_are_told_once_each(tmp_path: Path, programs: Path) -> None:
    warning = ("WARN", "\x1b[33mUnable to resolve\n  crossref @fig-x\x1b[39m")
    install(programs, "1.10.18", logged(("INFO", "1/2"), warning, warning) + SITE)
    rendered = render(staged_book(tmp_path).folder, tmp_path / "out", renderer="quarto")
    assert rendered.warnings == ("Quarto 1.10.18: Unable to resolve crossref @fig-x",)


@pytest.mark.parametrize(
    ("log", "printed", "reason"),
    [
        ([("INFO", "one"), ("ERROR", "\x1b[91mno such filter\x1b[39m")], "noise", "no such filter"),
        ([("ERROR", "bad\n\nStack trace:\n    at main (quarto.js:1:1)")], "", "bad"),
        ([("ERROR", "")], "error: unknown variable: register\nhint: none", "unknown variable"),
        ([("ERROR", "first"), ("ERROR", "second")], "ERROR: first", "first; second"),
        ([], "ERROR: printed only\n    at x (y.ts:1)", "printed only"),
        ([], "one\ntwo\nthree\nfour", "two three four"),
        ([], "", "it says nothing"),
    ],
)
def test_why_quarto_failed_is_one_sentence(
    tmp_path: Path, programs: Path, log: list[tuple[str, str]], printed: str, reason: str
) -> None:
    install(programs, "1.10.18", f"{logged(*log)}cat >&2 <<'END'\n{printed}\nEND\nexit 1\n")
    with pytest.raises(CkmError) as caught:
        render(staged_book(tmp_path).folder, tmp_path / "out", renderer="quarto")
    said = caught.value.message.removeprefix("Quarto 1.10.18 could not render the book: ")
    assert said.startswith(reason)
    assert "\n" not in said
    assert "quarto.js" not in said
    assert "y.ts" not in said
