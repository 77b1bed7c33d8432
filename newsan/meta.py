"""The metadata of documents: what it may hold, and the columns that it becomes behind those of detail rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from newsan.document import Document, Failure
from newsan.errors import NewsanError

Scalar = str | int | float | bool | None
"""The values that JSON can hold by themselves."""

LARGEST = 2**63
"""Whole numbers of this size and more do not fit a column of whole numbers."""


def readable(meta: Any) -> dict[str, Scalar] | str:
    """The metadata with None for each value that is missing, or why it cannot be read.

    >>> readable({"outlet": "Ledger", "page": float("nan")})
    {'outlet': 'Ledger', 'page': None}
    >>> readable({"date": object})
    "has metadata that is no string, number or truth value: 'date' is a type"
    """
    if not isinstance(meta, Mapping):
        return f"has metadata that is no mapping but {type(meta).__name__}"
    for name, value in meta.items():
        if not isinstance(name, str):
            return f"has metadata under a name that is no string: {name!r}"
        if not missing(value) and (not isinstance(value, str | int | float) or value in (float("inf"), -float("inf"))):
            kind = value if isinstance(value, float) else f"a {type(value).__name__}"
            return f"has metadata that is no string, number or truth value: {name!r} is {kind}"
    return {name: None if missing(value) else value for name, value in meta.items()}


def missing(value: Any) -> bool:
    """Whether a value stands for none: None, not a number, or what pandas has for it."""
    return (
        value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
    )


def without_clashes(documents: Iterable[Document | Failure], columns: Collection[str]) -> Iterator[Document | Failure]:
    """The same documents; NewsanError when one has metadata under the name of a column, which it would hide."""
    for document in documents:
        clash = isinstance(document, Document) and next((name for name in document.meta if name in columns), None)
        if clash:
            raise NewsanError(f"the metadata {clash!r} has the name of a column: give it another name")
        yield document


def type_of(values: Iterable[Any]) -> str:
    """The type of a column with these values, as the types of columns are written; "object" where they are of several.

    >>> type_of([1, None]), type_of([1, 0.5]), type_of(["a"]), type_of([True, 1])
    ('int | None', 'float | None', 'str | None', 'object')
    """
    given = [value for value in values if value is not None]
    kinds = {type(value) for value in given}
    if kinds == {int} and all(-LARGEST <= value < LARGEST for value in given):
        return "int | None"
    if kinds in ({float}, {int, float}):
        return "float | None"
    return {str: "str | None", bool: "bool | None"}.get(kinds.pop(), "object") if len(kinds) == 1 else "object"
