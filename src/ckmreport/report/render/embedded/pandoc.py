"""Has pandoc do a step of the conversion for many texts, on as many cores as there are."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from ckmreport.foundation.errors import CkmError, of_system

_LUA = Path(__file__).parent / "lua"


@dataclass(frozen=True)
class Job:
    """The work of a step for one text; `size` is its relative amount."""

    arguments: Mapping[str, Any]
    size: int = 1


def scripts() -> tuple[str, ...]:
    """Read the source of all steps, for checksums of their output."""
    return tuple(script.read_text(encoding="utf-8") for script in sorted(_LUA.glob("*.lua")))


def run(step: str, jobs: Sequence[Job]) -> list[Any]:
    """Do a step, a file in `lua/`, for each job and give the results in the order of the jobs.

    Raises:
        CkmError: on what the step does not support, or when pandoc fails.
    """
    shares = _shares(jobs)
    with ThreadPoolExecutor(max(1, len(shares))) as threads:  # each waits for a pandoc of its own
        done = threads.map(lambda share: _pandoc(step, [jobs[n] for n in share]), shares)
        results = {
            n: result
            for share, all_ in zip(shares, done, strict=True)
            for n, result in zip(share, all_, strict=True)
        }
    return [results[n] for n in range(len(jobs))]


def _shares(jobs: Sequence[Job]) -> list[list[int]]:
    """Divide jobs among the cores: the largest first, each to whom has least to do."""
    shares: list[list[int]] = [[] for _ in range(min(os.cpu_count() or 1, len(jobs)))]
    for n in sorted(range(len(jobs)), key=lambda n: -jobs[n].size):
        min(shares, key=lambda share: sum(jobs[other].size for other in share)).append(n)
    return shares


def _pandoc(step: str, jobs: Sequence[Job]) -> list[Any]:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "lua", str(_LUA / "main.lua")],
        input=json.dumps({"step": step, "jobs": [job.arguments for job in jobs]}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode == 0:
        results: list[Any] = json.loads(done.stdout)
        return results
    for line in done.stderr.splitlines():
        if line.startswith("ckm:"):
            message, _, place = line.removeprefix("ckm:").partition("\t")
            raise CkmError(message, place=place, advice="Write it another way")
    if "No space left" in done.stderr:
        raise of_system(OSError(errno.ENOSPC, "", tempfile.gettempdir()))
    raise CkmError(
        f"pandoc could not read the book: {done.stderr.strip()}",
        advice="Mend what it names; the bibliography is the likeliest",
    )
