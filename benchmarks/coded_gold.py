"""``python -m benchmarks.coded_gold GOLD.jsonl FOLDER``: a gold of whole articles as a corpus with a coder's tables.

The folder gets ``texts/``, an article a file in the order of the gold, and ``gold.csv``, ``gold_entities.csv`` and
``gold_stance.csv``, as ``newsan evaluate`` reads them:

    newsan evaluate FOLDER/texts --gold FOLDER/gold.csv --gold FOLDER/gold_entities.csv --gold FOLDER/gold_stance.csv

Its figures are those of ``python -m benchmarks.accuracy actors GOLD.jsonl``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from benchmarks.records import Record, read

QUOTES = ("doc_id", "text", "start", "end", "spans", "speaker", "speaker_status", "kind")
ENTITIES = ("doc_id", "start", "end", "type", "entity")
STANCES = ("doc_id", "holder", "target", "stance")


def quotes(name: str, record: Record) -> Iterator[Sequence[object]]:
    """A row for each quotation, or one that says that there is none."""
    for one in record["quotes"]:
        spans = sorted(one["content"])
        words = " ".join(record["text"][start:end] for start, end in spans)
        joined = ";".join(f"{start}-{end}" for start, end in spans)
        yield name, words, spans[0][0], spans[-1][1], joined, one["speaker"], one["speaker_status"], one["kind"]
    if not record["quotes"]:
        yield name, *[""] * (len(QUOTES) - 1)


def entities(name: str, record: Record) -> Iterator[Sequence[object]]:
    """A row for each mention."""
    for one in record["entities"]:
        for start, end in one["mentions"]:
            yield name, start, end, one["type"].lower(), one["name"]


def stances(name: str, record: Record) -> Iterator[Sequence[object]]:
    """A row for each stance, or one that says that there is none."""
    for one in record["stance"]:
        yield name, one["holder"], one["target"], one["polarity"]
    if not record["stance"]:
        yield name, "", "", ""


def write(records: Sequence[Record], folder: Path) -> None:
    """Write the corpus and the tables."""
    (folder / "texts").mkdir(parents=True)
    named = [(f"{number:05}", record) for number, record in enumerate(records)]
    for name, record in named:
        (folder / "texts" / f"{name}.txt").write_bytes(record["text"].encode("utf-8"))
    for file, columns, rows in (
        ("gold.csv", QUOTES, quotes),
        ("gold_entities.csv", ENTITIES, entities),
        ("gold_stance.csv", STANCES, stances),
    ):
        table(folder / file, columns, (row for name, record in named for row in rows(name, record)))


def table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


@click.command(help=__doc__)
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
def main(gold: Path, folder: Path) -> None:
    """Make a corpus with a coder's tables."""
    write(read(gold), folder)


if __name__ == "__main__":
    main()
