"""Reads news text and answers who is in it, who gets to speak and who stands where.

    import newsan
    newsan.quotes("“We are ready,” said Ann Lee, the mayor.")

The answers are DataFrames with the columns of the command line.  Nothing heavy is imported before a function is called.
Mistakes raise NewsanError, which is a ValueError, or TypeError; a NewsanWarning names the texts that were not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, overload

from newsan.errors import NewsanError, NewsanWarning

if TYPE_CHECKING:
    import pandas as pd

    from newsan.document import AnnotatedDocument, Document
    from newsan.values import EntityType, Kind, Layer

    Text = str | Document
    Texts = Text | Iterable[Text | None] | Mapping[Any, Text | None] | pd.Series[Any]
    Variants = Mapping[str, str | tuple[str, EntityType | None]]

__version__ = "0.1.0"
__all__ = ["NewsanError", "NewsanWarning", "__version__", "annotate", "entities", "quotes", "stance"]


@overload
def annotate(text: Text, *, aliases: Variants | None = None) -> AnnotatedDocument: ...  # type: ignore[overload-overlap]
@overload
def annotate(text: Texts, *, aliases: Variants | None = None) -> Iterator[AnnotatedDocument]: ...
def annotate(text: Texts, *, aliases: Variants | None = None) -> AnnotatedDocument | Iterator[AnnotatedDocument]:
    """Everything newsan finds in a text: actors with their mentions, quotations with their speakers, judgements.

    One text gives one AnnotatedDocument; several give an iterator of them, in order, which reads one after another.  A
    text that cannot be read is left out with a NewsanWarning when its turn comes, so match the results by
    ``document.id``; a single one raises NewsanError.  ``text`` and ``aliases``: see ``quotes``.
    """
    from newsan import language
    from newsan.inputs import fold_aliases
    from newsan.inputs.texts import documents, is_one, warned

    variants, read = fold_aliases(aliases), warned(documents(text), 4)
    if is_one(text):
        return next(language.annotate(read, aliases=variants))
    return warned(language.annotate_or_fail(read, aliases=variants), 2)


def entities(
    text: Texts,
    *,
    detail: bool = False,
    types: EntityType | Collection[EntityType] | None = None,
    min_confidence: float = 0.0,
    merge_demonyms: bool = False,
    body: bool = False,
    aliases: Variants | None = None,
) -> pd.DataFrame:
    """How often each person, organisation, place and group is named; with ``detail`` a row for each mention.

    ``types`` keeps these types only: person, org, place, group, other.  ``merge_demonyms`` counts "Russian" as Russia.
    ``text``, ``min_confidence``, ``body``, ``aliases`` and errors: see ``quotes``.
    """
    return _frame(
        "entities", text, detail, aliases, min_confidence, types=types, merge_demonyms=merge_demonyms, body=body
    )


def quotes(
    text: Texts,
    *,
    detail: bool = False,
    kinds: Kind | Collection[Kind] | None = None,
    thoughts: bool = False,
    min_confidence: float = 0.0,
    body: bool = False,
    aliases: Variants | None = None,
) -> pd.DataFrame:
    """How often, how long and where each speaker is quoted; with ``detail`` a row for each quotation.

    ``text`` is one text or several, as strings or Documents.  Their ``doc_id`` is a Document's id, the key in a mapping
    or the index of a Series as a string, and "1", "2" and so on otherwise.  ``kinds`` keeps these kinds only: direct,
    mixed, indirect.  ``thoughts`` also counts beliefs, intentions and deeds that nobody uttered.  ``min_confidence``,
    0 to 1, drops weaker findings.  ``body`` leaves out bylines, datelines, credits and the like.  ``aliases`` are your
    own name variants, whatever their capitals: ``{"UN": "United Nations"}`` or ``{"UN": ("United Nations", "org")}``.

    One of several texts that cannot be read (None, nan, bytes, JSON or HTML instead of prose), or meets a bug, does not
    keep the others from being read: a NewsanWarning names it, and ``frame.attrs["failures"]`` lists all of them, each
    with ``doc_id`` and ``reason``.  A single one raises NewsanError, as an unknown value of an option does; a wrong
    type raises TypeError.
    """
    return _frame("quotes", text, detail, aliases, min_confidence, kinds=kinds, thoughts=thoughts, body=body)


def stance(
    text: Texts,
    *,
    detail: bool = False,
    pairs: bool = False,
    layers: Layer | Collection[Layer] | None = None,
    targets: str | Collection[str] | None = None,
    min_confidence: float = 0.0,
    merge_demonyms: bool = False,
    body: bool = False,
    aliases: Variants | None = None,
) -> pd.DataFrame:
    """How each actor is portrayed, and whom it supports; with ``pairs`` a row for each holder, target and layer.

    ``detail`` gives a row for each piece of evidence.

    ``layers`` keeps these layers only: portrayal, expressed, directed.  ``targets`` keeps evidence about these actors,
    named in any form that the text uses; a NewsanWarning says which of them no text names.  ``merge_demonyms`` counts
    "Russian" as Russia.  ``text``, ``min_confidence``, ``body``, ``aliases`` and errors: see ``quotes``.
    """
    question = "pairs" if pairs else "stance"
    options = {"layers": layers, "targets": targets, "merge_demonyms": merge_demonyms, "body": body}
    return _frame(question, text, detail, aliases, min_confidence, **options)


def _frame(
    question: str, texts: Texts, detail: bool, aliases: Variants | None, min_confidence: float, **options: Any
) -> pd.DataFrame:
    """The rows of an analyzer as a DataFrame, with warnings about what was not read and about targets not found."""
    from analyzers import ANALYZERS, cells, columns
    from analyzers.answers import Asked
    from analyzers.targets import search
    from newsan import language
    from newsan.choices import checked
    from newsan.frames import frame
    from newsan.inputs import fold_aliases
    from newsan.inputs.texts import Failures, documents, is_one

    analyzer = ANALYZERS[question]
    options = checked({"min_confidence": min_confidence, **options})
    variants, failures = fold_aliases(aliases), Failures()
    targets = search(options.get("targets", ()), options.get("merge_demonyms", False))
    annotate = language.annotate if is_one(texts) else language.annotate_or_fail
    found = annotate(failures.set_apart(documents(texts)), aliases=variants, parts=analyzer.parts)
    asked = Asked(question, "detail" if detail else "corpus", options)
    rows = [cells(row) for row in asked.rows(targets.watch(map(asked, failures.set_apart(found))))]
    failures.warn(*targets.messages())
    return frame(columns(analyzer.row if detail else analyzer.summary_row), rows, failures.found)
