"""Which documents of an annotated corpus are copies of others: a table beside that of the documents."""

from __future__ import annotations

import os
from collections.abc import Iterable

from newsan.corpus.folder import DOCUMENTS, Folder
from newsan.corpus.parts import read_columns, write_json, write_table, writing
from newsan.corpus.plan import Shard
from newsan.duplicates import NEAR, ONCE, Copies, Mark

DUPLICATES = "duplicates"
COLUMNS = {"doc_id": "str", "copy_of": "str | None", "dup_group": "str | None"}
"""The columns of the table: ``copy_of`` is the first document with the same words, ``dup_group`` the first one that
the document is a near copy of; None for that first one itself."""

MARKS = ("words_sha1", "runs")
"""The columns of documents that hold their marks."""


def write_copies(folder: Folder, shards: Iterable[Shard]) -> None:
    """Write the table, and how many copies there are; the documents are compared in their order."""
    copies, exact, near = Copies(near=True), 0, 0
    with writing(folder.path):
        os.makedirs(folder.at(DUPLICATES), exist_ok=True)
    for shard in shards:
        found = read_columns(folder.part(DOCUMENTS, shard.name), ["doc_id", *MARKS])
        rows = [
            copies.first(doc_id, Mark(bytes.fromhex(words or ""), runs or b""))
            for doc_id, words, runs in zip(found["doc_id"], *(found[name] for name in MARKS), strict=True)
        ]
        same, like = [row[0] for row in rows], [row[1] for row in rows]
        exact, near = exact + sum(map(bool, same)), near + sum(map(bool, like))
        cells = {"doc_id": found["doc_id"], "copy_of": same, "dup_group": like}
        write_table(folder.part(DUPLICATES, shard.name), COLUMNS, cells)
    write_json(folder.at("duplicates.json"), {ONCE: exact, NEAR: near})
