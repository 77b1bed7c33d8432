"""Rows of CSV with cells of any size; the csv module has one limit for a whole program, which stays as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

LARGEST_LIMIT = 2**31 - 1  # that csv takes everywhere: a C long


class Rows(Iterator[list[str]]):
    """The rows in some lines, one after another; csv.Error where a cell has more than ``size`` characters."""

    def __init__(self, lines: Iterable[str], size: int, **format: Any) -> None:
        self.reader = csv.reader(lines, **format)
        self.size = min(size, LARGEST_LIMIT)

    @property
    def line_num(self) -> int:
        """The number of the last line that was read."""
        return self.reader.line_num

    def __next__(self) -> list[str]:
        """The next row."""
        before = csv.field_size_limit(self.size)
        try:
            return next(self.reader)
        finally:
            csv.field_size_limit(before)
