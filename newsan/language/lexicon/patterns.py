"""Patterns of text with words of the lexicon in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from newsan.language.lexicon.lookup import table

CLASSES = re.compile(r"<([A-Za-z][a-z_]*)\.([a-z-]+(?:,[a-z-]+)*)>")


class Pattern:
    r"""A regular expression in which ``<list.class>`` stands for the words of a class, or of several ("<list.a,b>").

    ``<List.class>`` stands for these with a small first letter or a capital.

    The words are read, and the expression is compiled, when the first text is searched.

    >>> Pattern(r"\b<grammar.he,she> said").search("What she said")[0]
    'she said'
    """

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(CLASSES.sub(_words, self.source), self.flags)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self.compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self.compiled.fullmatch(text, start, len(text) if end is None else end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self.compiled.finditer(text, start, len(text) if end is None else end)


def _words(classes: re.Match[str]) -> str:
    """The words of some classes as alternatives."""
    given = table(classes[1].lower())
    forms = {form for key in classes[2].split(",") for form in given[key]}
    if classes[1][0].isupper():
        forms |= {form[:1].upper() + form[1:] for form in forms}
    return f"(?:{'|'.join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))})"
