"""Coding sheets and the files of annotation tools, written to where ``-o`` says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyzers.readings import Read
from newsan.coding.sheet import sheet_bytes, sheet_rows
from newsan.coding.tools import TOOLS
from newsan.errors import NewsanError


def write_coding(path: str, tool: str, reads: Sequence[Read], *, blind: bool = False, suggested: bool = True) -> None:
    """Write documents to code: a sheet, or a folder for an annotation tool; NewsanError where that cannot be done.

    A ``blind`` coder does not see what newsan found; what is not ``suggested`` is written as if a coder had marked it.
    """
    if tool not in TOOLS:
        given = [(read.coded, read.sentences) for read in reads]
        rows = list(sheet_rows(given, blind=blind, done=not suggested))
        write_files("", {path: sheet_bytes(rows, path)})
        return
    documents = [replace(read.coded, quotes=(), mentions=()) if blind else read.coded for read in reads]
    files = TOOLS[tool].write(documents, suggested=suggested)
    if len(files) == 1 and os.path.splitext(path)[1]:
        write_files("", {path: next(iter(files.values()))})
    else:
        write_files(path, files)


def write_files(folder: str, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder, or into one that is empty; a single file replaces an older one as a whole."""
    try:
        if folder:
            os.makedirs(folder, exist_ok=True)
            if os.listdir(folder):
                raise NewsanError(f"{folder}: the folder is not empty: name a new one")
        for name, content in files.items():
            path = os.path.join(folder, name)
            unfinished = os.path.join(os.path.dirname(path), f".newsan-unfinished-{os.path.basename(path)}")
            with open(unfinished, "wb") as file:
                file.write(content)
            os.replace(unfinished, path)
    except OSError as error:
        raise NewsanError(f"{error.filename or folder}: cannot write: {error.strerror or error}") from error
