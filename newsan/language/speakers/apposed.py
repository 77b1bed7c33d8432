"""The name that a description stands beside, where no list has its noun: "The postman, | Egon Pratt |, said"."""

from __future__ import annotations

import re

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.speakers.titles import titles_at
from newsan.language.syntax.descriptions import describes
from newsan.language.syntax.noun_phrases import is_definite, read_noun_phrase
from newsan.language.syntax.titles import is_title

REACH = 60
"""Characters beside a description that are searched for the name that it stands behind or before."""

_ARTICLE = re.compile(r"(?:(?:the|an?|another|one)\s+)?", re.IGNORECASE)
_ELDER = re.compile(r",? the (?:elder|older|younger)")
_CUT = re.compile(r"(?: (?:of|for|at|in|with) [^,.;:()“”\"\n]{1,40})?, (?:[A-Z][a-z]*\.? ){0,2}")
"""What stands between a description and the name behind it: where it goes on, a comma, a title."""
_GOES_ON = re.compile(r",| (?:\w+ed|said|says|had|has)\b|\.")


def name_of(index: Index, source: Span) -> EntityMention | None:
    """The person whose name stands in a source, behind it or before it, if all of the source describes them."""
    people = [
        mention for mention in mentions_in(index, source[0] - REACH, source[1] + REACH) if mention.type == "person"
    ]
    return next(
        (mention for mention in people if _describes(index, source, mention) or _stands_behind(index, source, mention)),
        None,
    )


def _stands_behind(index: Index, source: Span, mention: EntityMention) -> bool:
    """Whether a name is the apposition of a source: "the then bishop | of Idun, Dr | Ivo Kern |, claimed"."""
    if mention.start < source[1] or not _CUT.fullmatch(index.text, source[1], mention.start):
        return False
    phrase = read_noun_phrase(index, *source)
    single = phrase.kind == "person" and is_definite(phrase) and not phrase.plural and phrase.name is None
    return single and _GOES_ON.match(index.text, mention.end) is not None


def _describes(index: Index, source: Span, mention: EntityMention) -> bool:
    """Whether a source is a description of somebody, with or without the name."""
    text = index.text
    starts = (source[0], _ARTICLE.match(text, *source).end())  # type: ignore[union-attr]
    if mention.start == source[0]:
        return _ELDER.fullmatch(text, mention.end, source[1]) is not None
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
