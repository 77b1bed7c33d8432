"""JSON lines in and out, gzipped or plain: the form of gold and of predictions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

Record = dict[str, Any]
"""A gold record, or a prediction for one, told apart by nothing but its keys; both have an ``id``."""


def read(path: Path, limit: int | None = None) -> list[Record]:
    """The first ``limit`` records of a ``.jsonl`` or ``.jsonl.gz`` file, or all."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return list(islice((json.loads(line) for line in lines if line.strip()), limit))


def write(path: Path, records: Iterable[Record]) -> None:
    """Write records as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def paired(gold: Iterable[Record], predictions: Iterable[Record]) -> Iterator[tuple[Record, Record | None]]:
    """Each gold record with its prediction, if there is one; ValueError if an id is unknown or given twice."""
    wanted, given = _by_id(gold, "gold"), _by_id(predictions, "predictions")
    unknown = sorted(given.keys() - wanted.keys())
    if unknown:
        raise ValueError(f"{len(unknown)} predicted ids are not in gold, the first is {unknown[0]}")
    return ((record, given.get(name)) for name, record in wanted.items())


def _by_id(records: Iterable[Record], what: str) -> dict[str, Record]:
    """The records by their ids."""
    found: dict[str, Record] = {}
    for record in records:
        if record["id"] in found:
            raise ValueError(f"{what}: the id {record['id']} is given twice")
        found[record["id"]] = record
    return found
