"""Dates as they stand in metadata, and the day, week, month, quarter or year that they lie in."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

UNITS = ("day", "week", "month", "quarter", "year")

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENDS = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t(?:ember)?", "ober", "ember", "ember")
_MONTH = rf"({'|'.join(MONTHS)})(?:{'|'.join(filter(None, _ENDS))})?\.?"
# Years first, as in ISO 8601; and months by name, as in RFC 5322 and in the exports of databases.  Dates such as
# 01/05/2024 are not read: they are in May in Europe and in January in America.
_FORMS = (
    (re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?!\d)", re.ASCII), (1, 3, 4)),
    (re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)", re.ASCII), (1, 2, 3)),
    (re.compile(rf"(?:[a-z]+,? +)?(\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](\d{{4}})\b", re.ASCII), (3, 2, 1)),
    (re.compile(rf"(?:[a-z]+,? +)?{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}})\b", re.ASCII), (3, 1, 2)),
    (re.compile(rf"{_MONTH},? (\d{{4}})\b", re.ASCII), (2, 1, 0)),
)


def period(value: Any, unit: str) -> str | None:
    """The period of a date, as it sorts; None where the value is no date, or none so precise.

    >>> [period("2024-05-01T09:30:00Z", unit) for unit in UNITS]
    ['2024-05-01', '2024-W18', '2024-05', '2024-Q2', '2024']
    >>> period("May 1, 2024", "month"), period("2024", "month"), period("01/05/2024", "month")
    ('2024-05', None, None)
    """
    found = _numbers(value)
    if found is None:
        return None
    year, month, day = found
    if unit == "year":
        return f"{year:04}"
    if month and unit in ("month", "quarter"):
        return f"{year:04}-{month:02}" if unit == "month" else f"{year:04}-Q{(month + 2) // 3}"
    if not (month and day) or unit not in ("day", "week"):
        return None
    whole = date(year, month, day)
    if unit == "day":
        return whole.isoformat()
    iso = whole.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def iso_date(value: Any) -> str | None:
    """A date as ISO 8601 has it, as far as it is given: 2024-05-01, 2024-05 or 2024; None for what is no date.

    >>> iso_date("Wednesday, 1 May 2024"), iso_date("20240501"), iso_date("May 2024"), iso_date("soon")
    ('2024-05-01', '2024-05-01', '2024-05', None)
    """
    found = _numbers(value)
    return None if found is None else "-".join(f"{part:0{4 - 2 * bool(at)}}" for at, part in enumerate(found) if part)


def _numbers(value: Any) -> tuple[int, int, int] | None:
    """Year, month and day of a date, 0 for what is not given."""
    text = str(value).strip().lower() if isinstance(value, str | int) else ""
    for form, places in _FORMS:
        match = form.match(text)
        if match:
            parts = [match[place] if place else None for place in places]
            year, month, day = (MONTHS.index(part) + 1 if part in MONTHS else int(part or 0) for part in parts)
            return (year, month, day) if _is_date(year, month, day) else None
    return None


def _is_date(year: int, month: int, day: int) -> bool:
    """Whether there is such a day, or such a month or year where less is given."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True
