"""An annotated document whose offsets point into the text as it was given, not into the mended one that was read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from newsan.document import AnnotatedDocument, Document, Repair
from newsan.language.layout.legible import Offsets

Placed = TypeVar("Placed")


def as_given(read: AnnotatedDocument, document: Document, repairs: tuple[Repair, ...]) -> AnnotatedDocument:
    """What was found in the mended text of a document, with the offsets of the document."""
    offsets = Offsets(repairs)
    names = (field.name for field in fields(read) if field.name not in ("document", "repairs"))
    placed = {name: _placed(getattr(read, name), offsets) for name in names}
    return replace(read, document=document, repairs=repairs, **placed)


def _placed(part: Placed, offsets: Offsets) -> Placed:
    """A part of a document with all of its spans at their places in the text as it was given."""
    moved: Any = part
    if isinstance(part, tuple):
        is_span = len(part) == 2 and all(type(end) is int for end in part)
        moved = offsets.span(part) if is_span else tuple(_placed(inner, offsets) for inner in part)
    elif is_dataclass(part) and not isinstance(part, type):
        inside = {field.name: _placed(getattr(part, field.name), offsets) for field in fields(part)}
        if "start" in inside:
            inside["start"], inside["end"] = offsets.span((inside["start"], inside["end"]))
        moved = replace(part, **inside)
    result: Placed = moved
    return result
