"""Those whom a text names together, "Crane and Ek": "they", "both" and "the two women" mean all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newsan.language.coreference.salience import Key
from newsan.language.index import EntityMention, Index
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.tokens import noun_kind

LONGEST = 120
"""Characters between two names that are named together; appositions and titles stand there."""

MOST = 4
"""Members of a group; more are a list."""

_JOINED = re.compile(
    r"(?:['’]s)?(?:\s(?:of|from)\s[\w.]+(?:\s[A-Z]\w+)*)?(?:,[^,.;:“”\"]{1,60},|\s\([^()]{1,40}\)|,\s\d{1,3},)?"
    r"(?:,?\s(?:and|&)(?P<title>(?:\s[\w.’'-]+,?){0,6})|(?P<listed>,))\s"
)


def together(entities: set[int]) -> Key:
    """The key of several entities that are meant together, in whatever order they are named."""
    members = tuple(sorted(entities))
    return Key(phrase="&".join(map(str, members)), kind="joint", joint=members)


def groups(index: Index) -> Iterator[list[EntityMention]]:
    """The persons of a text that "and" joins, two to four; what is named together of others is often scenery."""
    run: list[EntityMention] = []
    joined = False
    people = [person for person in index.mentions if person.type == "person"]
    for one, other in [*pairwise(people), (None, None)]:
        link = _link(index, one, other) if one and other else None
        if link and one and other:
            run = [*(run or [one]), other]
            joined = joined or link == "and"
            continue
        if joined and len({mention.entity for mention in run}) == len(run) <= MOST:
            yield run
        run, joined = [], False


def _link(index: Index, one: EntityMention, other: EntityMention) -> str | None:
    """What joins two names: "and" with titles, or a comma in a list."""
    if other.start - one.end > LONGEST:
        return None
    match = _JOINED.fullmatch(index.text, one.end, other.start)
    if not match:
        return None
    if match["listed"]:
        return ","
    between = (word.strip(",") for word in match["title"].split())
    return "and" if all(map(_is_title, between)) else None


def _is_title(word: str) -> bool:
    is_noun = noun_kind(word) in ("person", "body")  # "union leader"
    return is_noun or word[:1].isupper() or word in words("grammar", "definite", "possessive", "past")


def is_pair(index: Index, phrase: NounPhrase) -> bool:
    """Whether a phrase asks for two who were named before: "both", "the two", "both women", "the couple"."""
    parts = index.text[slice(*phrase.span)].casefold().split()
    parts = parts[1:] if parts[:1] == ["the"] else parts
    return 0 < len(parts) <= 3 and parts[0] in words("grammar", "pair") and not phrase.within
