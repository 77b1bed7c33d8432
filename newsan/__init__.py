"""Reads news text and answers who is in it, who gets to speak and who stands where.

    import newsan
    newsan.quotes("“We are ready,” said Ann Lee, the mayor.")

The answers are DataFrames with the columns of the command line.  ``Newsan`` gives the same for a whole corpus: by
several processes, with another model, with metadata (docs/python.md).  Nothing heavy is imported before a function is
called.

Mistakes raise NewsanError, which is a ValueError, or TypeError; a NewsanWarning names the texts that were not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, overload

from newsan.errors import NewsanError, NewsanWarning

if TYPE_CHECKING:
    import os

    import pandas as pd

    from newsan.api import Newsan, Text, Texts, Variants
    from newsan.document import AnnotatedDocument, Document, Failure
    from newsan.frames import annotate_frame
    from newsan.values import EntityType, Kind, Layer

__version__ = "0.1.0"
__all__ = [
    "AnnotatedDocument",
    "Document",
    "Failure",
    "Newsan",
    "NewsanError",
    "NewsanWarning",
    "__version__",
    "annotate",
    "annotate_frame",
    "entities",
    "quotes",
    "read",
    "stance",
]

_HOMES = {
    "AnnotatedDocument": "newsan.document",
    "Document": "newsan.document",
    "Failure": "newsan.document",
    "Newsan": "newsan.api",
    "annotate_frame": "newsan.frames",
}


def __getattr__(name: str) -> Any:
    """A class or function of the package, imported when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """What the package offers, for whoever looks around in it."""
    return sorted({*globals(), *_HOMES})


@overload
def annotate(text: Text, *, aliases: Variants | None = None) -> AnnotatedDocument: ...  # type: ignore[overload-overlap]
@overload
def annotate(text: Texts, *, aliases: Variants | None = None) -> Iterator[AnnotatedDocument]: ...
def annotate(text: Texts, *, aliases: Variants | None = None) -> AnnotatedDocument | Iterator[AnnotatedDocument]:
    """Everything newsan finds in a text: entities with their mentions, quotations with their speakers, judgements.

    One text gives one AnnotatedDocument; several give an iterator of them, in order, which reads one after another.  A
    text that cannot be read is left out with a NewsanWarning when its turn comes, so match the results by
    ``document.id``; a single one raises NewsanError.  ``text`` and ``aliases``: see ``quotes``.
    """
    from newsan.api import Newsan
    from newsan.inputs.texts import Failures, is_one, warned

    annotated = Newsan(aliases=aliases).annotate(text)
    return next(Failures(one=True).set_apart(annotated)) if is_one(text) else warned(annotated)


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
    from newsan.api import Newsan

    return Newsan(aliases=aliases).entities(
        text,
        detail=detail,
        types=types,
        min_confidence=min_confidence,
        merge_demonyms=merge_demonyms,
        body=body,
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
    from newsan.api import Newsan

    return Newsan(aliases=aliases).quotes(
        text, detail=detail, kinds=kinds, thoughts=thoughts, min_confidence=min_confidence, body=body
    )


def stance(
    text: Texts,
    *,
    detail: bool = False,
    pairs: bool = False,
    layers: Layer | Collection[Layer] | None = None,
    targets: str | Collection[str] | None = None,
    min_confidence: float = 0.0,
    neutral: bool = False,
    merge_demonyms: bool = False,
    body: bool = False,
    aliases: Variants | None = None,
) -> pd.DataFrame:
    """How each actor is portrayed, and whom it supports; with ``pairs`` a row for each holder, target and layer.

    ``detail`` gives a row for each piece of evidence.

    ``layers`` keeps these layers only: portrayal, expressed, directed; without it all but portrayal are shown, which is
    too seldom right.  ``neutral`` gives neutral evidence too.  ``targets`` keeps evidence about these actors,
    named in any form that the text uses; a NewsanWarning says which of them no text names.  ``merge_demonyms`` counts
    "Russian" as Russia.  ``text``, ``min_confidence``, ``body``, ``aliases`` and errors: see ``quotes``.
    """
    from newsan.api import Newsan

    return Newsan(aliases=aliases).stance(
        text,
        detail=detail,
        pairs=pairs,
        layers=layers,
        targets=targets,
        min_confidence=min_confidence,
        neutral=neutral,
        merge_demonyms=merge_demonyms,
        body=body,
    )


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    format: str = "auto",
    encoding: str = "utf-8",
    max_size: int | str = "100MB",
    text_field: str | None = None,
    title_field: str | None = None,
    id_field: str | None = None,
    meta: Mapping[str, str] | Iterable[str] | None = None,
    meta_from_name: str | None = None,
    meta_file: str | None = None,
    preset: str | None = None,
    lang: str = "en",
) -> Iterator[Document | Failure]:
    """The documents in files and folders, for the other functions: ``newsan.quotes(newsan.read("news.jsonl"))``.

    One path or several; they are read as the commands read them (docs/cli.md), one document at a time, and what cannot
    be read is a Failure in its place, which the other functions name.  ``format`` is what all files are, instead of
    what they seem to be.  ``meta`` are columns of metadata with the fields that they are taken from, or names of
    fields; ``lang`` is the language that is read, or "any".  A NewsanWarning tells what was left out.  Raises
    NewsanError for unknown names, at once.
    """
    from newsan.inputs.corpus import documents_in, reading

    how = reading(
        meta,
        max_size,
        format=format,
        encoding=encoding,
        text_field=text_field,
        title_field=title_field,
        id_field=id_field,
        meta_from_name=meta_from_name,
        meta_file=meta_file,
        preset=preset,
        language=lang,
    )
    return documents_in(paths, how)
