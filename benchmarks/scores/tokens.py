r"""Spans of a text as sets of tokens: the unit in which quotations are compared.

A token is ``\w+``; it belongs to a span when they share a character.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from benchmarks.scores.words import words
from newsan.document import Span

_TOKEN = re.compile(r"\w+")


class Tokens:
    """A text's tokens, looked up by span; tokens go by their numbers."""

    def __init__(self, text: str) -> None:
        """The tokens of this text."""
        found = list(_TOKEN.finditer(text))
        self.words = [match[0].lower() for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]

    def within(self, spans: Iterable[Span]) -> set[int]:
        """The tokens in any of the spans."""
        ranges = (
            range(bisect_right(self.ends, start), bisect_left(self.starts, end)) for start, end in spans if start < end
        )
        return {i for numbers in ranges for i in numbers}

    def content(self, spans: Iterable[Span]) -> set[int]:
        """The tokens that are not function words, or all where there are no others."""
        full = self.within(spans)
        return {i for i in full if self.words[i] not in words("stop")} or full

    def source(self, spans: Iterable[Span]) -> set[int]:
        """The tokens that are not determiners or prepositions."""
        return {i for i in self.within(spans) if self.words[i] not in words("determiners")}
