"""A task has a process of its own, which never outlives its owner, however either of them ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from notebook_samples import add_chapter, code_cell, markdown_cell
from process_samples import eventually, has_ended, processes_of

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.chapters import Chapter, Executed, Started, execute
from ckmreport.report.execute.processes import CAN_FORK, At, Pool, Preload

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are looked up as Linux keeps them")

TESTS = Path(__file__).parents[2]
#: A process has one fork server, so all tests in this one share it.
PRELOAD = Preload(
    ("colorsys", "no_such_module", "numpy"),
    prepare=("re:compile.__dict__.__setitem__", "answer", "42"),
)


def work_together(tasks: list[str], at: At) -> list[object]:
    """Run in a process, with tasks that others asked for."""
    return [work(task, at) for task in tasks]


def work(task: str, at: At) -> object:
    """Run in a process: what to do is in the task."""
    what, _, argument = task.partition(" ")
    at(what)
    if what == "ask":
        for part in argument:
            at.ask(f"{FUNCTION}_together", f"do {part}")
    if what == "fail":
        raise CkmError(argument, place="hier")
    if what == "crash":
        raise KeyError(argument)
    if what == "thread":  # one that never ends, and would keep Python from ending
        threading.Thread(target=time.sleep, args=(600,)).start()
    return argument.upper()


@pytest.fixture(autouse=True)
def found_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(TESTS)


@pytest.fixture(params=["forked", "started anew"])
def pool(request: pytest.FixtureRequest) -> Pool:
    return Pool(2, PRELOAD if request.param == "forked" else None)


FUNCTION = "report.execute.test_processes:work"


def test_every_task_is_done_in_a_process(pool: Pool) -> None:
    started: list[str] = []
    places: list[str] = []
    results = dict(
        pool.run(
            FUNCTION,
            ["do a", "thread b", "do c"],
            on_start=started.append,
            on_place=lambda _, place: places.append(place),
        )
    )
    assert results == {"do a": "A", "thread b": "B", "do c": "C"}
    assert started == ["do a", "thread b", "do c"]
    assert sorted(places) == ["do", "do", "thread"]
    assert list(pool.run(FUNCTION, [])) == []


def test_a_task_can_ask_for_another(pool: Pool) -> None:
    started: list[str] = []
    done = list(pool.run(FUNCTION, ["ask abc", "ask defghi"], on_start=started.append))
    assert started == ["ask abc", "ask defghi"]
    asked = {
        one: result
        for task, results in done
        if isinstance(task, list)
        for one, result in zip(task, results, strict=True)
    }
    assert asked == {f"do {one}": one.upper() for one in "abcdefghi"}
    assert sorted(task for task, _ in done if task in started) == started


def test_an_unexpected_exception_tells_where_it_came_from(pool: Pool) -> None:
    with pytest.raises(KeyError) as caught:
        list(pool.run(FUNCTION, ["crash x"]))
    assert "test_processes.py" in caught.value.__notes__[0]
    with pytest.raises(CkmError, match="mis"):
        list(pool.run(FUNCTION, ["fail mis"]))
    assert list(pool.run(FUNCTION, ["do b"])) == [("do b", "B")]


def test_another_fork_server_is_refused(pool: Pool) -> None:
    Pool(1, PRELOAD)
    with pytest.raises(ValueError, match="has imported something else"):
        Pool(1, Preload(("fractions",)))
    assert pool


NOTE_PID = "import os, pathlib; pathlib.Path('pid').write_text(str(os.getpid()))"
HANG = "import time; time.sleep(600)"
DIED = "the Python process of the notebook died in this cell"

#: What a cell does, and what is told of it.
FAILURES = {
    "raises": ("raise ValueError('één\\ntwee')", "the cell fails: ValueError: één twee"),
    "is no Python": ("a b", "the cell fails: SyntaxError: invalid syntax"),
    "exits": ("import sys; sys.exit(3)", "the cell fails: SystemExit: 3"),
    "says exit()": ("exit()", "the cell fails: SystemExit"),
    "asks for input": ("input()", "the cell fails: EOFError"),
    "recurses": ("def f(): f()\nf()", "the cell fails: RecursionError: maximum recursion depth"),
    "takes all memory": ("bytearray(10**18)", "the cell fails: MemoryError"),
    "hangs": (HANG, "the cell takes longer than 2 seconds"),
    "hangs beyond reach of Python": (
        "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n" + HANG,
        "the cell takes longer than 2 seconds",
    ),
    "is killed": ("os.kill(os.getpid(), 9)", DIED),
    "ends Python": ("os._exit(0)", DIED),
    "crashes in C": ("import ctypes; ctypes.string_at(0)", DIED),
    "aborts": ("os.abort()", DIED),
    "closes what it was started with": ("os.closerange(3, 4096)", DIED),
    "prints without end": ("while True: print('x' * 100_000)", "the cell prints more than 50"),
    "writes without end": (
        "while True: os.write(1, b'x' * 10_000)",
        "the cell takes longer than 2 seconds",
    ),
    "has another program write without end": (
        "import subprocess; subprocess.run(['timeout', '1', 'yes'])",
        "the cell prints more than 50 million characters",
    ),
    "cannot show what it gives": (
        "class Bad:\n    def __repr__(self): raise OSError('toon')\nBad()",
        "the cell fails: OSError: toon",
    ),
    "starts a program that stays": (
        "import subprocess, pathlib\nstay = subprocess.Popen(['sleep', '600'])\n"
        "pathlib.Path('pid').write_text(str(stay.pid)); 1 / 0",
        "the cell fails: ZeroDivisionError",
    ),
    "leaves a fork behind and dies": (
        "stay = os.fork()\nif stay == 0:\n    import time; time.sleep(600)\nos._exit(1)",
        DIED,
    ),
}


def test_a_failure_without_a_message_is_its_name(tmp_path: Path) -> None:
    bad = add_chapter(tmp_path, "bad.ipynb", code_cell("assert not 1", id="bad"))
    with pytest.raises(CkmError) as caught:
        run(tmp_path, bad)
    assert caught.value.message == "the cell fails: AssertionError"


@pytest.mark.parametrize("fault", FAILURES)
def test_a_cell_that_fails_is_named_and_leaves_nothing(tmp_path: Path, fault: str) -> None:
    code, message = FAILURES[fault]
    cells = code_cell(NOTE_PID, id="note"), code_cell(code, id="bad")
    bad = add_chapter(tmp_path, "bad.ipynb", *cells)
    with pytest.raises(CkmError) as caught:
        run(tmp_path, bad, seconds=2 if "seconds" in message else 60)
    assert caught.value.message.startswith(message)
    assert caught.value.place == "bad.ipynb, cell 3 (bad)"
    assert caught.value.advice
    pid = noted_pid(tmp_path)
    assert pid > 0
    assert eventually(lambda: has_ended(pid) and not processes_of(pid))
    assert not (tmp_path / "out").exists()


def test_a_fork_that_goes_astray_does_nothing_more(tmp_path: Path) -> None:
    chapter = add_chapter(
        tmp_path,
        "one.ipynb",
        code_cell("import os\npid = os.fork()\nif pid:\n    os.waitpid(pid, 0)", id="fork"),
        code_cell("with open('ran', 'a') as note: note.write('x')", id="next"),
    )
    run(tmp_path, chapter)
    assert (tmp_path / "ran").read_text() == "x"


@pytest.mark.parametrize("fault", ["os._exit(3)", "__import__('time').sleep(600)"])
def test_text_that_ends_the_process_is_named_too(tmp_path: Path, fault: str) -> None:
    texts = [markdown_cell(f"`{{python}} {e}`", id=f"t{n}") for n, e in enumerate(("wave", fault))]
    chapter = add_chapter(tmp_path, "one.ipynb", code_cell("import os", id="setup"), *texts)
    with pytest.raises(CkmError, match=r"died|takes longer than 2 seconds") as caught:
        run(tmp_path, chapter, seconds=2)
    assert caught.value.place == "one.ipynb, cell 4 (t1)"


def test_a_fork_server_that_dies_is_told_and_replaced(tmp_path: Path) -> None:
    fault = f"{NOTE_PID}\nos.kill(os.getppid(), 9)\n{HANG}"
    bad = add_chapter(tmp_path, "bad.ipynb", code_cell(fault, id="bad"))
    with pytest.raises(CkmError, match="died in this cell"):
        run(tmp_path, bad)
    assert eventually(lambda: has_ended(noted_pid(tmp_path)))
    assert run(tmp_path, add_chapter(tmp_path, "good.ipynb"))


def test_forks_execute_to_the_byte_what_a_python_started_anew_does(tmp_path: Path) -> None:
    cells = (
        code_cell("import sys\nprint('colorsys' in sys.modules)", id="loaded"),
        code_cell(
            "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.gca().set_title(wave)",
            id="plot",
        ),
        code_cell("import pandas as pd\npd.DataFrame({'a': [1.5, 2]})", id="frame"),
        code_cell("import sys, warnings\nwarnings.warn('let op')\nsys.path", id="w"),
        code_cell("import os\nhash('a'), __name__, os.getcwd(), os.environ['TERM']", id="hash"),
        markdown_cell("Golf `{python} wave`.", id="inline"),
    )
    chapter = add_chapter(tmp_path, "one.ipynb", *cells)
    (forked,), (anew,) = (run(tmp_path, chapter, forks=forks) for forks in (True, False))
    assert forked.count("True\\n") == 1
    assert forked.replace("True\\n", "False\\n") == anew
    assert '"image/png"' in forked  # a figure that nobody asked for explicitly


def test_what_is_prepared_is_there_and_each_draws_random_numbers_of_its_own(
    tmp_path: Path,
) -> None:
    code = (
        "import os, random, re, numpy\n"
        "print(re.compile.answer, os.getpid(), random.random(), numpy.random.rand())"
    )
    chapters = [add_chapter(tmp_path, f"{n}.ipynb", code_cell(code, id="c")) for n in range(2)]
    texts = [
        json.loads(content)["cells"][-1]["outputs"][0]["text"][0].split()
        for content in run(tmp_path, *chapters)
    ]
    assert [text[0] for text in texts] == ["42", "42"]
    assert len({number for text in texts for number in text[1:]}) == 6


_BROKEN = """\
import sys
from pathlib import Path
from ckmreport.report.execute.processes import Preload
from report.execute import test_processes
from notebook_samples import add_chapter, code_cell
test_processes.PRELOAD = Preload(("broken",), prepare=tuple(sys.argv[2:]))
project = Path(sys.argv[1])
print(*test_processes.run(project, add_chapter(project, "one.ipynb", code_cell("'done'", id="c"))))
test_processes.run(project, add_chapter(project, "bad.ipynb", code_cell("import broken", id="c")))
"""


@pytest.mark.parametrize("prepare", [("no_such_module:f",), ("colorsys:rgb_to_hls", "red")])
def test_what_cannot_be_loaded_is_left_to_the_chapters(
    tmp_path: Path, prepare: tuple[str, ...]
) -> None:
    (tmp_path / "broken.py").write_text("x = 1 / 0", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _BROKEN, str(tmp_path), *prepare],
        env={**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{tmp_path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "'done'" in done.stdout
    assert "bad.ipynb, cell 2 (c): the cell fails: ZeroDivisionError" in done.stderr


def test_an_interrupted_owner_leaves_no_process(tmp_path: Path) -> None:
    slow = add_chapter(
        tmp_path, "slow.ipynb", code_cell(f"{NOTE_PID}\n{HANG}" + " " * 500, id="slow")
    )
    quick = add_chapter(
        tmp_path,
        "quick.ipynb",
        code_cell("import pathlib, time\nwhile not pathlib.Path('pid').exists(): time.sleep(0.01)"),
    )

    def interrupt(event: Started | Executed) -> None:
        if isinstance(event, Executed):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, slow, quick, on_event=interrupt)
    assert eventually(lambda: has_ended(noted_pid(tmp_path)))


_OWNER = """\
import sys
from pathlib import Path
from ckmreport.report.execute.chapters import Chapter
from report.execute.test_processes import run
run(Path(sys.argv[1]), Chapter(Path("long.ipynb")), Chapter(Path("other.ipynb")))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_outlives_an_owner_that_is_ended(tmp_path: Path, number: signal.Signals) -> None:
    add_chapter(tmp_path, "other.ipynb", markdown_cell("Een tweede hoofdstuk.", id="text"))
    code = f"{NOTE_PID}\nimport subprocess; subprocess.run(['sleep', '600'])"
    add_chapter(tmp_path, "long.ipynb", code_cell(code, id="long"))
    owner = subprocess.Popen(
        [sys.executable, "-c", _OWNER, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert eventually(lambda: noted_pid(tmp_path) > 0)
    chapter = noted_pid(tmp_path)  # in a session of its own
    owner.send_signal(number)
    assert owner.wait(60) != 0
    assert eventually(lambda: has_ended(chapter) and not processes_of(chapter))
    assert eventually(lambda: not processes_of(owner.pid))


def run(
    project: Path,
    *chapters: Chapter,
    forks: bool = True,
    seconds: int = 60,
    **options: object,
) -> list[str]:
    done = execute(
        chapters,
        {"wave": "2025"},
        project=project,
        wave_folder=project,
        output=project / "out",
        cell_seconds=seconds,
        pool=Pool(2, PRELOAD if forks else None),
        **options,  # type: ignore[arg-type]
    )
    return [one.path.read_text("utf-8") for one in done]


def noted_pid(project: Path) -> int:
    """Give the process that a chapter noted; 0 if none did yet."""
    note = project / "pid"
    return int(note.read_text() or 0) if note.exists() else 0
