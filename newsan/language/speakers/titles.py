"""Where a text gives a person a title or role, whole and as it stands: before the name, behind it, or with "is"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsan.document import Mention, Span
from newsan.language.index import Index
from newsan.language.speakers.title_before import before
from newsan.language.speakers.title_behind import behind
from newsan.language.speakers.title_worth import Title

MENTIONS = 40
"""Mentions of one person that are read: a title comes with the first ones, and nothing grows with the rest."""


def title_of(index: Index, mentions: Sequence[Mention]) -> Span | None:
    """The place of the title that tells most of a person with these mentions; the first among equals."""
    found = [title for mention in mentions[:MENTIONS] for title in titles_at(index, mention)]
    return max(found, key=lambda title: title.worth).span if found else None


def titles_at(index: Index, mention: Mention) -> Iterator[Title]:
    """The titles beside one mention of a person."""
    if (title := before(index, mention)) is not None:
        yield title
    yield from behind(index, mention)
