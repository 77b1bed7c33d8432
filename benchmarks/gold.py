"""Where the gold is: a small sample in the project, the corpora in a folder that is not part of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from benchmarks.records import Record, read

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("NEWSAN_DATA") or ROOT / "data")
"""The folder of the corpora (training/DATA.md): what NEWSAN_DATA names, else ``data/`` (git ignores it)."""

SAMPLE = {
    task: ROOT / "tests" / "accuracy_sample" / f"{task}.jsonl"
    for task in ("entities", "quotes", "tone", "directed", "actors")
}
DEV = {
    "entities": "entities/worldwide_dev.jsonl.gz",
    "quotes": "quotes/polnear_dev.jsonl.gz",
    "tone": "tone/newsmtsc_dev.jsonl.gz",
    "directed": "directed/dse_dev.jsonl.gz",
}
"""The gold of each task, in the project and in the data folder."""

STANCE_DEV = "stance/stance_dev.jsonl.gz"
"""Single holders and targets, read one by one."""

ARTICLES = {
    "wikinews_dev": {"actors": "actors/wikinews_dev.jsonl"},
    "wikinews_dev2": {"actors": "actors/wikinews_dev2.jsonl"},
    "polnear_speakers": {"speakers": "actors/polnear_speakers.jsonl.gz"},
    "stance_dev": {"stances": STANCE_DEV},
}
"""Further sets of the data folder, with task and gold: whole articles with everything, with their speakers, or with
some of their stances."""

STANCE_TEXTS = {
    "polnear": "quotes/polnear_train.jsonl.gz",
    "worldwide": "entities/worldwide_train.jsonl.gz",
    "wikinews": "raw/wikinews.jsonl.gz",
}
"""Where the articles of the stances stand, by the first part of a stance's ``doc``."""

ATTRIBUTIONS = "quotes/polnear_train.jsonl.gz"
"""Texts and attributions of the articles in ``polnear_speakers``, which has the speakers alone."""

FOLDER = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the corpora; default: NEWSAN_DATA, else data/.",
)


def folder_of(data: Path | None) -> Path | None:
    """The folder named, else the usual one if it is there."""
    return data or (DATA if DATA.is_dir() else None)


def gold_sets(data: Path | None) -> Iterator[tuple[str, str, Path]]:
    """Set, task and gold file of all that is there: the sample, and what the data folder has."""
    yield from (("sample", task, path) for task, path in SAMPLE.items())
    folder = folder_of(data)
    if folder:
        wanted = {"dev": DEV, **ARTICLES}
        found = ((name, task, folder / path) for name, tasks in wanted.items() for task, path in tasks.items())
        yield from (one for one in found if one[0] == "dev" or one[2].exists())


def gold_records(path: Path, limit: int | None = None) -> list[Record]:
    """The records of a gold file; those that have only speakers get their text and attributions from the corpus."""
    records = read(path, limit)
    if any("holder_span" in record and "article" not in record for record in records):
        return list(_in_articles(records, path.parent.parent))
    bare = {record["id"] for record in records if "text" not in record and "speakers" in record}
    return list(_completed(records, path.parent.parent / ATTRIBUTIONS, bare)) if bare else records


def _in_articles(records: Iterable[Record], folder: Path) -> Iterator[Record]:
    """Stances with the whole article of each as ``article``; those whose article is not there are left out."""
    wanted = {record["doc"] for record in records}
    texts = {
        f"{name}:{article['id']}": article["text"]
        for name, file in STANCE_TEXTS.items()
        for article in read(folder / file)
        if f"{name}:{article['id']}" in wanted
    }
    return (record | {"article": texts[record["doc"]]} for record in records if record["doc"] in texts)


def _completed(records: Iterable[Record], corpus: Path, bare: set[str]) -> Iterator[Record]:
    """The records with all that the corpus says of the same articles."""
    articles = {article["id"]: article for article in read(corpus) if article["id"] in bare}
    return (articles.get(record["id"], {}) | record for record in records)
