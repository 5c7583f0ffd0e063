"""Forked kernels do what ordinary ones do, and none outlives its owner."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest
from notebook_samples import add_chapter, code_cell, markdown_cell
from process_samples import eventually, has_ended, processes_of

from ckmreport.errors import CkmError
from ckmreport.execute.chapters import Chapter, Executed, Standby, execute, stand_by
from ckmreport.execute.forking import CAN_FORK, Preload
from ckmreport.execute.notebooks import read_notebook

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux only")

NOTE_PID = "import os, pathlib; pathlib.Path('pid').write_text(str(os.getpid()))"
LITTLE = Preload(("colorsys", "no_such_module"))
MUCH = Preload(("numpy", "pandas"), more=("matplotlib.figure",))


def run(
    project: Path,
    *chapters: Chapter,
    preload: Preload | None = LITTLE,
    full: Collection[Chapter] = (),
    standby: Standby | None = None,
    seconds: int = 60,
) -> list[Path]:
    with contextlib.ExitStack() as stack:
        done = execute(
            chapters,
            {"wave": "2025"},
            project=project,
            wave_folder=project,
            output=project / ("ordinary" if preload is None else "forked"),
            cell_seconds=seconds,
            full=full,
            standby=standby or stack.enter_context(stand_by(preload, jobs=2)),
        )
    return [one.path for one in done]


def noted_pid(project: Path) -> int:
    """Give the process of the kernel that noted itself; 0 if none did yet."""
    note = project / "pid"
    return int(note.read_text() or 0) if note.exists() else 0


@pytest.fixture
def other(tmp_path: Path) -> Chapter:
    return add_chapter(tmp_path, "other.ipynb", markdown_cell("Een tweede hoofdstuk.", id="text"))


def test_what_they_execute_is_equal_to_the_byte(tmp_path: Path, other: Chapter) -> None:
    cells = (
        code_cell(
            "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.gca().set_title(wave)",
            id="plot",
        ),
        code_cell("import pandas as pd\npd.DataFrame({'a': [1.5, 2]})", id="frame"),
        code_cell("import sys, warnings\nwarnings.warn('let op')\nsys.path", id="w"),
        code_cell("import os\nhash('a'), __name__, os.getcwd()", id="hash"),
        markdown_cell("Golf `{python} wave`.", id="inline"),
    )
    chapters = (add_chapter(tmp_path, "one.ipynb", *cells), other)
    forked, ordinary = (
        run(tmp_path, *chapters, preload=preload, full=chapters[:1]) for preload in (MUCH, None)
    )
    assert [p.read_bytes() for p in forked] == [p.read_bytes() for p in ordinary]
    shown = [
        kind
        for cell in read_notebook(forked[0]).cells
        for output in cell.get("outputs", [])
        for kind in output.get("data", {})
    ]
    assert "image/png" in shown  # a figure that nobody asked for explicitly
    assert "text/html" in shown


def test_each_draws_random_numbers_of_its_own(tmp_path: Path) -> None:
    draw = "import random, numpy\nprint(random.random(), numpy.random.rand())"
    chapters = [add_chapter(tmp_path, f"{n}.ipynb", code_cell(draw, id="draw")) for n in range(2)]
    texts = [
        read_notebook(path).cells[-1].outputs[0]["text"].split()
        for path in run(tmp_path, *chapters, preload=MUCH)
    ]
    assert len({number for pair in texts for number in pair}) == 4


def test_what_is_loaded_is_loaded_before_the_kernel_is_there(
    tmp_path: Path, other: Chapter
) -> None:
    cell = code_cell("import sys\nprint('colorsys' in sys.modules)", id="loaded")
    chapter = add_chapter(tmp_path, "one.ipynb", cell)
    loaded = [
        read_notebook(run(tmp_path, chapter, other, preload=modules)[0])
        .cells[-1]
        .outputs[0]["text"]
        for modules in (LITTLE, None)
    ]
    assert loaded == ["True\n", "False\n"]


def test_what_takes_long_to_import_is_there_for_who_asks(tmp_path: Path) -> None:
    cell = code_cell(
        "import sys\nprint('fractions' in sys.modules, 'colorsys' in sys.modules)", id="l"
    )
    chapters = [add_chapter(tmp_path, f"{n}.ipynb", cell) for n in range(2)]
    preload = Preload(("colorsys",), more=("fractions",))
    texts = [
        read_notebook(path).cells[-1].outputs[0]["text"]
        for path in run(tmp_path, *chapters, preload=preload, full=chapters[1:])
    ]
    assert texts == ["False True\n", "True True\n"]


def test_a_server_that_dies_takes_only_its_own_kernels(tmp_path: Path, other: Chapter) -> None:
    fault = "import os, time\nos.kill(os.getppid(), 9)\ntime.sleep(600)"
    bad = add_chapter(tmp_path, "bad.ipynb", code_cell(f"{NOTE_PID}\n{fault}", id="bad"))
    with stand_by(Preload((), more=("colorsys",)), jobs=1) as standby:
        with pytest.raises(CkmError, match="died"):
            run(tmp_path, bad, standby=standby, full=[bad])
        assert eventually(lambda: has_ended(noted_pid(tmp_path)))
        assert run(tmp_path, other, standby=standby)
        with pytest.raises(CkmError, match="the process that starts notebooks died"):
            run(tmp_path, other, standby=standby, full=[other])


def test_what_is_prepared_is_there_in_every_kernel(tmp_path: Path, other: Chapter) -> None:
    cell = code_cell("import os, re\nprint(os.getpid(), re.compile.__dict__)", id="noted")
    chapters = [add_chapter(tmp_path, f"{n}.ipynb", cell) for n in range(2)]
    preload = Preload((), prepare=("re:compile.__dict__.__setitem__", "answer", "42"))
    texts = [
        read_notebook(path).cells[-1].outputs[0]["text"]
        for path in run(tmp_path, *chapters, other, preload=preload)[:2]
    ]
    assert all(text.endswith("{'answer': '42'}\n") for text in texts)
    assert len(set(texts)) == 2  # two kernels, prepared once


@pytest.mark.parametrize("prepare", [("no_such_module:f",), ("colorsys:rgb_to_hls", "red")])
def test_what_cannot_be_prepared_is_left_to_the_kernels(
    tmp_path: Path, other: Chapter, prepare: tuple[str, ...]
) -> None:
    cell = code_cell("print('done')", id="done")
    preload = Preload((), prepare=prepare)
    path, _ = run(tmp_path, add_chapter(tmp_path, "one.ipynb", cell), other, preload=preload)
    assert read_notebook(path).cells[-1].outputs[0]["text"] == "done\n"


def test_what_cannot_be_imported_is_left_to_the_kernels(
    tmp_path: Path, other: Chapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.py").write_text("x = 1 / 0", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    bad = add_chapter(tmp_path, "bad.ipynb", code_cell("import broken", id="bad"))
    with stand_by(Preload(("broken",), more=("broken",)), jobs=1) as standby:
        with pytest.raises(CkmError, match="the cell fails: ZeroDivisionError") as caught:
            run(tmp_path, bad, standby=standby, full=[bad])
        assert caught.value.place == "bad.ipynb, cell 2 (bad)"
        assert run(tmp_path, other, standby=standby)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("os.kill(os.getpid(), 9)", "the Python process of the notebook died in this cell"),
        ("os._exit(3)", "the Python process of the notebook died in this cell"),
        ("import time; time.sleep(600)", "the cell takes longer than 2 seconds"),
        ("os.kill(os.getppid(), 9); import time; time.sleep(600)", "died"),  # the server itself
    ],
)
def test_a_kernel_that_fails_is_reported_and_gone(
    tmp_path: Path, other: Chapter, fault: str, message: str
) -> None:
    bad = add_chapter(tmp_path, "bad.ipynb", code_cell(f"{NOTE_PID}\n{fault}", id="bad"))
    with pytest.raises(CkmError, match=message) as caught:
        run(tmp_path, bad, other, seconds=2 if "sleep" in fault and "ppid" not in fault else 60)
    assert caught.value.place in ("bad.ipynb, cell 2 (bad)", None)
    kernel = noted_pid(tmp_path)
    assert kernel > 0
    assert eventually(lambda: has_ended(kernel))


def test_a_kernel_that_cannot_start_is_reported(
    tmp_path: Path, other: Chapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    doomed = "import os\nos.register_at_fork(after_in_child=lambda: os._exit(1))"
    (tmp_path / "doomed.py").write_text(doomed, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(CkmError, match="died while it was starting"):
        run(tmp_path, add_chapter(tmp_path, "one.ipynb"), other, preload=Preload(("doomed",)))


def test_much_output_arrives_whole(tmp_path: Path, other: Chapter) -> None:
    cell = code_cell("for n in range(20000): print(n, 'x' * 50)", id="flood")
    path, _ = run(tmp_path, add_chapter(tmp_path, "one.ipynb", cell), other)
    (output,) = read_notebook(path).cells[-1].outputs
    assert len(output["text"].splitlines()) == 20000


_OWNER = """\
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from execute.test_forking import run
from ckmreport.execute.chapters import Chapter
if __name__ == "__main__":
    run(Path(sys.argv[1]), Chapter(Path("long.ipynb")), Chapter(Path("other.ipynb")))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_outlives_an_owner_that_is_ended(
    tmp_path: Path, other: Chapter, number: signal.Signals
) -> None:
    assert other.source.name == "other.ipynb"
    cell = code_cell(f"{NOTE_PID}\nimport time; time.sleep(600)", id="long")
    add_chapter(tmp_path, "long.ipynb", cell)
    script = tmp_path / "owner.py"
    script.write_text(_OWNER)
    owner = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path), str(Path(__file__).parent.parent)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert eventually(lambda: noted_pid(tmp_path) > 0)
    kernel = noted_pid(tmp_path)  # in a session of its own
    owner.send_signal(number)
    assert owner.wait(60) != 0
    assert eventually(lambda: has_ended(kernel))
    assert eventually(lambda: not processes_of(owner.pid))


def test_executed_chapters_carry_their_paths(tmp_path: Path, other: Chapter) -> None:
    done: list[Executed] = []
    with stand_by(LITTLE, jobs=1) as standby:
        execute(
            [other, add_chapter(tmp_path, "one.ipynb")],
            {"wave": "2025"},
            project=tmp_path,
            wave_folder=tmp_path,
            output=tmp_path / "out",
            standby=standby,
            on_event=lambda event: done.append(event) if isinstance(event, Executed) else None,
        )
    assert {one.path.name for one in done} == {"other.ipynb", "one.ipynb"}
