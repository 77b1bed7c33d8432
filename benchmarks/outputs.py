"""Everything that the commands write about some documents: each question, rows and summary, in each format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzers import ANALYZERS
from cli.export import export
from cli.tables import View, table
from newsan.document import AnnotatedDocument
from tests.views import view

FORMATS = ("csv", "tsv", "json", "jsonl", "md")

WIDTH = 100
"""Columns of the tables."""


def outputs(
    docs: Sequence[AnnotatedDocument], formats: Sequence[str] = (*FORMATS, "table")
) -> Iterator[tuple[str, bool, str, str]]:
    """Question, whether the rows are the detail, format, and what is written."""
    for question in ANALYZERS:
        for detail in (False, True):
            seen = view(question, docs, detail=detail)
            for format in formats:
                yield question, detail, format, written(seen, format)


def written(seen: View, format: str) -> str:
    """A view in a format."""
    if format == "table":
        return table(seen, WIDTH, coloured=False)
    return "".join(export(seen.names, seen.found, format, seen.settings))
