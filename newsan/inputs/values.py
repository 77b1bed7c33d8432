"""Values of records as the text and the metadata of documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from newsan.meta import Scalar, missing

BETWEEN = "|"  # between the values of one cell, as in newsan's own columns


def looked_up(record: Mapping[str, Any], name: str) -> Any:
    """The value of a field, by its name without regard to capitals, or by a path as ``source.name``; None without one.

    >>> looked_up({"Text": "a"}, "text"), looked_up({"source": {"name": "Ledger"}}, "source.name")
    ('a', 'Ledger')
    """
    found = key_of(record, name)
    if found is not None:
        return record[found]
    head, dot, rest = name.partition(".")
    inner = record.get(head) if dot else None
    return looked_up(inner, rest) if isinstance(inner, Mapping) else None


def has(record: Mapping[str, Any], name: str) -> bool:
    """Whether a record has a field, with a value or without one."""
    return key_of(record, name) is not None or looked_up(record, name) is not None


def key_of(record: Mapping[str, Any], name: str) -> str | None:
    """The key of a record that a name means."""
    if name in record:
        return name
    folded = name.casefold()
    return next((key for key in record if isinstance(key, str) and key.strip().casefold() == folded), None)


def as_text(value: Any) -> str | None:
    """A value as a text: a string as it is, a list of strings as paragraphs; None for what is none.

    >>> as_text(["One.", "Two."]), as_text(7)
    ('One.\\n\\nTwo.', None)
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return None


def as_meta(value: Any) -> Scalar:
    """A value as metadata: strings, numbers and truth values as they are, dates as in ISO 8601, several joined.

    >>> as_meta(["Ann Lee", "Tom Okafor"]), as_meta(date(2024, 5, 1)), as_meta(" "), as_meta({"a": 1})
    ('Ann Lee|Tom Okafor', '2024-05-01', None, '{"a": 1}')
    """
    if isinstance(value, str):
        return value.strip() or None
    if missing(value) or value in (float("inf"), float("-inf")):
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, list | tuple):
        given = [str(one) for one in map(as_meta, value) if one is not None]
        return BETWEEN.join(given) or None
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def as_id(value: Any) -> str | None:
    """A value as an id; None where it cannot be one."""
    return None if missing(value) or isinstance(value, Mapping | list) else str(value).strip() or None
