"""What resolving speakers shares: the scene, what is known of its actors, who is on stage, who has said what so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Literal

from newsan.document import Attribution, EntityType, Span, Speaker, SpeakerStatus
from newsan.language.actors.demonyms import country_of, demonym_country
from newsan.language.speakers.casting import Casting
from newsan.language.speakers.focus import Focus, Key
from newsan.language.speakers.labels import Labels
from newsan.language.speakers.phrases import Phrase
from newsan.language.speakers.profiles import Profile
from newsan.language.speakers.scene import Place, Scene
from newsan.language.text.interviews import Turn
from newsan.language.wordlists import lookup, words

UNATTRIBUTED = Speaker(None, "unattributed", "none")

_ADDITION = re.compile(r",? [,—–-]+ |, (?:which|whose|where|when|including|like|such as)\b|,? who\b")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_TYPES: dict[str, EntityType] = {"person": "person", "body": "org", "group": "group"}
_KINDS: dict[str, Literal["people", "body"]] = {"group": "people", "body": "body"}


@dataclass(slots=True)
class Stage:
    """The state of one document while its sources are resolved, in order of the text.

    ``speakers``, ``sources`` (made whole) and ``keys`` go by the number of the attribution, ``parents`` from an
    attribution to the one whose content it stands in, ``unnamed`` from a phrase to the speaker that has no actor.
    ``roles`` and ``labels`` are what was looked up once.
    """

    scene: Scene
    profiles: list[Profile]
    casting: Casting
    attributions: tuple[Attribution, ...]
    parents: dict[int, int]
    turns: tuple[Turn, ...]
    focus: Focus = field(default_factory=Focus)
    speakers: dict[int, Speaker] = field(default_factory=dict)
    sources: dict[int, Span] = field(default_factory=dict)
    keys: dict[int, Key] = field(default_factory=dict)
    unnamed: dict[str, Speaker] = field(default_factory=dict)
    roles: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    labels: Labels | None = None


def speaker_of(stage: Stage, key: Key, rule: str, antecedent: Span | None = None) -> Speaker:
    """The speaker that a key stands for, found by a rule."""
    if key.actor < 0:
        return replace(stage.unnamed[key.phrase], rule=rule, antecedent=antecedent)
    actor = stage.scene.actors[key.actor]
    if key.actor not in stage.roles:
        stage.roles[key.actor] = _known_role(stage, key.actor)
    role, affiliation = stage.roles[key.actor]
    status: SpeakerStatus = "unnamed" if actor.type == "group" else "named"
    return Speaker(actor.name, status, rule, actor.type, antecedent, role, affiliation)


def _known_role(stage: Stage, actor: int) -> tuple[str | None, str | None]:
    """The role that the text gives an actor: the first one with an affiliation, else the first."""
    empty = words("roles", "kin", "relation")
    described = [one for one in stage.profiles[actor].descriptions if one.role and one.nouns[0] not in empty]
    if not described:
        return None, None
    first = next((one for one in described if one.affiliation is not None), described[0])
    return first.role, None if first.affiliation is None else affiliation_name(stage.scene, first.affiliation)


def affiliation_name(scene: Scene, actor: int) -> str:
    """The name of an affiliation: the country for the word of its people, else the actor's name."""
    found = scene.actors[actor]
    return (demonym_country(found.name) or found.name) if found.type == "group" else found.name


def named_speaker(stage: Stage, phrase: Phrase, name: Place) -> tuple[Key, Speaker]:
    """The speaker of a phrase that names somebody, with the role that the phrase gives, else the known one."""
    key = Key(name.actor)
    known = speaker_of(stage, key, "name")
    affiliation = affiliation_name(stage.scene, phrase.affiliation.actor) if phrase.affiliation else None
    if phrase.role and phrase.role != known.role:
        return key, replace(known, role=phrase.role, affiliation=affiliation)
    return key, replace(known, affiliation=affiliation or known.affiliation)


def unnamed_speaker(stage: Stage, phrase: Phrase) -> tuple[Key, Speaker]:
    """The speaker that a description without a name is, under the phrase as it stands."""
    name = tidy_phrase(stage.scene, phrase.span)
    owner = phrase.affiliation or (phrase.owner if phrase.kind == "person" else None)
    affiliation = affiliation_name(stage.scene, owner.actor) if owner else None
    found = Speaker(name, "unnamed", "unnamed", _TYPES.get(phrase.kind), None, phrase.role, affiliation)
    stage.unnamed.setdefault(name, found)
    if phrase.kind == "person":
        return Key(phrase=name, kind="people" if phrase.plural else "person"), found
    return Key(phrase=name, kind=_KINDS.get(phrase.kind, "thing")), found


def tidy_phrase(scene: Scene, span: Span) -> str:
    """The words of a span on one line, without additions and marks at the ends, its first word as inside a sentence."""
    whole = " ".join(scene.text[span[0] : span[1]].split())
    text = _ADDITION.split(whole.strip(" ,:;—–-"))[0]
    text = _POSSESSIVE.sub("", text) or text or whole
    first = text.split(" ", 1)[0]
    i = bisect_right(scene.place_starts, span[0]) - 1
    named = i >= 0 and scene.places[i].end > span[0]
    proper = named or first == "I" or bool(country_of(first)) or first.casefold() in lookup("groups")
    return text[:1].lower() + text[1:] if first.istitle() and not proper else text
