"""Texts that are the same but for capitals, blanks and marks: one fingerprint for all of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fingerprint(text: str) -> str:
    """A SHA-1 of a text's words: 40 hexadecimal digits.

    >>> fingerprint("“It rained,”  said LEE.") == fingerprint('"It rained", said Lee')
    True
    """
    words = _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
    return hashlib.sha1(words.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
