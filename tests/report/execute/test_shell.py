"""Held against stock papermill: what a cell shows is what a kernel would have it show."""

from __future__ import annotations

import json

import pytest
from nbformat import NotebookNode
from notebook_samples import code_cell, notebook_of
from papermill import execute_notebook

from ckmreport.report.execute.determinism import clean

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}

CELLS = (
    # values
    *("1", "'a'", "None", "1;", "x = 2", "print('a'); 2", "[1, 2]", "_", "Out[1]", "__name__"),
    *("In[-2]", "print?", "   ", "# only a comment", "globals()['x']"),
    "class R:\n    def _repr_png_(self): return b'\\x89PNG123'\nR()",
    "class M:\n    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'm', 'application/x+json': {'a': 1}}, {'text/plain': {'q': 1}}\n"
    "M()",
    "import pandas as pd\npd.DataFrame({'a': [1.5, 2], 'b': ['x', 'y']})",
    "def f():\n    'doc'\nimport pickle\npickle.loads(pickle.dumps(f)).__doc__",
    "import decimal\ndecimal.getcontext().prec = 5",
    "decimal.Decimal(1) / 3",
    # streams
    "print('a', end='')\nprint('b')",
    "import sys\nprint('o'); print('e', file=sys.stderr); print('p')",
    "sys.stdout.write('x\\n')",
    "sys.stdout.isatty(), sys.stdout.encoding",
    "print('\\x1b[31mred', 'é€', 'a\\rb')",
    "print('x' * 200_000)",
    "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as b:\n    print('q')\n"
    "b.getvalue()",
    "import logging, warnings\nlogging.warning('log'); warnings.warn('w')",
    # what is written past Python, by C code and by other programs; a kernel reads it in a thread,
    # and loses what it reads when the cell has ended
    "import os, time\n_ = os.write(1, b'by number\\n'); time.sleep(1)",
    "import ctypes\nc = ctypes.CDLL(None)\nc.printf(b'from C\\n'); c.fflush(None); time.sleep(1)",
    "import subprocess\nsubprocess.run(['echo', 'child']); time.sleep(1)",
    "subprocess.run('echo err >&2; echo out > /dev/stdout', shell=True); time.sleep(1)",
    "pid = os.fork()\nif pid == 0:\n    print('forked', flush=True)\n    os._exit(0)\n"
    "_ = os.waitpid(pid, 0); time.sleep(1)",
    "import multiprocessing\nfrom concurrent.futures import ProcessPoolExecutor\n"
    "def square(n):\n    print('in a child', flush=True)\n    return n * n\n"
    "with ProcessPoolExecutor(1, multiprocessing.get_context('fork')) as pool:\n"
    "    squares = list(pool.map(square, [3]))\ntime.sleep(1)",
    "squares",
    # shell and magics
    *("!echo $x {x + 1}", "r = !echo a; echo b\nr", "!exit 3\n_exit_code", "!ls /nonexistent"),
    *("%%bash\necho bash\necho err >&2", "%%capture cap\nprint('hidden')", "cap.stdout"),
    *("%%html\n<b>m</b>", "%%latex\n$x$", "%env FOO=1", "os.environ['TERM'], os.environ['PAGER']"),
    # displays, and displays that change
    "from IPython.display import HTML, JSON, SVG, Markdown, clear_output, display, update_display",
    "print('1'); display(HTML('<b>x</b>'), Markdown('*a*')); print('2')",
    *("JSON({'a': [1, 2]})", "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"),
    "handle = display('first', display_id='one')",
    "update_display('second', display_id='one')",
    "other = display('x', display_id=True)\nother.update('y')\nNone",
    "display('third', display_id='one'); None",
    "update_display('nobody', display_id='none')",
    "print('gone'); clear_output(); print('kept')",
    "print('a'); clear_output(wait=True); print('b')",
    "print('stays'); clear_output(wait=True)",
    "for i in range(3):\n    clear_output(wait=True)\n    display(i)",
    # figures, shown where the cell ends
    "%matplotlib inline",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('t')",
    "fig, ax = plt.subplots(); ax.plot([1, 2, 3])",
    "fig",
    "plt.figure(); plt.plot([2, 1]); plt.show(); print('after')",
    "plt.get_backend(), plt.rcParams['figure.dpi'], plt.rcParams['figure.figsize']",
    # async and threads
    "import asyncio\nawait asyncio.sleep(0.01)\nprint('awaited')",
    "async def three():\n    return 3\nawait three()",
    "task = asyncio.create_task(three())",
    "await task",
    "asyncio.get_running_loop().is_running()",
    "import threading\nt = threading.Thread(target=print, args=('in a thread',))\n"
    "t.start(); t.join()",
)


def execute(engine: str) -> list[NotebookNode]:
    cells = [code_cell(code, id=f"c{number}") for number, code in enumerate(CELLS)]
    notebook = notebook_of(*cells, kernelspec=KERNEL)
    executed = execute_notebook(notebook, None, engine_name=engine, progress_bar=False)
    for cell in executed.cells:  # what goes to stderr becomes a note with us
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    clean(executed)
    found: list[NotebookNode] = executed.cells
    return found


@pytest.fixture(scope="module")
def ours() -> list[NotebookNode]:
    return execute("ckm")


@pytest.fixture(scope="module")
def stock() -> list[NotebookNode]:
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("TZ", "UTC")
        settings.setenv("PYTHONHASHSEED", "0")
        settings.delenv("PYTEST_CURRENT_TEST")  # with which a kernel watches no descriptors
        return execute("nbclient")


@pytest.mark.parametrize("number", range(len(CELLS)))
def test_a_cell_shows_what_a_kernel_shows(
    ours: list[NotebookNode], stock: list[NotebookNode], number: int
) -> None:
    one, other = ours[number], stock[number]
    assert one.execution_count == other.execution_count, CELLS[number]
    assert one.outputs == other.outputs, CELLS[number]


def test_the_table_covers_what_it_names(stock: list[NotebookNode]) -> None:
    """Each of these a kernel shows, so that equality with it says something."""
    text = json.dumps([cell.outputs for cell in stock])
    for shown in ("by number", "from C", "child", "forked", "in a child", "awaited", "in a thread"):
        assert shown in text
    assert text.count("image/png") >= 5
    assert "'third'" in text
    assert "'first'" not in text


def test_what_is_written_by_number_stands_between_what_is_printed_around_it() -> None:
    code = "print('a'); _ = __import__('os').write(1, b'b\\n'); print('c')"
    notebook = notebook_of(code_cell(code, id="c"), kernelspec=KERNEL)
    executed = execute_notebook(notebook, None, engine_name="ckm", progress_bar=False)
    assert executed.cells[0].outputs[0].text == "a\nb\nc\n"
