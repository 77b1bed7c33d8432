"""Speakers with all that the text says of them as sources: title, kind, document, reason, who speaks with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsan.document import Attribution, Span, Speaker
from newsan.language.coreference.agreement import nouns_for
from newsan.language.coreference.antecedents import Reader
from newsan.language.coreference.discourse import Discourse, affiliation_name
from newsan.language.coreference.salience import Key
from newsan.language.index import EntityMention, Index
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.affiliations import affiliation_of, party_of
from newsan.language.speakers.bodies_of_people import behind_people, bodies_by_head
from newsan.language.speakers.called import titles_elsewhere
from newsan.language.speakers.documents import issued_by
from newsan.language.speakers.joint import spoken_together
from newsan.language.speakers.reasons import goes_by, reason_beside, reason_elsewhere
from newsan.language.speakers.source_types import OF_NAME, source_type
from newsan.language.speakers.title_bodies import affiliation_in, belongs, body_of_person, role_in, without_home
from newsan.language.speakers.titles import title_of
from newsan.language.syntax.noun_phrases import NounPhrase, is_definite, read_noun_phrase
from newsan.values import EntityType

_ARTICLE = re.compile(r"(?:the|an?|another|one)\s+", re.IGNORECASE)
_ADDITION = re.compile(r",|\s(?:who|which|whose|that|familiar|briefed|close|involved|present|based|\w{3,}ing)\b")

PEOPLE = 3
"""Persons of whom an unnamed source may be one; of more, the text tells too little."""


@dataclass(slots=True)
class Sources:
    """What has been read of the sources of a document: titles and affiliations by entity, reasons by who speaks, and
    persons by role.

    ``stops`` are where sources, cues and contents begin; ``read`` asks the model to which body a person belongs.
    ``bodies`` are the mentions of organisations by noun, ``names`` the types of all entities by name, ``countries`` the
    names that the text has for countries.
    """

    index: Index
    stops: tuple[int, ...]
    read: Reader
    bodies: Mapping[str, Sequence[EntityMention]]
    names: Mapping[str, EntityType]
    countries: Mapping[str, str]
    titles: dict[int, Span | None] = field(default_factory=dict)
    affiliations: dict[int, str | None] = field(default_factory=dict)
    reasons: dict[Key, Span | None] = field(default_factory=dict)
    roles: dict[str, list[int]] | None = None


def described(discourse: Discourse) -> tuple[Attribution, ...]:
    """The attributions of a document, each speaker with what the text says of them as a source."""
    index = discourse.index
    names = {entity.name: entity.type for entity in index.entities}
    countries = {country_of(name) or name: name for name, kind in reversed(names.items()) if kind == "place"}
    stops = _stops(discourse.attributions)
    sources = Sources(index, stops, discourse.read, bodies_by_head(index), names, countries)
    told = [(attribution, discourse.keys.get(i)) for i, attribution in enumerate(discourse.attributions)]
    for attribution, key in told:
        _learn_title(sources, attribution, key)
    _learn_elsewhere(sources, discourse)
    known = [(_described(sources, attribution, key), key) for attribution, key in told]
    return tuple(_with_reason(sources, attribution, key) for attribution, key in known)


def _stops(attributions: Iterable[Attribution]) -> tuple[int, ...]:
    """Where sources, cues and contents begin, which end a reason."""
    said = (attribution for attribution in attributions if attribution.act == "speech")
    spans = (
        span for attribution in said for span in (attribution.source, attribution.cue, *attribution.content) if span
    )
    return tuple(sorted({start for start, _ in spans}))


def _described(sources: Sources, attribution: Attribution, key: Key | None) -> Attribution:
    """An attribution whose speaker has all but the reason that stands elsewhere."""
    speaker, index = attribution.speaker, sources.index
    if speaker is None or speaker.status == "unattributed":
        return attribution
    source = attribution.source
    phrase = read_noun_phrase(index, *source) if source else None
    if phrase and phrase.kind == "pronoun" and speaker.status == "unnamed" and speaker.antecedent:
        source = speaker.antecedent if phrase.head in ("it", "that", "which") else source
        phrase = read_noun_phrase(index, *speaker.antecedent)
    written = issued_by(index, source) if source else None
    source, kind = (written, "document") if written else (source, source_type(index, speaker, source, phrase))
    speaker = _titled(sources, replace(speaker, source_type=kind), key, phrase)
    if kind in ("document", "data") and source is not None:
        speaker = _published(speaker, source)
    reason = _reason_of(sources, attribution, key)
    perhaps = speaker.perhaps or (tuple(_perhaps(sources, speaker, phrase)) if phrase else ())
    joint = tuple(_joint(sources, attribution, key))
    return replace(attribution, speaker=replace(speaker, reason=reason, perhaps=perhaps), joint=joint)


def _published(speaker: Speaker, source: Span) -> Speaker:
    """A speaker whose source is a document, with its name as it stands and its publisher."""
    named = speaker.name if speaker.status == "named" else None
    return replace(speaker, document=source, publisher=named or speaker.affiliation)


# titles


def _titled(sources: Sources, speaker: Speaker, key: Key | None, phrase: NounPhrase | None) -> Speaker:
    """A speaker with the title, and with the role and affiliation that it gives."""
    index, entity = sources.index, _first_of(key)
    if entity >= 0:
        title = _title(sources, entity)
        if title is not None:
            speaker = replace(speaker, title=title, role=speaker.role or role_in(index, title) or None)
        if speaker.type == "person":
            speaker = _affiliated(sources, replace(speaker, affiliation=_affiliation(sources, entity)))
            return replace(speaker, affiliation=speaker.affiliation or party_of(index, index.entities[entity]))
        return _affiliated(sources, speaker)
    if phrase is not None and phrase.kind == "body" and speaker.status == "unnamed":
        speaker = replace(speaker, affiliation=speaker.affiliation or _body_above(index, phrase))
    if phrase is None or speaker.status != "unnamed" or phrase.kind != "person":
        return _affiliated(sources, speaker)
    title = None if speaker.source_type == "organisation" else _title_of_phrase(index, phrase)
    affiliation = _affiliation_of_phrase(sources, speaker.affiliation, phrase, title)
    return _affiliated(sources, replace(speaker, title=title, affiliation=affiliation))


def _first_of(key: Key | None) -> int:
    """The number of the entity that speaks, the first of several who do; -1 for a source without a name."""
    return -1 if key is None else key.joint[0] if key.joint else key.entity


def _body_above(index: Index, phrase: NounPhrase) -> str | None:
    """The organisation that a body without a name is part of: "the observatory of the magazine Dawn"."""
    if phrase.owner is None or phrase.owner.type != "org":
        return None
    led = re.search(r" (?:of|from) ", index.text[phrase.span[0] : phrase.owner.start])
    return affiliation_name(index, phrase.owner.entity) if led else None


def _affiliation_of_phrase(sources: Sources, known: str | None, phrase: NounPhrase, title: Span | None) -> str | None:
    """The body that people without a name belong to; relatives do not belong to whatever their phrase names."""
    if not words("roles", "family").isdisjoint((*phrase.modifiers, phrase.head)):
        return None
    of_person = None if "and" in phrase.modifiers else body_of_person(sources.index, phrase.span)
    in_title = affiliation_in(sources.index, title) if title and not known else None
    return of_person or known or in_title or behind_people(sources.index, sources.bodies, phrase)


def _learn_title(sources: Sources, attribution: Attribution, key: Key | None) -> None:
    """Keep the description by which a person speaks as their title, where none stands beside the name.

    "Ann Lee arrived. | The ministry spokeswoman | said …"
    """
    if attribution.source is None or key is None or key.entity < 0 or _title(sources, key.entity) is not None:
        return
    if sources.index.entities[key.entity].type != "person":
        return
    phrase = read_noun_phrase(sources.index, *attribution.source)
    described = phrase.kind == "person" and phrase.determiner == "the" and phrase.span[0] == attribution.source[0]
    alone = len(phrase.modifiers) < 2 and not phrase.within
    empty = words("roles", "loose") - words("roles", "private") if alone else frozenset[str]()
    if described and phrase.head not in empty | words("roles", "vague", "kin"):
        sources.titles[key.entity] = _title_of_phrase(sources.index, phrase)


def _learn_elsewhere(sources: Sources, discourse: Discourse) -> None:
    """Keep what the text calls those who speak without a title beside their names: "the former secretary of state"."""
    entities = sources.index.entities
    speak = {key.entity for key in discourse.keys.values() if key.entity >= 0}
    untitled = {one for one in speak if entities[one].type == "person" and _title(sources, one) is None}
    if untitled:
        sources.titles.update(titles_elsewhere(discourse, untitled))


def _affiliated(sources: Sources, speaker: Speaker) -> Speaker:
    """A speaker without an affiliation that is none, and a country under the name that the text has for it."""
    body, role = speaker.affiliation, speaker.role or ""
    if body is None or body == speaker.name or sources.names.get(body) == "person":
        return replace(speaker, affiliation=None)
    if not belongs(role) or _is_where(sources, body, role, speaker.title):
        return replace(speaker, affiliation=None)
    return speaker if body in sources.names else replace(speaker, affiliation=sources.countries.get(body, body))


def _is_where(sources: Sources, body: str, role: str, title: Span | None) -> bool:
    """Whether a body is where somebody lives or was elected: a nurse's town, an artist's country, the seat of an MP."""
    noun, is_country = role.casefold().split(" ")[-1], country_of(body) is not None
    if noun in words("roles", "private"):
        return is_country or sources.names.get(body) == "place"
    elected = noun in words("roles", "seat") or (title is not None and without_home(sources.index, title) != title)
    return elected and not is_country and sources.names.get(body) == "place"


def _title(sources: Sources, entity: int) -> Span | None:
    """The title of a person of the document."""
    if entity not in sources.titles:
        holder = sources.index.entities[entity]
        sources.titles[entity] = title_of(sources.index, holder.mentions) if holder.type == "person" else None
    return sources.titles[entity]


def _affiliation(sources: Sources, person: int) -> str | None:
    """Whom or what a person of the document works for or belongs to."""
    if person not in sources.affiliations:
        title = _title(sources, person)
        sources.affiliations[person] = affiliation_of(sources.index, sources.read, person, title)
    return sources.affiliations[person]


def _title_of_phrase(index: Index, phrase: NounPhrase) -> Span | None:
    """The title in a description of people without a name: "a | spokesman for the ministry"."""
    if phrase.plural or phrase.head in words("roles", "crowd", "relation") or phrase.head.endswith("-year-old"):
        return None
    if phrase.head == "source" and len(phrase.modifiers) < 2:  # "a source" alone
        return None
    start, end = phrase.span
    article = _ARTICLE.match(index.text, start, end)
    start = article.end() if article else start
    added = _ADDITION.search(index.text, start, end)
    end = added.start() if added else end
    end -= len("'s") if index.text.endswith(("'s", "’s"), start, end) else 0
    return (start, end) if start < end else None


# reasons


def _reason_of(sources: Sources, attribution: Attribution, key: Key | None) -> Span | None:
    """Why a source knows or has no name, which stays with the speaker, or what a statement alone goes by."""
    if attribution.source is None:
        return None
    reason = reason_beside(sources.index, sources.stops, attribution, attribution.source)
    if reason and key is not None:
        sources.reasons.setdefault(key, reason)
    return reason or goes_by(sources.index, attribution.source, attribution.cue)


def _with_reason(sources: Sources, attribution: Attribution, key: Key | None) -> Attribution:
    """An attribution with the reason that the text gives elsewhere for the same source."""
    speaker = attribution.speaker
    if speaker is None or speaker.reason is not None or key is None:
        return attribution
    if key not in sources.reasons:
        sources.reasons[key] = reason_elsewhere(sources.index, sources.stops, attribution, key.entity)
    return replace(attribution, speaker=replace(speaker, reason=sources.reasons[key]))


# others


def _joint(sources: Sources, attribution: Attribution, key: Key | None) -> Iterator[Speaker]:
    """The others who say something together with the speaker."""
    if key is not None and key.joint:
        yield from (_as_speaker(sources, entity) for entity in key.joint[1:])
    elif attribution.source:
        first = key.entity if key is not None and key.entity >= 0 else None
        for mention in spoken_together(sources.index, attribution.source, first):
            yield _as_speaker(sources, mention.entity)


def _as_speaker(sources: Sources, number: int) -> Speaker:
    """The speaker that an entity is."""
    entity = sources.index.entities[number]
    speaker = Speaker(entity.name, "unnamed" if entity.type == "group" else "named", "name", entity.type)
    return _titled(sources, replace(speaker, source_type=OF_NAME[entity.type]), Key(number), None)


def _perhaps(sources: Sources, speaker: Speaker, phrase: NounPhrase) -> Iterator[str]:
    """The persons of whom a speaker without a name may be one: "the judge", where somebody is a judge."""
    if speaker.status not in ("unnamed", "unresolved") or phrase.kind != "person" or phrase.plural:
        return
    if not is_definite(phrase) or phrase.head in words("roles", "loose"):
        return
    if sources.roles is None:
        sources.roles = _persons_by_role(sources)
    persons = dict.fromkeys(entity for noun in nouns_for(phrase.head) for entity in sources.roles.get(noun, ()))
    if len(persons) <= PEOPLE:
        yield from (sources.index.entities[entity].name for entity in persons)


def _persons_by_role(sources: Sources) -> dict[str, list[int]]:
    """The persons of a document by the last word of their role."""
    by_role: dict[str, list[int]] = {}
    for entity in range(len(sources.index.entities)):
        if (title := _title(sources, entity)) is not None:
            noun = role_in(sources.index, title).casefold().split()[-1:]
            by_role.setdefault(" ".join(noun), []).append(entity)
    return by_role
