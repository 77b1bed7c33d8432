"""The name that a description stands beside, where no list has its noun: "The postman, | Egon Pratt |, said"."""

from __future__ import annotations

import re

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.speakers.titles import titles_at
from newsan.language.syntax.descriptions import describes
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.titles import is_title, is_title_word
from newsan.language.syntax.tokens import noun_kind

REACH = 60
"""Characters beside a description that are searched for the name that it stands behind or before."""

_ARTICLE = re.compile(r"(?:(?:the|an?|another|one)\s+)?", re.IGNORECASE)
_OWNED = re.compile(r",[^,;:]*['’]s (?:[\w-]+ ){0,3}([\w-]+),? ")
_LISTED = re.compile(r" and ((?:[A-Z][\w-]+ )+[A-Z][\w-]+) ")
_ELDER = re.compile(r",? the (?:elder|older|younger)")


def name_of(index: Index, source: Span) -> EntityMention | None:
    """The person whose name stands in a source, behind it or before it, if all of the source describes them."""
    people = (one for one in mentions_in(index, source[0] - REACH, source[1] + REACH) if one.type == "person")
    return next((one for one in people if _describes(index, source, one)), None)


def officer_of(index: Index, phrase: NounPhrase) -> EntityMention | None:
    """The person at the end of a phrase that begins with the name of a body, if the name is a part of the title.

    "Roads and Bridges Minister | Ada Crane", "University of Porto, Lisbon's chancellor, | Ada Crane"; but "Acme and
    Prime Minister Ada Crane" are two.
    """
    first, last = phrase.name, phrase.within[-1]
    if first is None or first.type == "person" or last.type != "person" or last.end < phrase.span[1]:
        return None
    between = index.text[first.end : last.start]
    owned, listed = _OWNED.fullmatch(between), _LISTED.fullmatch(between)
    noun = owned[1] if owned else listed[1].split()[-1] if listed and not is_title(listed[1]) else ""
    return last if is_title_word(noun) or noun_kind(noun) == "person" else None


def _describes(index: Index, source: Span, mention: EntityMention) -> bool:
    """Whether a source is a description of somebody, with or without the name."""
    text = index.text
    starts = (source[0], _ARTICLE.match(text, *source).end())  # type: ignore[union-attr]
    if mention.start == source[0]:
        return mention.end < source[1] and _ELDER.fullmatch(text, mention.end, source[1]) is not None
    if mention.start >= source[1] and is_title(text[slice(*source)].strip()):
        return not text[source[1] : mention.start].strip()
    for title in titles_at(index, mention):
        start, end = title.span
        if start in starts and (mention.start < source[1] or end <= source[1] + 1):
            return True
        before = text[source[0] : start].rstrip()
        if source[0] < start < mention.start < source[1] and before.endswith(","):
            return describes(index, (source[0], source[0] + len(before) - 1))
    return False
