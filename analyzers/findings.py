"""Everything that was found in a document as detail rows, from which each question answers whatever its options are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from newsan.document import AnnotatedDocument, Document

if TYPE_CHECKING:
    from analyzers.entities import EntityRow
    from analyzers.quotes import QuoteRow
    from analyzers.stance import StanceRow
    from analyzers.tables import DocumentRow

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Placed(Generic[Row]):
    """A detail row and the part of the article that it stands in: the body, or a kind of furniture.

    ``others`` are rows that a summary counts beside it: one for each other speaker who says the same.
    """

    row: Row
    part: str
    others: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """The detail rows of a document before any option has left one out, as they are stored and read back.

    ``entities`` has a row for each mention; ``quotes`` has thoughts too, ``stance`` all layers and neutral rows.
    ``row`` is the document's own.  Where a question needs no rows of a kind, none are read.
    """

    document: Document
    entities: Sequence[EntityRow] = ()
    quotes: Sequence[Placed[QuoteRow]] = ()
    stance: Sequence[Placed[StanceRow]] = ()
    row: DocumentRow | None = None


Annotated = AnnotatedDocument | Findings
"""A document of which questions can be asked: as the language side gives it, or as its rows were stored."""
