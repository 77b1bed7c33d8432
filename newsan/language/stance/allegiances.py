"""The side that somebody is on: a minister on her country's, a spokesman on his company's, a critic on nobody's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newsan.document import Attribution, Entity, Speaker
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import lookup, words
from newsan.language.syntax.tokens import noun_kind
from newsan.language.syntax.words import words_in

REACH = 60
"""Characters before a name that are read for an office: "Danish Deputy Foreign Minister"."""

MOST_WORDS = 6
"""Words of an office, and of a name in which a country is looked for."""

SPEAKS_FOR = "spokes"
"""The beginning of the role of somebody who speaks for others: spokesman, spokeswoman, spokesperson."""

_OFFICE = re.compile(r"(?:[^\W\d_][\w.’'-]*[ ])+$")


def allegiance(name: str) -> str:
    """One word for a country under any of its names or its seat of government, and for everybody else the folded name.

    >>> [allegiance(name) for name in ("Russians", "U.S.", "the Kremlin", "Acme Corp")]
    ['russia', 'united states', 'russia', 'acme corp']
    """
    seat = lookup("capitals").get(name.removeprefix("the ").removeprefix("The ").casefold())
    return fold(country_of(name) or seat or name)


class Allegiances:
    """The sides that are each holder's own; a spokesman's are those of all who are on a side that he speaks for."""

    def __init__(self, text: str, entities: Iterable[Entity], attributions: Iterable[Attribution]) -> None:
        self._own: dict[str, set[str]] = defaultdict(set)
        self._spoken_for: dict[str, set[str]] = defaultdict(set)
        self._together: dict[str, set[str]] = defaultdict(set)
        for entity in entities:
            self._own[entity.name].update(_offices(text, entity) if entity.type == "person" else _of(entity.name))
        for name, own in self._own.items():
            self._together[allegiance(name)] |= own
        for attribution in attributions:
            if attribution.speaker and attribution.speaker.name:
                self._add(attribution.speaker, attribution.speaker.name)

    def _add(self, speaker: Speaker, name: str) -> None:
        spoken_for = set(_spoken_for(speaker))
        self._own[name] |= spoken_for
        if _speaks_for(speaker):
            self._spoken_for[name] |= spoken_for

    def hold(self, holder: str, one_side: str) -> bool:
        """Whether a side is a holder's own."""
        spoken_for = self._spoken_for.get(holder, set())
        return one_side in self._own.get(holder, ()) or not spoken_for.isdisjoint(self._together.get(one_side, ()))


def _speaks_for(speaker: Speaker) -> bool:
    return (speaker.role or "").casefold().startswith(SPEAKS_FOR)


def _spoken_for(speaker: Speaker) -> Iterator[str]:
    """The sides of a speaker's affiliation, unless the role is that of an opponent."""
    role = {*words_in(f"{speaker.role or ''} {speaker.name if not speaker.type else ''}")}
    if speaker.affiliation and not role & words("stance", "against"):
        yield from _of(speaker.affiliation)


def _of(name: str) -> Iterator[str]:
    """The side of a name, and the countries that are named in it: "Danish Foreign Ministry" → Denmark."""
    yield allegiance(name)
    parts = name.split()[:MOST_WORDS]
    for part in (*parts, *map(" ".join, pairwise(parts))):
        if country := country_of(part):
            yield fold(country)


def _offices(text: str, entity: Entity) -> Iterator[str]:
    """The countries in the words before somebody's name, if they name an office."""
    for mention in entity.mentions:
        before = _OFFICE.search(text, max(0, mention.start - REACH), mention.start)
        office = before.group().split()[-MOST_WORDS:] if before else []
        if office and noun_kind(office[-1].lower()) == "person" and not _against(office):
            yield from (fold(country) for word in office if (country := country_of(word)))


def _against(office: Iterable[str]) -> bool:
    return not words("stance", "against").isdisjoint(word.casefold() for word in office)
