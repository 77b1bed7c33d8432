"""Everything that the commands write about some documents: each question, rows and summary, in each format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzers import ANALYZERS
from cli.formats import FORMATS
from newsan.document import AnnotatedDocument
from tests.views import view, written


def outputs(
    docs: Sequence[AnnotatedDocument], formats: Sequence[str] = tuple(FORMATS)
) -> Iterator[tuple[str, bool, str, str]]:
    """Question, whether the rows are the detail, format, and what is written."""
    for question in ANALYZERS:
        for detail in (False, True):
            seen = view(question, docs, detail=detail)
            for format in formats:
                yield question, detail, format, written(seen, format)
