"""``python -m benchmarks.several``: words per second of the clock by one process and by several, in turns.

    python -m benchmarks.several [FOLDER] [--words 200000] [--processes 2] [--rounds 3]

The processes that read start anew in each round, as they do in a program.  ``cpu`` is what one process needs in shares
of what several need together, starting them among it: it does not depend on what else the machine does, as the clock
does, whose load stands beside it.  ``parent_s`` is the CPU of the process that asks; if there are several it reads
nothing itself, so that this is what sending documents and answers costs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import click

from benchmarks.read_texts import texts_of
from newsan.threads import ONE_THREAD

SAMPLES = Path(__file__).parents[1] / "sample_data"


def figures(texts: Sequence[str], processes: int, rounds: int) -> dict[str, Any]:
    """The medians of each number of processes, and how several compare with one."""
    from newsan import Newsan

    list(Newsan().annotate(texts[:1]))
    runs: dict[int, list[dict[str, float]]] = {1: [], processes: []}
    for _ in range(rounds):
        for count, found in runs.items():
            found.append(costs(texts, count))
    rows = {
        count: {key: round(median(run[key] for run in found), 2) for key in found[0]} for count, found in runs.items()
    }
    one, several = rows[1], rows[processes]
    return {
        "words": sum(len(text.split()) for text in texts),
        **{f"{count} processes": row for count, row in rows.items()},
        "speed": round(one["wall_s"] / several["wall_s"], 2),
        "cpu": round(one["cpu_s"] / several["cpu_s"], 2),
    }


def costs(texts: Sequence[str], processes: int) -> dict[str, float]:
    """What it costs to annotate the texts: seconds, and the machine's load when it began."""
    from newsan import AnnotatedDocument, Newsan

    load, begun, before = os.getloadavg()[0], perf_counter(), os.times()
    found = [isinstance(doc, AnnotatedDocument) for doc in Newsan().annotate(texts, processes=processes)]
    after = os.times()
    assert all(found) and len(found) == len(texts)
    cpu = sum(after[:4]) - sum(before[:4])
    wall = perf_counter() - begun
    words = sum(len(text.split()) for text in texts)
    parent = sum(after[:2]) - sum(before[:2])
    return {"wall_s": wall, "cpu_s": cpu, "parent_s": parent, "words_per_s": words / wall, "load": load}


@click.command()
@click.argument("folder", default=SAMPLES, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--words", default=200_000, help="Read the texts again and again until there were about so many words.")
@click.option("--processes", default=2, type=click.IntRange(min=2), help="How many processes are compared with one.")
@click.option("--rounds", default=3, help="Runs of each.")
def main(folder: Path, words: int, processes: int, rounds: int) -> None:
    """Compare one process with several on a folder of .txt files; JSON to stdout."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))  # before numpy is imported
    texts = texts_of(folder)
    repeat = max(1, round(words / sum(len(text.split()) for text in texts)))
    click.echo(json.dumps(figures(texts * repeat, processes, rounds), indent=1))


if __name__ == "__main__":
    main()
