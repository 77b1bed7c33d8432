"""Tables of text, as spreadsheets read and write them: CSV and XLSX in, CSV and XLSX out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from newsan.errors import NewsanError
from newsan.inputs.decode import decode
from newsan.inputs.rows import Rows
from newsan.limits import MAX_SIZE, read_at_most

FORMULA = re.compile(r"[=+\-@\t\r]|\d[\d\s./:-]*$")
"""What a spreadsheet would run as a formula, or turn into a date or a number."""

MISSING = "to read and write .xlsx, install openpyxl: pip install 'newsan[xlsx]'"

WIDTHS = {
    "sentence": 60,
    "text": 50,
    "right_text": 40,
    "speaker": 24,
    "right_speaker": 24,
    "doc_id": 22,
    "right_source_type": 18,
}
"""Columns of a spreadsheet, in characters; the others are as wide as usual."""

Cells = list[str]


def read_cells(path: str) -> list[Cells]:
    """The rows of a table; NewsanError where it cannot be read.  Delimiters are guessed from its first lines."""
    try:
        with open(path, "rb") as file:
            content = read_at_most(file, MAX_SIZE, hint="")
    except OSError as error:
        raise NewsanError(f"{path}: cannot read it: {error.strerror or error}") from error
    try:
        return workbook_cells(content) if content.startswith(b"PK") else text_cells(text_of(content))
    except (NewsanError, csv.Error) as error:
        raise NewsanError(f"{path}: {error}") from error


def text_of(content: bytes) -> str:
    """The text of a file; UTF-16 with a byte order mark is what Excel calls Unicode text."""
    return decode(content, "utf-16") if content.startswith((b"\xff\xfe", b"\xfe\xff")) else decode(content)


def text_cells(text: str) -> list[Cells]:
    """The rows of a CSV text, whatever its line ends; a cell may hold line ends itself."""
    head = text[:20_000]
    delimiter = max(",;\t", key=lambda sign: head.count(sign + "doc_id") + head.count("doc_id" + sign))
    return [[plain(cell) for cell in row] for row in Rows(io.StringIO(text, newline=""), MAX_SIZE, delimiter=delimiter)]


def workbook_cells(content: bytes) -> list[Cells]:
    """The rows of the first sheet of a workbook, as text."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise NewsanError(MISSING) from error
    try:
        sheet = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
        return [["" if cell is None else plain(str(cell)) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # openpyxl raises what its parsers raise
        raise NewsanError(f"is no workbook that can be read ({error})") from error


def plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it.

    >>> plain("'=1+1"), plain("'tis so")
    ('=1+1', "'tis so")
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def harmless(cell: Any) -> str:
    """A cell that no spreadsheet runs or turns into a date.

    >>> harmless("=1+1"), harmless("2026-01-09"), harmless("Ann Lee"), harmless(0.25)
    ("'=1+1", "'2026-01-09", 'Ann Lee', '0.25')
    """
    text = "" if cell is None else str(cell)
    return "'" + text if isinstance(cell, str) and FORMULA.match(text) else text


def csv_bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV for spreadsheets: a byte order mark, line ends of Windows, nothing that would be run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def workbook_bytes(rows: Sequence[Sequence[Any]], header: int, choices: dict[str, Sequence[str]]) -> bytes:
    """Rows as a workbook of text cells; ``header`` is the number of the row of names, ``choices`` drop-down lists."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    except ImportError as error:
        raise NewsanError(MISSING) from error
    book = Workbook()
    sheet = book.active
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, int | float):
                cell.value = value
            elif value:
                cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
                cell.data_type, cell.number_format = "s", "@"
    dressed(sheet, list(rows[header]), header + 1, choices)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dressed(sheet: Any, names: list[str], header: int, choices: dict[str, Sequence[str]]) -> None:
    """Nothing; the sheet gets a bold header that stays in view, wide columns that wrap, and drop-down lists."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = f"A{header + 1}"
    for column, name in enumerate(names, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 12)
        sheet.cell(header, column).font = Font(bold=True)
        for row in range(header + 1, sheet.max_row + 1):
            cell = sheet.cell(row, column)
            cell.alignment = Alignment(wrap_text=name in WIDTHS, vertical="top")
            if name.startswith("right_"):
                cell.fill = PatternFill("solid", fgColor="FFF7D6")
        if name in choices:
            offered = DataValidation(type="list", formula1=f'"{",".join(choices[name])}"', showErrorMessage=False)
            sheet.add_data_validation(offered)
            offered.add(f"{letter}{header + 1}:{letter}{sheet.max_row + 200}")
