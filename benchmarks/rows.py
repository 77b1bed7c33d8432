"""``python -m benchmarks.rows``: the rows of all commands over whole corpora, to see what a change to the code changes.

    python -m benchmarks.rows write BEFORE.jsonl.gz [--data FOLDER]     the rows of every text of the dev sets
    python -m benchmarks.rows compare BEFORE.jsonl.gz AFTER.jsonl.gz    what differs, and in how many texts

``compare`` ends with status 1 if a row differs.  A refactoring differs in none.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from analyzers import ANALYZERS, cells, columns
from benchmarks.gold import FOLDER, folder_of
from benchmarks.records import Record, read
from newsan.document import Document
from newsan.language import annotate

CORPORA = (
    "actors/wikinews_dev.jsonl",
    "actors/wikinews_dev2.jsonl",
    "entities/worldwide_dev.jsonl.gz",
    "entities/gum_dev.jsonl.gz",
    "quotes/polnear_dev.jsonl.gz",
    "raw/wikinews.jsonl.gz",
)
"""The corpora of whole articles in the data folder, without those that are trained on."""

QUESTIONS = ("entities", "quotes", "stance")
EXAMPLES = 20
"""Differences that are shown."""


def documents(folder: Path, corpora: Iterable[str]) -> Iterator[Document]:
    """Every text of the corpora that are there."""
    for name in corpora:
        if (folder / name).exists():
            yield from (Document(f"{name}/{record['id']}", record["text"]) for record in read(folder / name))


def rows(docs: Iterable[Document]) -> Iterator[Record]:
    """For each text its detail rows of all commands, thoughts among them, as cells by the name of their column."""
    for doc in annotate(docs):
        found: Record = {"id": doc.document.id}
        for question in QUESTIONS:
            analyzer = ANALYZERS[question]
            names = columns(analyzer.row)
            options = {"thoughts": True} if question == "quotes" else {}
            found[question] = [dict(zip(names, cells(row), strict=True)) for row in analyzer.rows(doc, **options)]
        yield found


def differences(before: Iterable[Record], after: Iterable[Record]) -> Iterator[tuple[str, str, str]]:
    """Each row that only one side has: the id of its text, the question, and the row after "-" or "+"."""
    for old, new in zip(before, after, strict=True):
        for question in QUESTIONS:
            shared = set(old[question][0]) & set(new[question][0]) if old[question] and new[question] else None
            was, now = (Counter(_lines(one[question], shared)) for one in (old, new))
            yield from ((old["id"], question, f"- {row}") for row in (was - now).elements())
            yield from ((old["id"], question, f"+ {row}") for row in (now - was).elements())


def _lines(found: Iterable[Record], names: set[str] | None) -> Iterator[str]:
    """The rows as text, with the columns of these names or all: a column that is new does not change a row."""
    for row in found:
        kept = {name: value for name, value in row.items() if names is None or name in names}
        yield json.dumps(kept, ensure_ascii=False)


@click.group(help=__doc__)
def main() -> None:
    """Write rows, or compare them."""


@main.command("write")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@FOLDER
def write_rows(path: Path, data: Path | None) -> None:
    """Write the rows of every text of the dev sets to PATH, gzipped JSON lines."""
    folder = folder_of(data)
    if folder is None:
        raise click.UsageError("there are no dev sets here: name their folder with --data")
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in rows(documents(folder, CORPORA)))


@main.command("compare")
@click.argument("before", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--most", default=EXAMPLES, help="Differences that are shown.")
def compare(before: Path, after: Path, most: int) -> None:
    """Show which rows differ; status 1 if one does."""
    old, new = read(before), read(after)
    found = list(differences(old, new))
    for name, question, row in found[:most]:
        click.echo(f"{name} {question}: {row}")
    by_question = Counter(question for _, question, _ in found)
    texts = len({name for name, _, _ in found})
    counted = ", ".join(f"{by_question[question]:,} of {question}" for question in QUESTIONS)
    total = sum(len(one[question]) for one in old for question in QUESTIONS)
    click.echo(f"{len(found):,} rows differ ({counted}) in {texts:,} of {len(old):,} texts with {total:,} rows")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
