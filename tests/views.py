"""What the command line would show of documents that were annotated by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyzers import ANALYZERS
from analyzers.answers import Asked
from cli.formats import FORMATS
from cli.options import Settings
from cli.shape import arranged, available, groups_of
from cli.tables import table
from cli.view import Cells, Group, Tally, View
from newsan.document import AnnotatedDocument
from newsan.inputs import Reading

WIDTH = 100
"""Columns of the tables."""


def settings(**given: Any) -> Settings:
    """The settings of a command line without options, but for those given."""
    plain: dict[str, Any] = {
        "format": None,
        "output": None,
        "detail": False,
        "by": ("corpus",),
        "columns": None,
        "sort": None,
        "limit": None,
        "min_count": 0,
        "min_confidence": 0.0,
        "body": False,
        "duplicates": "all",
        "aliases": None,
        "reading": Reading(),
        "processes": 1,
        "no_header": False,
        "bom": False,
        "excel_safe": False,
        "color": "auto",
        "quiet": False,
        "verbose": False,
        "progress": True,
        "exit_status": False,
    }
    return Settings(**{**plain, **given})


def view(question: str, docs: Sequence[AnnotatedDocument], **given: Any) -> View:
    """The view of a question about some documents, which can be written again and again."""
    chosen = settings(**given)
    names = available(ANALYZERS[question], chosen)
    asked = Asked(question, "detail" if chosen.detail else "doc" if chosen.by == ("doc",) else "corpus", {})
    groups = groups_of(map(asked, docs), asked, chosen)
    tally = Tally(documents=len(docs), first=docs[0].document.id)
    return View(question, chosen, names, list(arranged(groups, tuple(names), chosen)), tally)


def plain(columns: Mapping[str, str], rows: Iterable[Cells], **given: Any) -> View:
    """The view of some rows, of no question."""
    return View("", settings(**given), columns, [Group(None, tuple(rows))], Tally())


def written(shown: View, format: str) -> str:
    """What a format writes of a view; a table is 100 columns wide."""
    if format == "table":
        return table(shown, WIDTH, coloured=False)
    return "".join(piece if isinstance(piece, str) else piece.decode() for piece in FORMATS[format].load()(shown))
