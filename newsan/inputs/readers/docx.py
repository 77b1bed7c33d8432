"""Word documents: one article, or the export of a database."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import docx

from newsan.errors import NewsanError
from newsan.inputs.exports import written
from newsan.inputs.opened import Opened
from newsan.inputs.records import Found
from newsan.limits import HINT, size_as_text


def read(opened: Opened) -> Iterator[Found]:
    """The documents in a Word document; NewsanError when it is none, or unpacks to too much."""
    stream = opened.seekable()
    refuse_large(stream, opened.how.max_size)
    try:
        lines = list(lines_of(docx.Document(stream)))
    except Exception as error:  # whatever a damaged file leads to
        raise NewsanError(f"is a damaged Word document: {error}") from error
    return written(opened, lines)


def refuse_large(stream: BinaryIO, limit: int) -> None:
    """Nothing; NewsanError for what is no zip archive, and for one whose text is too large."""
    try:
        with zipfile.ZipFile(stream) as parts:
            size = sum(part.file_size for part in parts.infolist() if part.filename.endswith(".xml"))
    except zipfile.BadZipFile as error:
        raise NewsanError(f"is no Word document: {error}") from error
    if size > limit:
        raise NewsanError(f"unpacks to more than {size_as_text(limit)}{HINT}")
    stream.seek(0)


def lines_of(document: Any) -> Iterator[str]:
    """The paragraphs and the rows of the tables, in order."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield from block.text.split("\n")
