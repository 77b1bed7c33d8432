"""Link the named mentions of a document into entities: everybody and everything under one name each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from newsan.document import Aliases, Entity, Mention, Span
from newsan.language.entities.named import Named, read_names
from newsan.language.entities.organisations import group_names, name_of_group
from newsan.language.entities.persons import Person, full_name, group_persons
from newsan.language.syntax.titles import titles_before
from newsan.values import EntityType

NO_ALIASES: Aliases = {}


def link(
    text: str, mentions: Sequence[Mention], sentences: Sequence[Span], *, aliases: Aliases = NO_ALIASES
) -> tuple[Entity, ...]:
    """The entities of a text in order of their first mention; every mention belongs to exactly one.

    Persons are joined by name (titles, initials, particles, first names, generations), organisations by short form and
    acronym, places by their variants; the user's aliases win.  Two people who share a surname never become one: a bare
    surname goes to the person whom the text has established at that place, else to an entity of its own, marked
    ambiguous.  A country and its people (Russia, Russian) stay two entities.  The name is the fullest form in the text,
    without title.

    The work grows with the number of mentions times its logarithm.
    """
    named = read_names(text, mentions, aliases)
    people = group_persons(text, sentences, [mention for mention in named if mention.type == "person"])
    things = group_names(text, [mention for mention in named if mention.type != "person"])
    entities = [_person(text, person, named, mentions) for person in people if person.members]
    entities += [_actor(name_of_group(group), group, mentions) for group in things]
    shared = {name for name, count in Counter((entity.name, entity.type) for entity in entities).items() if count > 1}
    told_apart = (_with_title(text, entity) if (entity.name, entity.type) in shared else entity for entity in entities)
    return tuple(sorted(told_apart, key=lambda entity: entity.mentions[0].start))


def _person(text: str, person: Person, named: Sequence[Named], mentions: Sequence[Mention]) -> Entity:
    members = [named[i] for i in sorted(person.members)]
    return replace(_actor(full_name(person, named), members, mentions), ambiguous=person.ambiguous)


def _actor(name: str, group: Sequence[Named], mentions: Sequence[Mention]) -> Entity:
    """The entity that some names stand for; if the user's aliases gave one of them, it decides the name and type."""
    forced = next((member for member in group if member.forced), None)
    kinds: Counter[EntityType] = Counter(member.type for member in group)
    kind = forced.type if forced else max(kinds, key=lambda candidate: kinds[candidate])
    ordered = sorted(
        (replace(mentions[member.index], type=kind) for member in group), key=lambda mention: mention.start
    )
    return Entity(forced.text if forced else name, kind, tuple(ordered))


def _with_title(text: str, entity: Entity) -> Entity:
    """An entity under its title and name, for two people whom nothing else tells apart: Mr. Bell and Mrs. Bell."""
    all_titles = (titles_before(text, mention.start) for mention in entity.mentions)
    title = next((titles[0] for titles in all_titles if titles), None)
    return replace(entity, name=f"{title} {entity.name}") if title and entity.type == "person" else entity
