"""Texts of anybody as HTML: shown as they are, and never obeyed."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Control characters, surrogates, non-characters, and the invisible ones that turn the direction of writing (UAX 9)."""


def visible(text: str) -> Markup:
    r"""A text as HTML; what nobody would see stands there by its number.

    >>> visible("<b>\u202e")
    Markup('&lt;b&gt;<span class="x">U+202E</span>')
    """
    return Markup(HIDDEN.sub(lambda found: f'<span class="x">{number(found[0])}</span>', str(escape(text))))


def plain(text: str) -> str:
    """A text on one line for an attribute or a title, what nobody would see by its number; to be escaped."""
    return HIDDEN.sub(lambda found: f"[{number(found[0])}]", " ".join(text.split()))


def number(character: str) -> str:
    """A character by its number: ``U+202E``."""
    return f"U+{ord(character):04X}"


def excerpt(text: str, words: int) -> str:
    """The first words of a text, with dots where there are more."""
    given = text.split(maxsplit=words)
    return " ".join(given[:words]) + (" …" if len(given) > words else "")
