"""The formats of coding: which there are, and what writes and reads each; the one registry of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from newsan.coding.codes import CodedDocument
from newsan.coding.tables import Gold, read_table
from newsan.errors import NewsanError

Files = Mapping[str, bytes]
"""What is written: file contents by their names, in a folder."""


@dataclass(frozen=True, slots=True)
class Tool:
    """An annotation tool: its name as people write it, and the module with its ``write`` and ``read``.

    ``endings`` are those of files that it reads; a tool with several files for a corpus takes a folder.
    """

    called: str
    module: str
    endings: tuple[str, ...]

    def write(self, documents: Sequence[CodedDocument], *, suggested: bool = False) -> Files:
        """The files for the tool; the marks of the documents are what a coder said, or only ``suggested`` to coders."""
        files: Files = import_module(self.module).write(documents, suggested)
        return files

    def read(self, content: Mapping[str, bytes]) -> list[CodedDocument]:
        """The documents of the tool's files; ValueError or KeyError for what is none of them."""
        found: list[CodedDocument] = import_module(self.module).read(content)
        return found


TOOLS = {
    "label-studio": Tool("Label Studio", "newsan.coding.label_studio", (".json",)),
    "brat": Tool("brat", "newsan.coding.brat", (".ann",)),
    "doccano": Tool("doccano", "newsan.coding.doccano", (".jsonl",)),
    "prodigy": Tool("Prodigy", "newsan.coding.prodigy", (".jsonl",)),
    "webanno": Tool("WebAnno and INCEpTION", "newsan.coding.webanno", (".tsv",)),
    "refi-qda": Tool("MAXQDA, NVivo and ATLAS.ti (REFI-QDA)", "newsan.coding.refi_qda", (".qdpx",)),
}
SHEETS = (".csv", ".xlsx", ".tsv")


def read_gold(path: str, *, unread: bool = False) -> Gold:
    """What a coder marked, from a table or from an annotation tool's file or folder; NewsanError for anything else.

    ``unread`` keeps the articles of a sheet that are not marked as read.
    """
    if os.path.isdir(path):
        return read_tool(path, files_in(path))
    try:
        with open(path, "rb") as file:
            head = file.read(4000)
    except OSError as error:
        raise NewsanError(f"{path}: cannot read the gold: {error.strerror or error}") from error
    ending = os.path.splitext(path)[1].lower()
    if not head.strip():
        raise NewsanError(f"{path}: the sheet is empty")
    if ending in (".json", ".jsonl", ".ndjson", ".qdpx", ".ann") or head.startswith(b"#FORMAT=WebAnno"):
        return read_tool(path, files_of(path))
    return read_table(path, unread=unread)


def files_of(path: str) -> dict[str, bytes]:
    """A file, and for an .ann file the text beside it."""
    names = [path]
    if path.endswith(".ann"):
        names.append(path[: -len(".ann")] + ".txt")
    return {os.path.basename(name): content(name) for name in names}


def files_in(path: str) -> dict[str, bytes]:
    """All files of a folder."""
    names = sorted(name for name in os.listdir(path) if os.path.isfile(os.path.join(path, name)))
    return {name: content(os.path.join(path, name)) for name in names if not name.startswith(".")}


def content(path: str) -> bytes:
    """What is in a file; NewsanError where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise NewsanError(f"{path}: cannot read the gold: {error.strerror or error}") from error


def read_tool(path: str, files: Mapping[str, bytes]) -> Gold:
    """The gold of an annotation tool, which the files show."""
    tool = TOOLS[recognised(path, files)]
    try:
        documents = tool.read(files)
    except NewsanError as error:
        raise NewsanError(f"{path}: {error}") from error
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise NewsanError(f"{path}: is not what {tool.called} writes ({type(error).__name__}: {error})") from error
    if not documents:
        raise NewsanError(f"{path}: there is no coded article in it")
    return Gold(path, tuple(documents))


def recognised(path: str, files: Mapping[str, bytes]) -> str:
    """The name of the tool that wrote these files; NewsanError where none did."""
    for name, recognises in RECOGNISED.items():
        if any(recognises(file, data) for file, data in files.items()):
            return name
    raise NewsanError(f"{path}: no coding sheet and no file of {', '.join(tool.called for tool in TOOLS.values())}")


RECOGNISED: Mapping[str, Callable[[str, Any], bool]] = {
    "refi-qda": lambda name, data: name.endswith(".qdpx"),
    "webanno": lambda name, data: data.lstrip(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno"),
    "brat": lambda name, data: name.endswith(".ann"),
    "prodigy": lambda name, data: name.endswith(("jsonl", "ndjson")) and b'"spans"' in data,
    "doccano": lambda name, data: name.endswith(("jsonl", "ndjson")) and (b'"entities"' in data or b'"label"' in data),
    "label-studio": lambda name, data: name.endswith(".json") and data.lstrip(b"\xef\xbb\xbf \n\r").startswith(b"["),
}
"""By what each tool's files are known, the surest signs first."""
