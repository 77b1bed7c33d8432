"""The discourse so far, while a text is read in order: who has been spoken of, and who has said what."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Literal

from newsan.document import Attribution, Span, Speaker
from newsan.language.coreference.antecedents import Reader, unread
from newsan.language.coreference.candidates import Candidates
from newsan.language.coreference.labels import Labels
from newsan.language.coreference.salience import Found, Key, Reference
from newsan.language.coreference.traits import Traits
from newsan.language.index import EntityMention, Index
from newsan.language.layout.interviews import Turn
from newsan.language.lexicon.countries import country_of, demonym_country
from newsan.language.lexicon.lookup import lookup, words
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.values import EntityType, SpeakerRule, SpeakerStatus

UNATTRIBUTED = Speaker(None, "unattributed", "none")

_ADDITION = re.compile(r",? [,—–-]+ |, (?:which|whose|where|when|including|like|such as)\b|,? who\b")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_TYPES: dict[str, EntityType] = {"person": "person", "body": "org", "group": "group"}
_KINDS: dict[str, Literal["person", "people", "body"]] = {"person": "person", "group": "people", "body": "body"}


@dataclass(slots=True)
class Discourse:
    """The state of one document while its sources are resolved, in order of the text.

    ``speakers`` and ``keys`` go by the number of the attribution, ``parents`` from an attribution to the one whose
    content it stands in, ``unnamed`` from a phrase to the speaker that has no entity.  ``roles`` and ``labels`` are
    what was looked up once; ``read`` asks the model whom words mean.
    """

    index: Index
    traits: list[Traits]
    candidates: Candidates
    attributions: tuple[Attribution, ...]
    parents: dict[int, int]
    turns: tuple[Turn, ...]
    contents: ContentIndex
    references: list[Reference] = field(default_factory=list)
    speakers: dict[int, Speaker] = field(default_factory=dict)
    keys: dict[int, Key] = field(default_factory=dict)
    unnamed: dict[str, Speaker] = field(default_factory=dict)
    roles: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    labels: Labels | None = None
    read: Reader = unread


def speaker_of(discourse: Discourse, key: Key, rule: SpeakerRule, antecedent: Span | None = None) -> Speaker:
    """The speaker that a key stands for, found by a rule."""
    if key.joint:
        return speaker_of(discourse, Key(key.joint[0]), rule, antecedent)
    if key.entity < 0:
        return replace(discourse.unnamed[key.phrase], rule=rule, antecedent=antecedent)
    entity = discourse.index.entities[key.entity]
    if key.entity not in discourse.roles:
        discourse.roles[key.entity] = _known_role(discourse, key.entity)
    role, affiliation = discourse.roles[key.entity]
    status: SpeakerStatus = "unnamed" if entity.type == "group" else "named"
    return Speaker(entity.name, status, rule, entity.type, antecedent, role, affiliation)


def _known_role(discourse: Discourse, entity: int) -> tuple[str | None, str | None]:
    """The role that the text gives an entity: the first one with an affiliation, else the first."""
    empty = words("roles", "kin", "relation")
    described = [
        description
        for description in discourse.traits[entity].descriptions
        if description.role and description.nouns[0] not in empty
    ]
    if not described:
        return None, None
    first = next((description for description in described if description.affiliation is not None), described[0])
    return first.role, None if first.affiliation is None else affiliation_name(discourse.index, first.affiliation)


def affiliation_name(index: Index, entity: int) -> str:
    """The name of an affiliation: the country for the word of its people, else the entity's name."""
    affiliation = index.entities[entity]
    return (demonym_country(affiliation.name) or affiliation.name) if affiliation.type == "group" else affiliation.name


def named_speaker(discourse: Discourse, phrase: NounPhrase, name: EntityMention) -> Found:
    """The speaker of a phrase that names somebody, with the role that the phrase gives, else the known one."""
    key = Key(name.entity)
    known = speaker_of(discourse, key, "name")
    affiliation = affiliation_name(discourse.index, phrase.affiliation.entity) if phrase.affiliation else None
    if phrase.role and phrase.role != known.role:
        return key, replace(known, role=phrase.role, affiliation=affiliation)
    return key, replace(known, affiliation=affiliation or known.affiliation)


def unnamed_speaker(discourse: Discourse, phrase: NounPhrase) -> Found:
    """The speaker that a description without a name stands for, under the phrase as it is written."""
    name = tidy_phrase(discourse.index, phrase.span)
    owner = phrase.affiliation or (phrase.owner if phrase.kind == "person" else None)
    affiliation = affiliation_name(discourse.index, owner.entity) if owner else None
    speaker = Speaker(name, "unnamed", "unnamed", _TYPES.get(phrase.kind), None, phrase.role, affiliation)
    discourse.unnamed.setdefault(name, speaker)
    several = phrase.plural and phrase.kind in ("person", "other")
    return Key(phrase=name, kind="people" if several else _KINDS.get(phrase.kind, "thing")), speaker


def tidy_phrase(index: Index, span: Span) -> str:
    """The words of a span on one line, without additions and marks at the ends, its first word as inside a sentence."""
    whole = " ".join(index.text[span[0] : span[1]].split())
    text = _ADDITION.split(whole.strip(" ,:;—–-"))[0]
    text = _POSSESSIVE.sub("", text) or text or whole
    text = _to_its_last_word(text)
    first = text.split(" ", 1)[0]
    i = bisect_right(index.mention_starts, span[0]) - 1
    named = i >= 0 and index.mentions[i].end > span[0]
    proper = named or first == "I" or bool(country_of(first)) or first.casefold() in lookup("groups")
    return text[:1].lower() + text[1:] if first.istitle() and not proper else text


def _to_its_last_word(phrase: str) -> str:
    """A phrase that was cut before a noun, without what led there: "an adviser to | his campaign".

    A preposition that a clause leaves behind stays: "the man she lives with".
    """
    said = phrase.split()
    if not words("acts", "pronoun").isdisjoint(said):
        return phrase
    while len(said) > 1 and said[-1] in words("marks", "small"):
        said.pop()
    return " ".join(said)
