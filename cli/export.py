"""Rows as CSV, TSV, JSON, JSON lines or Markdown: text that another program reads back unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from cli.options import Settings
from cli.view import Cells, View, chosen

NEEDS_QUOTES = re.compile(r'[",\t\r\n]')
# What a spreadsheet runs, after OWASP, "CSV Injection": a cell that begins with one of these signs, also in full
# width and behind blanks, controls and quotation marks that it may strip, or with a tab or the end of a line.
SIGNS = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
STRIPPED = r"\x00-\x08\x0b\x0c\x0e-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\""
FORMULA = re.compile(rf"[\t\r\n]|[{STRIPPED}]*{SIGNS}")
# Where a spreadsheet may begin a cell inside ours: it heeds our quotation marks only if it splits where we do, and in
# much of Europe it splits at semicolons.
BEGINS = {
    ",": re.compile(rf"([;|\t\r\n])(?=[{STRIPPED}]*{SIGNS})"),
    "\t": re.compile(rf"([,;|\r\n])(?=[\t{STRIPPED}]*{SIGNS})"),
}
BOM = "\ufeff"


def csv(view: View) -> Iterator[str]:
    """The rows as CSV."""
    return delimited(*chosen(view), ",", view.settings)


def tsv(view: View) -> Iterator[str]:
    """The rows as TSV."""
    return delimited(*chosen(view), "\t", view.settings)


def delimited(columns: Iterable[str], rows: Iterable[Cells], delimiter: str, settings: Settings) -> Iterator[str]:
    """CSV or TSV after RFC 4180, but with line feeds; a cell without a value is empty."""
    if settings.bom:
        yield BOM
    if not settings.no_header:
        yield line(columns, delimiter)
    for row in rows:
        yield line((disarmed(cell, delimiter) for cell in row) if settings.excel_safe else row, delimiter)


def line(cells: Iterable[Any], delimiter: str) -> str:
    """One line of CSV; the csv module would leave a bare carriage return unquoted (Python before 3.13).

    >>> print(line(["a, b", None, 0.5, 'say no'], ","), end="")
    "a, b",,0.5,say no
    """
    return (delimiter.join(map(quoted, cells)) or '""') + "\n"


def quoted(cell: Any) -> str:
    """A cell as CSV text."""
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if NEEDS_QUOTES.search(text) else text


def disarmed(cell: Any, delimiter: str) -> Any:
    """A cell that no spreadsheet runs as a formula: an apostrophe stands before whatever looks like one.

    >>> disarmed("=1+1", ","), disarmed("a; =1+1", ","), disarmed("a, -1", ","), disarmed(-1, ",")
    ("'=1+1", "a;' =1+1", 'a, -1', -1)
    """
    if not isinstance(cell, str):
        return cell
    text = BEGINS[delimiter].sub(r"\1'", cell)
    return "'" + text if FORMULA.match(cell) else text


def json_lines(view: View) -> Iterator[str]:
    """One JSON object a line; no value is null."""
    return (text + "\n" for text in objects(*chosen(view)))


def json_array(view: View) -> Iterator[str]:
    """One JSON array of objects, an object a line."""
    before = "[\n"
    for text in objects(*chosen(view)):
        yield before + text
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def objects(columns: Iterable[str], rows: Iterable[Cells]) -> Iterator[str]:
    """Each row as a JSON object on one line."""
    names = tuple(columns)
    return (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows)


def markdown(view: View) -> Iterator[str]:
    """A table for Markdown documents, figures to the right."""
    columns, rows = chosen(view)
    yield "| " + " | ".join(columns) + " |\n"
    yield "|" + "|".join("---" if type_.startswith("str") else "--:" for type_ in columns.values()) + "|\n"
    for row in rows:
        yield "| " + " | ".join(map(markdown_cell, row)) + " |\n"


def markdown_cell(cell: Any) -> str:
    """A cell on one line, with nothing that would end it."""
    return "" if cell is None else " ".join(str(cell).replace("\\", "\\\\").replace("|", "\\|").split())
