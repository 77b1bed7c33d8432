"""The one registry of output formats: how each is chosen, and what writes it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from cli.messages import clean_json, clean_lines
from newsan.errors import NewsanError

if TYPE_CHECKING:
    from cli.view import View

    Writer = Callable[[View], Iterator[bytes | str]]


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    ``writer`` is the module and the function that write it: from a View to pieces of text or bytes.  ``endings`` are
    those of output files that stand for it, and ``shorthand`` says that an option has its name.  A format that
    ``streams`` is written while the documents are read, another one at the end.  ``safe`` makes its text safe to print
    on a terminal; None where the writer sees to that.  One that is no ``text`` is not written to a terminal.
    ``package`` is what the writer needs beside newsan, and ``extra`` the extra that installs it.
    """

    writer: tuple[str, str]
    endings: tuple[str, ...]
    shorthand: bool = False
    streams: bool = True
    safe: Callable[[str], str] | None = clean_lines
    text: bool = True
    package: str = ""
    extra: str = ""

    def check(self) -> None:
        """Nothing; NewsanError when the package that writes the format is not installed."""
        from importlib.util import find_spec

        if self.package and find_spec(self.package) is None:
            raise NewsanError(f"{self.endings[0]} needs another package: pip install 'newsan[{self.extra}]'")

    def load(self) -> Writer:
        """The function that writes the format; its module is imported only now."""
        module, function = self.writer
        writer: Writer = getattr(import_module(module), function)
        return writer


FORMATS = {
    "table": Format(("cli.tables", "drawn"), (".txt",), streams=False, safe=None),
    "csv": Format(("cli.export", "csv"), (".csv",), shorthand=True),
    "tsv": Format(("cli.export", "tsv"), (".tsv",), shorthand=True),
    "json": Format(("cli.export", "json_array"), (".json",), shorthand=True, safe=clean_json),
    "jsonl": Format(("cli.export", "json_lines"), (".jsonl", ".ndjson"), shorthand=True, safe=clean_json),
    "md": Format(("cli.export", "markdown"), (".md",)),
    "parquet": Format(
        ("cli.tabular", "parquet_file"), (".parquet",), streams=False, text=False, package="pyarrow", extra="parquet"
    ),
    "sqlite": Format(("cli.tabular", "database"), (".db", ".sqlite", ".sqlite3"), streams=False, text=False),
    "xlsx": Format(
        ("cli.tabular", "workbook"), (".xlsx",), streams=False, text=False, package="xlsxwriter", extra="xlsx"
    ),
}


def by_ending(path: str) -> str | None:
    """The name of the format that a file's ending stands for; None where it stands for none that newsan writes."""
    ending = os.path.splitext(path)[1].lower()
    return next((name for name, format in FORMATS.items() if ending in format.endings), None)


def endings() -> str:
    """The endings of all formats, for a message."""
    return ", ".join(ending for format in FORMATS.values() for ending in format.endings)
