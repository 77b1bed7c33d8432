"""``python -m benchmarks.soak``: 20,000 documents annotated into a folder by a run that is killed twice on the way.

    python -m benchmarks.soak FOLDER [--documents 20000] [--jobs 2] [--kills 2]

The documents are sentences of the sample articles with other names in them, put together at random from a seed.  What
is shown: the rows of the folder against those of the documents one by one (a sample of them), the memory of the
processes over time, the time, and what an answer takes then.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from benchmarks.speed import ROOT, SAMPLES

SEED = 20
NAMES = ("Mara Quist", "Jon Feld", "Ida Brandt", "Leo Marsh", "Ana Sole", "Tim Oduya", "Eva Lund", "Sam Pryce")
CAPITALS = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+")
WORDS = 40
EVERY = 1.0  # seconds between two looks at the memory
PER_FOLDER = 1000
OUTLETS = ("Post", "Ledger", "Herald", "Gazette", "Echo", "Times", "Courier", "Star")
QUESTIONS = ("quotes --by outlet", "entities", "stance --pairs", "quotes --detail")
META = ("--meta-from-name", "{outlet}_{n}")


def documents(number: int, seed: int = SEED) -> Iterator[str]:
    """Articles of at least ``WORDS`` words: sentences of the sample articles, with other names."""
    chosen = random.Random(seed)
    known = [one for path in sorted(SAMPLES.glob("*.txt")) for one in sentences(path.read_text("utf-8"))]
    for _ in range(number):
        text = ""
        while len(text.split()) < WORDS:
            text += chosen.choice(known) + " "
        yield CAPITALS.sub(lambda match: chosen.choice(NAMES) if chosen.random() < 0.5 else match.group(), text)


def sentences(text: str) -> list[str]:
    """The lines of an article that are sentences, split behind full stops."""
    return [one for line in text.splitlines()[2:] for one in re.split(r"(?<=[.!?”]) (?=[A-Z“])", line) if len(one) > 20]


def write(folder: Path, number: int) -> None:
    """The documents as files, a thousand in a folder."""
    for at, text in enumerate(documents(number)):
        place = folder / f"{at // PER_FOLDER:03d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{OUTLETS[at % len(OUTLETS)]}_{at:06d}.txt").write_text(text, "utf-8")


def annotate(texts: Path, out: Path, jobs: int, kill_after: float | None, curve: list[dict[str, Any]]) -> float:
    """The seconds of one run; with ``kill_after`` it is killed when that share of the shards is done."""
    command = [sys.executable, "-m", "newsan", "annotate", str(texts), "-o", str(out), "-j", str(jobs), "-q", *META]
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT)
    while process.poll() is None:
        time.sleep(EVERY)
        done, planned = share(out)
        curve.append({"s": round(time.monotonic() - begun), "done": done, "mb": memory(process.pid)})
        if kill_after is not None and planned and done / planned >= kill_after:
            process.kill()
    process.wait()
    return time.monotonic() - begun


def share(out: Path) -> tuple[int, int]:
    """How many shards are done, and planned."""
    plan = out / "plan.jsonl"
    planned = plan.read_bytes().count(b"\n") if plan.exists() else 0
    return len(list((out / "shards").glob("part-*.json"))) if planned else 0, planned


def memory(pid: int) -> list[int]:
    """The megabytes that a process and those that it started have held at the most so far, the process first."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [resident(one) for one in (str(pid), *children)]
    except OSError:
        return []


def resident(pid: str) -> int:
    """The megabytes that a process holds, at the most so far."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0] if "VmHWM:" in status else 0) // 1000


def asked(out: Path, *question: str) -> dict[str, Any]:
    """What an answer from the folder takes: seconds and megabytes at most."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsan", *question, str(out)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    return {
        "question": " ".join(question),
        "status": os.waitstatus_to_exitcode(status),
        "seconds": round(time.monotonic() - begun, 2),
        "mb": usage.ru_maxrss // 1000,
    }


def rows(out: Path) -> dict[str, int]:
    """The rows of each table, counted in its parts."""
    import pyarrow.parquet as parquet

    tables = ("documents", "entities", "quotes", "stance")
    return {
        table: sum(parquet.ParquetFile(path).metadata.num_rows for path in (out / table).glob("part-*.parquet"))
        for table in tables
    }


def thinned(curve: list[dict[str, Any]], number: int = 12) -> list[Mapping[str, Any]]:
    """Some points of a curve."""
    return [curve[round(at * (len(curve) - 1) / (number - 1))] for at in range(number)] if curve else []


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--documents", "number", default=20_000, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--kills", default=2, show_default=True)
def main(folder: Path, number: int, jobs: int, kills: int) -> None:
    """Print the figures as JSON."""
    texts, out = folder / "texts", folder / "out"
    shutil.rmtree(folder, ignore_errors=True)
    write(texts, number)
    curve: list[dict[str, Any]] = []
    seconds = [annotate(texts, out, jobs, (at + 1) / (kills + 1), curve) for at in range(kills)]
    seconds.append(annotate(texts, out, jobs, None, curve))
    found = {
        "documents": number,
        "finished": (out / "_SUCCESS").exists(),
        "rows": rows(out),
        "seconds": [round(one) for one in seconds],
        "most_mb": [
            max(column) for column in zip(*(one["mb"] for one in curve if len(one["mb"]) == jobs + 1), strict=True)
        ],
        "curve": thinned(curve),
        "answers": [asked(out, *question.split()) for question in QUESTIONS],
    }
    click.echo(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
