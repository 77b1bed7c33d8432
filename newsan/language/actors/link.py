"""Link the named mentions of a document into actors: everybody and everything under one name each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from newsan.document import Actor, Aliases, Mention, Span
from newsan.language.actors.named import Named, read_names
from newsan.language.actors.organisations import group_names, name_of_group
from newsan.language.actors.persons import Person, full_name, group_persons
from newsan.language.actors.titles import titles_before
from newsan.values import EntityType

NO_ALIASES: Aliases = {}


def link(
    text: str, mentions: Sequence[Mention], sentences: Sequence[Span], *, aliases: Aliases = NO_ALIASES
) -> tuple[Actor, ...]:
    """The actors of a text in order of their first mention; every mention belongs to exactly one.

    Persons are joined by name (titles, initials, particles, first names, generations), organisations by short form and
    acronym, places by their variants; the user's aliases win.  Two people who share a surname never become one: a bare
    surname goes to the person whom the text has established at that place, else to an actor of its own, marked
    ambiguous.  A country and its people (Russia, Russian) stay two actors.  The name is the fullest form in the text,
    without title.

    The work grows with the number of mentions times its logarithm.
    """
    named = read_names(text, mentions, aliases)
    people = group_persons(text, sentences, [one for one in named if one.type == "person"])
    things = group_names(text, [one for one in named if one.type != "person"])
    actors = [_person(text, person, named, mentions) for person in people if person.members]
    actors += [_actor(name_of_group(group), group, mentions) for group in things]
    shared = {name for name, n in Counter((actor.name, actor.type) for actor in actors).items() if n > 1}
    told_apart = (_with_title(text, actor) if (actor.name, actor.type) in shared else actor for actor in actors)
    return tuple(sorted(told_apart, key=lambda actor: actor.mentions[0].start))


def _person(text: str, person: Person, named: Sequence[Named], mentions: Sequence[Mention]) -> Actor:
    members = [named[i] for i in sorted(person.members)]
    return replace(_actor(full_name(person, named), members, mentions), ambiguous=person.ambiguous)


def _actor(name: str, group: Sequence[Named], mentions: Sequence[Mention]) -> Actor:
    """The actor that some names stand for; if the user's aliases gave one of them, it decides the name and type."""
    forced = next((one for one in group if one.forced), None)
    kinds: Counter[EntityType] = Counter(one.type for one in group)
    kind = forced.type if forced else max(kinds, key=lambda k: kinds[k])
    ordered = sorted((replace(mentions[one.index], type=kind) for one in group), key=lambda mention: mention.start)
    return Actor(forced.text if forced else name, kind, tuple(ordered))


def _with_title(text: str, actor: Actor) -> Actor:
    """An actor under its title and name, for two people whom nothing else tells apart: Mr. Bell and Mrs. Bell."""
    found = (titles_before(text, mention.start) for mention in actor.mentions)
    title = next((titles[0] for titles in found if titles), None)
    return replace(actor, name=f"{title} {actor.name}") if title and actor.type == "person" else actor
