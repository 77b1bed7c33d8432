"""What a word is: letters and digits with marks inside ("well-known", "AT&T", "isn't"); a possessive is apart."""

from __future__ import annotations

import re

from newsan.document import Span

_PATTERN = r"[^\W_](?:[\w.&/-]*\w)?(?:['’](?!s\b)\w+)?"

WORD = re.compile(rf"(?<!\w['’]){_PATTERN}")
"""A word, without the full stop of an abbreviation."""

TOKEN = re.compile(rf"['’]s\b|['’](?!\w)|@\w+|{_PATTERN}\.?|-{{1,2}}(?=\s)|\S")
"""A word with its full stop, a possessive ending, or a mark."""


def words_in(text: str, span: Span | None = None) -> list[str]:
    """The words of a text, or of a span of it, in small letters and with plain apostrophes.

    >>> words_in("The U.S. isn’t Ek’s well-known ally.")
    ['the', 'u.s', "isn't", 'ek', 'well-known', 'ally']
    """
    return [word.lower().replace("’", "'") for word in WORD.findall(text, *(span or (0, len(text))))]
