"""What goes to standard error, and how odd characters are kept from the terminal."""

from __future__ import annotations

import sys
import unicodedata

# Cc: escape sequences; Cs: lone surrogates; and the marks that turn the direction of writing (Unicode UAX 9), which can
# make a terminal show another text than is there.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    r"""A text that is safe to print on one line: white space is one blank, control characters are spelt out.

    >>> clean("a\n b\x1b[31m")
    'a b\\x1b[31m'
    """
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return "".join(map(visible, text))


def visible(character: str) -> str:
    """A character, or its escape when a terminal would act on it."""
    if character in TURNING or unicodedata.category(character) in ("Cc", "Cs"):
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def say(message: str) -> None:
    """Write one line to standard error."""
    if sys.stderr is not None:
        print(f"newsan: {clean(message)}", file=sys.stderr, flush=True)
