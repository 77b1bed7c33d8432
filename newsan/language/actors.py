"""Link the named mentions of a document into actors: everybody and everything under one name each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsan.document import Actor, Aliases, EntityType, Mention, Span
from newsan.language.named import Named, read_names
from newsan.language.organisations import group_names, name_of_group
from newsan.language.persons import full_name, group_persons


def link(text: str, mentions: Sequence[Mention], sentences: Sequence[Span], *, aliases: Aliases = {}) -> tuple[Actor, ...]:
    """Return the actors of a text in order of their first mention; every mention belongs to exactly one.

    Persons are joined by name (titles, initials, particles, first names, generations), organisations by short form and
    acronym, places by their variants; the user's aliases win.  Two people who share a surname never become one: a bare
    surname goes to the one whom the text has established at that place, else to an actor of its own marked ambiguous.
    A country and its people (Russia, Russian) stay two.  The name is the fullest form in the text, without title.

    The work grows with the number of mentions times the logarithm of it; ``sentences`` say where a name can be established.
    """
    named = read_names(text, mentions, aliases)
    persons = [one for one in named if one.type == "person"]
    groups = [
        (full_name(person, named), [named[i] for i in sorted(person.members)], person.ambiguous)
        for person in group_persons(text, persons)
    ]
    groups += [(name_of_group(group), group, False) for group in group_names(text, [n for n in named if n.type != "person"])]
    actors = [_actor(name, group, mentions, ambiguous) for name, group, ambiguous in groups if group]
    return tuple(sorted(actors, key=lambda actor: actor.mentions[0].start))


def _actor(name: str, group: Sequence[Named], mentions: Sequence[Mention], ambiguous: bool) -> Actor:
    forced = next((one for one in group if one.forced), None)
    kinds: Counter[EntityType] = Counter(one.type for one in group)
    kind = forced.type if forced else max(kinds, key=lambda k: kinds[k])
    ordered = sorted((mentions[one.index] for one in group), key=lambda mention: mention.start)
    return Actor(forced.text if forced else name, kind, tuple(ordered), ambiguous)
