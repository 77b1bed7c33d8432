"""Attributions made of links that a test gives as words of its text."""

from __future__ import annotations

from newsan.document import Attribution
from newsan.language.layout.page import page
from newsan.language.model.links import Link
from newsan.language.quotations.attributions import attributions
from tests.documents import span_of


def attributed(text: str, *links: tuple[str | None, str, list[str]]) -> list[Attribution]:
    """The attributions of a text for links given as words: source, cue, content."""
    made = [
        Link(
            span_of(text, cue), span_of(text, source) if source else None, tuple(span_of(text, c) for c in content), 0.9
        )
        for source, cue, content in links
    ]
    return attributions(page(text), made)
