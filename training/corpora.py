"""Records of the corpora, and the training texts of which nobody said who takes sides."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsan.document import Document

UNANSWERED = ("quotes/polnear_train", "entities/worldwide_train", "raw/wikinews")
MEASURING = ("wikinews_dev", "wikinews_dev2")
"""Articles of ``raw/wikinews`` whose annotations in ``actors/`` measure the product: never trained on."""


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
