"""On whose side somebody speaks: a minister on her country's, a spokesman on his company's, a critic on nobody's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newsan.document import Actor, Attribution, Speaker
from newsan.language.actors.demonyms import country_of
from newsan.language.actors.names import fold
from newsan.language.speakers.items import noun_kind
from newsan.language.wordlists import lookup, words

REACH = 60
"""Characters before a name that are read for an office: "Danish Deputy Foreign Minister"."""

MOST_WORDS = 6
"""Words of an office, and of a name in which a country is looked for."""

SPEAKS_FOR = "spokes"
"""How the role of somebody begins who speaks for others: spokesman, spokeswoman, spokesperson."""

_OFFICE = re.compile(r"(?:[^\W\d_][\w.’'-]*[ ])+$")
_WORD = re.compile(r"[^\W_][\w.-]*")


def side(name: str) -> str:
    """One word for a country under any of its names or its seat of government, and for everybody else the folded name.

    >>> side("Russians"), side("U.S."), side("the Kremlin"), side("Acme Corp")
    ('russia', 'united states', 'russia', 'acme corp')
    """
    seat = lookup("capitals").get(name.removeprefix("the ").removeprefix("The ").casefold())
    return fold(country_of(name) or seat or name)


def sides(text: str, actors: Iterable[Actor], attributions: Iterable[Attribution]) -> dict[str, frozenset[str]]:
    """For the name of each holder the sides that are its own; a spokesman's are all who are on the side spoken for."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        found[actor.name].update(_offices(text, actor) if actor.type == "person" else _of(actor.name))
    together: dict[str, set[str]] = defaultdict(set)
    for name, own in found.items():
        for one_side in own:
            together[one_side].add(side(name))
    for one in attributions:
        if one.speaker and one.speaker.name:
            spoken_for = set(_spoken_for(one.speaker))
            if (one.speaker.role or "").casefold().startswith(SPEAKS_FOR):
                spoken_for.update(*(together[one_side] for one_side in tuple(spoken_for)))
            found[one.speaker.name].update(spoken_for)
    return {name: frozenset(own) for name, own in found.items()}


def spokesmen(attributions: Iterable[Attribution]) -> frozenset[str]:
    """The names of those who speak for others by their role."""
    return frozenset(
        one.speaker.name
        for one in attributions
        if one.speaker and one.speaker.name and (one.speaker.role or "").casefold().startswith(SPEAKS_FOR)
    )


def _spoken_for(speaker: Speaker) -> Iterator[str]:
    """The sides of a speaker's affiliation, unless the role is that of an opponent."""
    role = {
        word.casefold() for word in _WORD.findall(f"{speaker.role or ''} {speaker.name if not speaker.type else ''}")
    }
    if speaker.affiliation and not role & words("stance", "against"):
        yield from _of(speaker.affiliation)


def _of(name: str) -> Iterator[str]:
    """The side of a name, and the countries that are named in it: "Danish Foreign Ministry" → Denmark."""
    yield side(name)
    parts = name.split()[:MOST_WORDS]
    for part in (*parts, *map(" ".join, pairwise(parts))):
        if country := country_of(part):
            yield fold(country)


def _offices(text: str, actor: Actor) -> Iterator[str]:
    """The countries in the words before somebody's name, if they name an office."""
    for mention in actor.mentions:
        before = _OFFICE.search(text, max(0, mention.start - REACH), mention.start)
        office = before.group().split()[-MOST_WORDS:] if before else []
        if office and noun_kind(office[-1].lower()) == "person" and not _against(office):
            yield from (fold(country) for word in office if (country := country_of(word)))


def _against(office: Iterable[str]) -> bool:
    return not words("stance", "against").isdisjoint(word.casefold() for word in office)
