"""How long a sentence takes from being saved to being on the page that `ckm preview` serves.

It is saved in a chapter without figures and in the one with most, in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from project_copy import changed_sentence, copy_project, new_sentence

CHAPTERS = ("04-conclusie", "03-resultaten")


@contextmanager
def preview(project: Path) -> Iterator[str]:
    """Run a preview until its first version is there; give its address."""
    command = [sys.executable, "-m", "ckmreport", "preview", "--port", "0"]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        lines = iter(process.stdout)
        address = re.search(r"http://[\d.:]+/", next(lines))
        made = next((line for line in lines if line.startswith("Made in ")), None)
        if address is None or made is None:
            sys.exit("the preview ended")
        yield address[0]
    finally:
        process.terminate()
        process.communicate()


def versions(address: str) -> Iterator[str]:
    """Give the versions of the book that the preview tells of, as a browser hears of them."""
    with urlopen(f"{address}_preview/events", timeout=60) as events:
        told = ""
        for line in events:
            if line.startswith(b"data: "):
                state = json.loads(line.removeprefix(b"data: "))
                if state["error"]:
                    sys.exit(f"the preview failed: {state['error']}")
                if state["version"] != told:
                    told = state["version"]
                    yield told


def seconds_until_shown(project: Path, address: str, chapter: str, told: Iterator[str]) -> float:
    """Save a sentence, and give the seconds until the page is loaded that has it."""
    sentence = new_sentence()
    path = project / "notebooks" / f"{chapter}.ipynb"
    text = json.dumps(changed_sentence(json.loads(path.read_text("utf-8")), sentence))
    began = time.perf_counter()
    path.write_text(text, "utf-8")
    next(told)
    with urlopen(f"{address}html/notebooks/{chapter}.html", timeout=60) as answer:
        if sentence not in answer.read().decode("utf-8"):
            sys.exit("the page is not the new one")
    return time.perf_counter() - began


def main() -> None:
    """Print the median for each chapter."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    runs = parser.parse_args().runs
    seconds: dict[str, list[float]] = {chapter: [] for chapter in CHAPTERS}
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        with preview(project) as address:
            told = versions(address)
            next(told)  # the one that is there
            for _ in range(runs):
                for chapter, found in seconds.items():
                    found.append(seconds_until_shown(project, address, chapter, told))
    print(f"{runs} sentences in each, on {os.cpu_count()} cores; median until it is on the page")
    for chapter, found in seconds.items():
        print(f"{chapter:42}{statistics.median(found):7.2f} s, at most {max(found):.2f} s")


if __name__ == "__main__":
    main()
