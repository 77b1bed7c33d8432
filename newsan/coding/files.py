"""Coding sheets and the files of annotation tools, written to where the user says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsan.choices import unknown
from newsan.coding.codes import CodedDocument
from newsan.coding.sheet import sheet_bytes, sheet_rows
from newsan.coding.tools import TOOLS
from newsan.document import Span
from newsan.errors import NewsanError

SHEET = "sheet"
SHEETS = (".csv", ".xlsx")
TOOL_NAMES = (SHEET, *TOOLS)

Laid = tuple[CodedDocument, Sequence[Span]]
"""A document with its sentences."""


def check_target(path: str, tool: str) -> None:
    """Nothing; NewsanError for a tool that there is not, and for an ending that no sheet has."""
    if tool not in TOOL_NAMES:
        raise NewsanError(unknown("tool", tool, TOOL_NAMES))
    if tool == SHEET and os.path.splitext(path)[1].lower() not in SHEETS:
        raise NewsanError(f"{path}: a sheet ends in {' or '.join(SHEETS)}; for another tool name it")


def write_coding(
    path: str, tool: str, documents: Sequence[Laid], *, blind: bool = False, suggested: bool = True
) -> None:
    """Write documents to code: a sheet, or a folder for an annotation tool; NewsanError where that cannot be done.

    A ``blind`` coder does not see what newsan found; what is not ``suggested`` is written as if a coder had marked it.
    """
    check_target(path, tool)
    if tool == SHEET:
        rows = list(sheet_rows(documents, blind=blind, done=not suggested))
        write_files("", {path: sheet_bytes(rows, path)})
        return
    given = [replace(coded, quotes=(), mentions=(), stances=()) if blind else coded for coded, _ in documents]
    files = TOOLS[tool].write(given, suggested=suggested)
    if len(files) == 1 and os.path.splitext(path)[1]:
        write_files("", {path: next(iter(files.values()))})
    else:
        write_files(path, files)


def second(path: str) -> str:
    """The name of the second coder's sheet.

    >>> second("sheet.csv"), second("coding")
    ('sheet.second.csv', 'coding.second')
    """
    root, ending = os.path.splitext(path.rstrip("/"))
    return f"{root}.second{ending}"


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
