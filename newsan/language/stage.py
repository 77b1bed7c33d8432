"""What resolving speakers shares: the scene, what is known of its actors, who has been on stage, who said what so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from newsan.document import Attribution, Span, Speaker
from newsan.language.demonyms import demonym_country
from newsan.language.focus import Focus, Key
from newsan.language.interviews import Turn
from newsan.language.phrases import Phrase
from newsan.language.profiles import Profile
from newsan.language.scene import Place, Scene
from newsan.language.wordlists import words

_ADDITION = re.compile(r",? [,—–-]+ |, (?:who|which|whose|where|when|including|like|such as)\b")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")

UNATTRIBUTED = Speaker(None, "unattributed", "none")


@dataclass(slots=True)
class Stage:
    """The state of one document while its sources are resolved, in order of the text."""

    scene: Scene
    profiles: list[Profile]
    attributions: tuple[Attribution, ...]
    focus: Focus = field(default_factory=Focus)
    speakers: dict[int, Speaker] = field(default_factory=dict)
    keys: dict[int, Key] = field(default_factory=dict)
    unnamed: dict[str, Speaker] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()


def speaker_of(stage: Stage, key: Key, rule: str, antecedent: Span | None = None) -> Speaker:
    """Return the speaker that a key stands for."""
    if key.actor < 0:
        known = stage.unnamed[key.phrase]
        return Speaker(known.name, known.status, rule, known.type, antecedent, known.role, known.affiliation)
    actor = stage.scene.actors[key.actor]
    role, affiliation = _known_role(stage, key.actor)
    status = "unnamed" if actor.type == "group" else "named"
    return Speaker(actor.name, status, rule, actor.type, antecedent, role, affiliation)


def _known_role(stage: Stage, actor: int) -> tuple[str | None, str | None]:
    """Return the role that the text gives an actor, the first with an affiliation if there is one."""
    described = [one for one in stage.profiles[actor].descriptions if one.role and one.nouns[0] not in words("roles", "kin", "relation")]
    best = next((one for one in described if one.affiliation is not None), described[0] if described else None)
    if best is None:
        return None, None
    return best.role, None if best.affiliation is None else affiliation_name(stage.scene, best.affiliation)


def affiliation_name(scene: Scene, actor: int) -> str:
    """Return the name of an affiliation: the country for the word of its people, else the actor's name."""
    name = scene.actors[actor].name
    return demonym_country(name) or name if scene.actors[actor].type == "group" else name


def name_speaker(stage: Stage, phrase: Phrase, place: Place, rule: str, antecedent: Span | None = None) -> Speaker:
    """Return the speaker of a phrase that names somebody, with the role that the phrase itself gives first."""
    found = speaker_of(stage, Key(place.actor), rule, antecedent)
    if phrase.role is None and phrase.affiliation is None:
        return found
    affiliation = affiliation_name(stage.scene, phrase.affiliation.actor) if phrase.affiliation else None
    same = found.role is not None and (phrase.role is None or phrase.role == found.role)
    return Speaker(found.name, found.status, rule, found.type, antecedent, phrase.role or found.role,
                   affiliation or (found.affiliation if same else None))  # fmt: skip


def unnamed_speaker(stage: Stage, phrase: Phrase, rule: str = "unnamed") -> tuple[Key, Speaker]:
    """Return the speaker that a description without a name is, under the phrase as it stands."""
    name = tidy_phrase(stage.scene, phrase.span)
    kind = {"person": "person", "body": "org", "group": "group"}.get(phrase.kind)
    owner = phrase.affiliation or (phrase.owner if phrase.kind == "person" else None)
    affiliation = affiliation_name(stage.scene, owner.actor) if owner else None
    found = Speaker(name, "unnamed", rule, kind, None, phrase.role, affiliation)  # type: ignore[arg-type]
    stage.unnamed.setdefault(name, found)
    return Key(phrase=name, kind=_kind(phrase)), found


def _kind(phrase: Phrase) -> Literal["person", "people", "body", "thing"]:
    if phrase.kind == "person":
        return "people" if phrase.plural else "person"
    if phrase.kind == "group":
        return "people"
    return "body" if phrase.kind == "body" else "thing"


def tidy_phrase(scene: Scene, span: Span) -> str:
    """Return the words of a span on one line, without marks at the ends; its first word small where it would be inside a sentence."""
    text = _ADDITION.split(" ".join(scene.text[span[0] : span[1]].split()).strip(" ,;:—–-"))[0]
    text = _POSSESSIVE.sub("", text)
    first = text.split(" ", 1)[0]
    named = any(place.start <= span[0] < place.end for place in scene.places if place.start <= span[0])
    return text[:1].lower() + text[1:] if first.istitle() and not named and first != "I" else text
