"""The body that people without a name belong to: "district leaders", "officials of the ministry"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsan.language.entities.names import name_words
from newsan.language.index import EntityMention, Index
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.title_bodies import HEAD
from newsan.language.syntax.noun_phrases import NounPhrase


def behind_people(index: Index, named: Mapping[str, Sequence[EntityMention]], phrase: NounPhrase) -> str | None:
    """The body that people without a name belong to: "district leaders", "officials of the ministry".

    A common noun stands for the body of the text whose name it is the head of, the one named nearest.  ``named`` is
    what ``bodies_by_head`` gives.
    """
    noun = next((word for word in reversed(phrase.modifiers) if word in named), None)
    if noun is None:
        return None
    at = bisect_left(named[noun], phrase.span[0], key=lambda mention: mention.start)
    near = named[noun][max(0, at - 1) : at + 1]
    return _name(index, min(near, key=lambda mention: abs(mention.start - phrase.span[0])))


def bodies_by_head(index: Index) -> Mapping[str, Sequence[EntityMention]]:
    """The mentions of organisations by the noun that their names end with, "of Norland" apart, in order of the text."""
    bodies: dict[str, list[EntityMention]] = defaultdict(list)
    for mention in index.mentions:
        if mention.type == "org":
            head = HEAD.match(_name(index, mention))
            nouns = words("names", "institution") | words("bodies")
            noun = next((word for word in reversed(name_words(head[1] if head else "")) if word in nouns), None)
            if noun:
                bodies[noun].append(mention)
    return bodies


def _name(index: Index, mention: EntityMention) -> str:
    return index.entities[mention.entity].name
