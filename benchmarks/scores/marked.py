"""Whether content holds double quotation marks; single ones are apostrophes too often."""

from __future__ import annotations

from collections.abc import Iterable

from newsan.document import Span

OPENING, CLOSING, EITHER = "“„‟«", "”»", '"＂'
MARKS = OPENING + CLOSING + EITHER
STOPS = ".,;:!?…"


def holds_mark(text: str, spans: Iterable[Span]) -> bool:
    """Whether a span holds a mark, begins right behind an opening one or ends right before a closing one."""
    text = text.replace("''", '""').replace("``", '""')
    trimmed = [_trimmed(text, *span) for span in spans]
    return any(_holds(text, start, end) for start, end in trimmed if start < end)


def _holds(text: str, start: int, end: int) -> bool:
    """``holds_mark`` of one span without white space around it."""
    inside = any(mark in text[start:end] for mark in MARKS)
    return inside or _opened(text, start) or _closed(text, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space around it."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _opened(text: str, start: int) -> bool:
    """Whether an opening mark stands right before, and does not close the word before it."""
    before = text[max(0, start - 2) : start]
    closes_a_word = before[-1:] in tuple(EITHER) and before[:-1].isalnum()
    return before[-1:] in tuple(OPENING + EITHER) and not closes_a_word


def _closed(text: str, end: int) -> bool:
    """Whether a closing mark stands right behind, with at most two full stops or commas between."""
    behind = text[end : end + 3]
    n = len(behind[:2]) - len(behind[:2].lstrip(STOPS))
    return behind[n : n + 1] in tuple(CLOSING + EITHER)
