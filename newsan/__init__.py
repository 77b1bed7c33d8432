"""Reads news text and answers who is in it, who gets to speak and who stands where.

    import newsan
    newsan.quotes("“We are ready,” said Ann Lee, the mayor.")

The answers are DataFrames with the columns of the command line.  Nothing heavy is imported before a function is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from newsan.document import Aliases, AnnotatedDocument, Document

    Texts = str | Document | Iterable[str | Document]

__version__ = "0.1.0"
__all__ = ["__version__", "annotate", "entities", "quotes", "stance"]


def annotate(text: str | Document, *, aliases: Aliases | None = None) -> AnnotatedDocument:
    """Everything newsan finds in one text: actors with their mentions, quotations with their speakers, judgements.

    ``aliases`` are your own name variants, case-folded: ``{"un": ("United Nations", "org")}``.
    """
    from newsan import language

    return next(language.annotate(_documents(text), aliases=aliases or {}))


def entities(text: Texts, *, detail: bool = False, aliases: Aliases | None = None, **options: Any) -> pd.DataFrame:
    """How often each person, organisation, place and group is named; with ``detail`` a row for each mention.

    ``text`` is one text or several, as strings or Documents.  Options: ``types``, ``min_confidence``,
    ``merge_demonyms``, ``body``.
    """
    return _frame("entities", text, detail, aliases, options)


def quotes(text: Texts, *, detail: bool = False, aliases: Aliases | None = None, **options: Any) -> pd.DataFrame:
    """How often, how long and where each speaker is quoted; with ``detail`` a row for each quotation.

    ``text`` is one text or several, as strings or Documents.  Options: ``kinds``, ``thoughts``, ``min_confidence``,
    ``body``.
    """
    return _frame("quotes", text, detail, aliases, options)


def stance(
    text: Texts, *, detail: bool = False, pairs: bool = False, aliases: Aliases | None = None, **options: Any
) -> pd.DataFrame:
    """The position of each actor; with ``pairs`` of each holder towards each target, with ``detail`` the evidence.

    ``text`` is one text or several, as strings or Documents.  Options: ``layers``, ``targets``, ``min_confidence``,
    ``merge_demonyms``, ``body``.
    """
    return _frame("pairs" if pairs else "stance", text, detail, aliases, options)


def _documents(texts: Texts) -> Iterator[Document]:
    """Documents of texts; strings get the ids "1", "2" and so on."""
    from newsan.document import Document

    for number, text in enumerate((texts,) if isinstance(texts, str | Document) else texts, 1):
        yield Document(str(number), text) if isinstance(text, str) else text


def _frame(question: str, texts: Texts, detail: bool, aliases: Aliases | None, options: dict[str, Any]) -> pd.DataFrame:
    """The rows of an analyzer as a DataFrame; columns that may lack a value have pandas' nullable types."""
    import pandas as pd

    from analyzers import ANALYZERS, cells, columns
    from newsan import language

    analyzer = ANALYZERS[question]
    docs = language.annotate(_documents(texts), aliases=aliases or {}, parts=analyzer.parts)
    if detail:
        rows = [cells(row) for doc in docs for row in analyzer.rows(doc, **options)]
    else:
        rows = [cells(row) for row in analyzer.summary(docs, **options)]
    names = columns(analyzer.row if detail else analyzer.summary_row)
    dtypes = {"int": "int64", "float": "float64", "int | None": "Int64", "float | None": "Float64"}
    frame = pd.DataFrame(rows, columns=list(names), dtype="object")
    return frame.astype({name: dtypes.get(type_, "string") for name, type_ in names.items()})
