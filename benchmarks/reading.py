"""``python -m benchmarks.reading``: what it costs to read a corpus, in shares of what it costs to analyse it.

    python -m benchmarks.reading [--documents 5000] [--analysed 200]

A corpus of invented articles is written as JSON lines, CSV and Parquet, and read with metadata and languages told; so
many of its documents are also asked for their quotations.  Seconds are those of the processor.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

import click

from newsan.threads import ONE_THREAD
from tests.corpora import RECORDS, Article, articles

TIMES = 6  # an invented article is repeated, so that it has as many words as one of a newspaper: about 200


def written(found: list[Article], folder: Path) -> dict[str, Path]:
    """The articles in each format."""
    import pyarrow
    import pyarrow.parquet

    paths = {name: RECORDS[name](found, folder) for name in ("jsonl", "csv")}
    paths["parquet"] = folder / "news.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(found)), str(paths["parquet"]), row_group_size=1_000)
    return paths


def documents(path: Path) -> Iterator[Any]:
    """The documents in a file, with their metadata."""
    import newsan

    return newsan.read(path, id_field="id", meta=["outlet", "date"])


def figures(number: int, analysed: int) -> dict[str, Any]:
    """Words per second of reading and of asking for quotations, and the share that reading is of both."""
    import newsan

    found: list[Article] = [{**one, "text": one["text"] * TIMES} for one in articles(number)]
    words = sum(len(one["text"].split()) for one in found)
    with tempfile.TemporaryDirectory() as folder:
        paths = written(found, Path(folder))
        newsan.quotes("It rained.")  # the model is loaded once, and is no part of either
        some = list(islice(documents(paths["jsonl"]), analysed))
        begun = process_time()
        newsan.quotes(some)
        each = (process_time() - begun) / sum(len(one.text.split()) for one in some)
        rows: dict[str, Any] = {"documents": number, "words": words, "quotes_words_per_s": round(1 / each)}
        for name, path in paths.items():
            begun = process_time()
            assert sum(1 for _ in documents(path)) == number
            seconds = process_time() - begun
            share = seconds / (seconds + each * words)
            rows[name] = {"words_per_s": round(words / seconds), "share_per_cent": round(100 * share, 2)}
    return rows


@click.command()
@click.option("--documents", "number", default=5_000, help="How many documents the corpus has.")
@click.option("--analysed", default=200, help="So many of them are analysed.")
def main(number: int, analysed: int) -> None:
    """Measure what reading costs; JSON to stdout."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    click.echo(json.dumps(figures(number, analysed), indent=1))


if __name__ == "__main__":
    main()
