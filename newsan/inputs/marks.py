"""Where the records of a file are, so that several can read it at the same time without reading all of it each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsan.errors import NewsanError
from newsan.inputs.detect import format_of
from newsan.inputs.opened import opened
from newsan.inputs.reading import Mark, Reading
from newsan.inputs.remote import open_input


@dataclass(frozen=True, slots=True)
class Marked:
    """How many records are in a file, and the marks of some of them by their numbers, from 0."""

    records: int
    marks: Mapping[int, Mark]


def marked(path: str, how: Reading, every: int) -> Marked | None:
    """The records of a file: each one of so many has its mark, and so has each that has many records in it.

    None where the format does not tell them at next to no cost, and where nothing can be read.  What is damaged is the
    last record.
    """
    number, kept = 0, {}
    try:
        for number, mark in enumerate(marks(path, how), 1):
            if (number - 1) % every == 0 or mark.records > 1:
                kept[number - 1] = mark
    except (NewsanError, OSError):
        number += number > 0
    return Marked(number, kept) if number else None


def reader_of(path: str, how: Reading) -> str:
    """The name of what reads a file; empty where nothing does."""
    try:
        with open_input(path) as file:
            return format_of(opened(path, file, how)).reader
    except (NewsanError, OSError):
        return ""


def marks(path: str, how: Reading) -> Iterator[Mark]:
    """The mark of each record of a file; none where its format has none."""
    with open_input(path) as file:
        source = opened(path, file, how)
        found = format_of(source).marks()
        if found is not None:
            yield from found(source)
