"""Forked kernels do what ordinary ones do, and none outlives its owner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from nbformat import NotebookNode
from notebook_samples import code_cell, markdown_cell, notebook_of

from ckmreport.errors import CkmError
from ckmreport.execute.chapters import Chapter, Executed, execute
from ckmreport.execute.forking import CAN_FORK
from ckmreport.execute.notebooks import read_notebook, write_notebook

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux only")

PARAMETERS = code_cell("wave = ''", id="parameters", metadata={"tags": ["parameters"]})
NOTE_PID = "import os, pathlib; pathlib.Path('pid').write_text(str(os.getpid()))"
LITTLE = ("colorsys", "no_such_module")
MUCH = ("numpy", "pandas", "matplotlib.figure")


def add(project: Path, name: str, *cells: NotebookNode) -> Chapter:
    write_notebook(notebook_of(PARAMETERS, *cells), project / name)
    return Chapter(Path(name))


def run(
    project: Path,
    *chapters: Chapter,
    preload: Sequence[str] | None = LITTLE,
    seconds: int = 60,
) -> list[Path]:
    done = execute(
        chapters,
        {"wave": "2025"},
        project=project,
        wave_folder=project,
        output=project / ("ordinary" if preload is None else "forked"),
        jobs=2,
        cell_seconds=seconds,
        preload=preload,
    )
    return [one.path for one in done]


def eventually(holds: Callable[[], bool], seconds: float = 120) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def has_ended(project: Path, name: str = "pid") -> bool:
    try:
        os.kill(int((project / name).read_text()), 0)
    except ProcessLookupError:
        return True
    # A process whose parent has not asked for its end yet is still there, as a zombie.
    state = Path(f"/proc/{(project / name).read_text()}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.fixture
def other(tmp_path: Path) -> Chapter:
    return add(tmp_path, "other.ipynb", markdown_cell("Een tweede hoofdstuk.", id="text"))


def test_what_they_execute_is_equal_to_the_byte(tmp_path: Path, other: Chapter) -> None:
    cells = (
        code_cell(
            "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.gca().set_title(wave)",
            id="plot",
        ),
        code_cell("import pandas as pd\npd.DataFrame({'a': [1.5, 2]})", id="frame"),
        code_cell("import sys, warnings\nwarnings.warn('let op')\nsys.path", id="w"),
        code_cell("hash('a'), __name__, os.getcwd() if 'os' in dir() else None", id="hash"),
        markdown_cell("Golf `{python} wave`.", id="inline"),
    )
    chapters = (add(tmp_path, "one.ipynb", *cells), other)
    forked, ordinary = (run(tmp_path, *chapters, preload=modules) for modules in (MUCH, None))
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
    chapters = [add(tmp_path, f"{n}.ipynb", code_cell(draw, id="draw")) for n in range(2)]
    texts = [
        read_notebook(path).cells[-1].outputs[0]["text"].split()
        for path in run(tmp_path, *chapters, preload=MUCH)
    ]
    assert len({number for pair in texts for number in pair}) == 4


def test_what_is_loaded_is_loaded_before_the_kernel_is_there(
    tmp_path: Path, other: Chapter
) -> None:
    cell = code_cell("import sys\nprint('colorsys' in sys.modules)", id="loaded")
    chapter = add(tmp_path, "one.ipynb", cell)
    loaded = [
        read_notebook(run(tmp_path, chapter, other, preload=modules)[0])
        .cells[-1]
        .outputs[0]["text"]
        for modules in (LITTLE, None)
    ]
    assert loaded == ["True\n", "False\n"]


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
    bad = add(tmp_path, "bad.ipynb", code_cell(f"{NOTE_PID}\n{fault}", id="bad"))
    with pytest.raises(CkmError, match=message) as caught:
        run(tmp_path, bad, other, seconds=2 if "sleep" in fault and "ppid" not in fault else 60)
    assert caught.value.place in ("bad.ipynb, cell 2 (bad)", None)
    assert eventually(lambda: has_ended(tmp_path))


def test_much_output_arrives_whole(tmp_path: Path, other: Chapter) -> None:
    cell = code_cell("for n in range(20000): print(n, 'x' * 50)", id="flood")
    path, _ = run(tmp_path, add(tmp_path, "one.ipynb", cell), other)
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
    worker = "pathlib.Path('worker').write_text(os.environ.get('WORKER', '0'))"
    add(
        tmp_path,
        "long.ipynb",
        code_cell(f"{NOTE_PID}\n{worker}\nimport time; time.sleep(600)", id="long"),
    )
    script = tmp_path / "owner.py"
    script.write_text(_OWNER)
    owner = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path), str(Path(__file__).parent.parent)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert eventually((tmp_path / "worker").exists)
    owner.send_signal(number)
    assert owner.wait(60) != 0
    assert eventually(lambda: has_ended(tmp_path))
    assert eventually(lambda: not _processes_of(owner.pid))


def _processes_of(session: int) -> list[int]:
    """Give the processes of a session that still run; kernels have sessions of their own."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def test_one_chapter_alone_is_not_worth_a_server(tmp_path: Path) -> None:
    cell = code_cell("import sys\nprint('colorsys' in sys.modules)", id="loaded")
    (path,) = run(tmp_path, add(tmp_path, "one.ipynb", cell))
    assert read_notebook(path).cells[-1].outputs[0]["text"] == "False\n"


def test_executed_chapters_carry_their_paths(tmp_path: Path, other: Chapter) -> None:
    done: list[Executed] = []
    execute(
        [other, add(tmp_path, "one.ipynb")],
        {"wave": "2025"},
        project=tmp_path,
        wave_folder=tmp_path,
        output=tmp_path / "out",
        preload=LITTLE,
        on_event=lambda event: done.append(event) if isinstance(event, Executed) else None,
    )
    assert {one.path.name for one in done} == {"other.ipynb", "one.ipynb"}
