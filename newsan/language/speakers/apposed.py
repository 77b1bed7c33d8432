"""The name that a description stands beside, where no list has its noun: "The postman, | Egon Pratt |, said"."""

from __future__ import annotations

import re

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.speakers.titles import titles_at
from newsan.language.syntax.descriptions import describes

REACH = 60
"""Characters beside a description that are searched for the name that it stands behind or before."""

_ARTICLE = re.compile(r"(?:(?:the|an?|another|one|his|her|its|their|our|my)\s+)?", re.IGNORECASE)
_ELDER = re.compile(r",? the (?:elder|older|younger)")


def name_of(index: Index, source: Span) -> EntityMention | None:
    """The person whose name stands in a source, behind it or before it, if all of the source describes them."""
    people = [one for one in mentions_in(index, source[0] - REACH, source[1] + REACH) if one.type == "person"]
    return next((one for one in people if _describes(index, source, one)), None)


def _describes(index: Index, source: Span, mention: EntityMention) -> bool:
    """Whether a source is a description of somebody, with or without the name."""
    text = index.text
    starts = (source[0], _ARTICLE.match(text, *source).end())  # type: ignore[union-attr]
    if mention.start == source[0]:
        return mention.end < source[1] and _ELDER.fullmatch(text, mention.end, source[1]) is not None
    for title in titles_at(index, mention):
        start, end = title.span
        if start in starts and (mention.start < source[1] or end <= source[1] + 1):
            return True
        before = text[source[0] : start].rstrip()
        if source[0] < start < mention.start < source[1] and before.endswith(","):
            return describes(index, (source[0], source[0] + len(before) - 1))
    return False
