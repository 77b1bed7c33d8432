"""What the metadata beside a corpus, in names of files and in a table, does not say of its documents."""

from __future__ import annotations

from collections.abc import Iterator

from newsan.corpus.folder import DOCUMENTS, Folder
from newsan.corpus.parts import read_columns
from newsan.document import Document
from newsan.inputs import Reading, Remark
from newsan.inputs.about import about


def unmatched(folder: Folder, how: Reading) -> Iterator[Remark]:
    """The documents of a finished folder without metadata, and the rows of metadata without a document.

    A shard cannot tell: the table speaks of all of them.  NewsanError where the table cannot be read again.
    """
    if not how.meta_file and not how.meta_from_name:
        return
    outside = about(how)
    for shard in folder.shards:
        found = read_columns(folder.part(DOCUMENTS, shard.name), ["doc_id", "status"])
        for doc_id, status in zip(found["doc_id"], found["status"], strict=True):
            if status != "failed":
                outside.completed(Document(doc_id, ""))
    yield from outside.remarks()
