"""Records of the corpora, and the training texts of which nobody said who takes sides."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.gold import STANCE_TEXTS
from newsan.document import Document

UNANSWERED = ("quotes/polnear_train", "entities/worldwide_train", "raw/wikinews")
MEASURING = ("wikinews_dev", "wikinews_dev2")
"""Articles of ``raw/wikinews`` whose annotations in ``actors/`` measure the product: never trained on."""


READ = Path(__file__).with_name("read_stances.jsonl")
"""Questions of ``training.questions`` that were read and answered: spans of the articles and polarities, no text."""

READ_BEFORE = Path(__file__).with_name("read_stances_before.jsonl")
"""The same about targets who are named only before the words, or the deed, that may be about them."""


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(data: Path, names: tuple[str, ...] = UNANSWERED) -> Iterator[Document]:
    """The texts of some files, without the articles that measure."""
    kept_apart = {
        json.loads(line)["title"]
        for name in MEASURING
        for line in (data / "actors" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    }
    stances = {record["doc"].split(":", 1)[1] for record in records(data / "stance" / "stance_dev.jsonl.gz")}
    for name in names:
        for record in records(data / f"{name}.jsonl.gz"):
            if record.get("title") not in kept_apart and str(record["id"]) not in stances:
                yield Document(str(record["id"]), record["text"])


def articles(data: Path, wanted: Collection[str]) -> Iterator[Document]:
    """The articles with these ``doc`` ids, which name the corpus before the id."""
    for name, file in STANCE_TEXTS.items():
        for record in records(data / file):
            if f"{name}:{record['id']}" in wanted:
                yield Document(f"{name}:{record['id']}", record["text"])


def read_stances(data: Path, part: str, file: Path = READ) -> Iterator[dict[str, Any]]:
    """The questions that were read as records like those of ``stance/``; those of one article in seven are ``dev``."""
    read = {record["doc"]: record["asked"] for record in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    for article in articles(data, {doc for doc in read if (crc32(doc.encode()) % 7 == 0) == (part == "dev")}):
        for layer, passage, *spans, label in read[article.id]:
            begin, end = passage
            sentence, holder, target = ((start - begin, stop - begin) for start, stop in spans)
            yield {
                "doc": article.id, "layer": layer, "text": article.text[begin:end], "sentence": sentence,
                "holder_span": holder, "target_span": target, "label": label,
            }  # fmt: skip
