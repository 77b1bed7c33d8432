"""What the command line would show of documents that were annotated by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analyzers import ANALYZERS
from cli.answers import Tally, answered, rows_of
from cli.options import Settings
from cli.shape import arranged, available, limited
from cli.tables import View
from newsan.document import AnnotatedDocument


def settings(**given: Any) -> Settings:
    """The settings of a command line without options, but for those given."""
    plain: dict[str, Any] = {
        "format": None,
        "output": None,
        "detail": False,
        "by": "corpus",
        "columns": None,
        "sort": None,
        "limit": None,
        "min_count": 0,
        "min_confidence": 0.0,
        "body": False,
        "aliases": None,
        "encoding": "utf-8",
        "max_size": 100_000_000,
        "input_format": "auto",
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
    """The view of a question about some documents."""
    chosen = settings(**given)
    analyzer = ANALYZERS[question]
    names = available(analyzer, chosen)
    answers = answered(docs, analyzer, chosen, {}, Tally())
    assert answers is not None
    found = list(arranged(rows_of(answers, analyzer, chosen, {}), list(names), chosen))
    return View(
        question=question,
        settings=chosen,
        names=names,
        found=found,
        shown=list(limited(found, chosen)),
        documents=len(docs),
        failures=0,
        title=docs[0].document.id,
    )
