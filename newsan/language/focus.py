"""Whom a text has on stage at a position, and whom a pronoun there means.

Every mention outside quotation marks, every source and every pronoun that could be resolved is remembered in order of the text.
A pronoun goes to the remembered person with the highest score: recent, subject of its sentence, already speaking, of a
gender that does not contradict.  The weights are ours, set on the development articles; what counts is their order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from math import log
from typing import Literal

from newsan.document import Span
from newsan.language.genders import Gender, gender_of_noun
from newsan.language.profiles import Profile
from newsan.language.scene import Place, Scene, paragraph_at, quote_at, sentence_at
from newsan.language.titles import titles_before
from newsan.language.wordlists import words

SENTENCES_BACK = 8
"""Sentences behind which nobody is on stage any more."""

LOOK_BACK = 80
"""Remembered references that are looked at for one pronoun: keeps the work linear."""

MARGIN = 0.75
"""Lead in score that the best candidate needs over the second; below it the pronoun stays unresolved."""

_PREVIOUS_WORD = re.compile(r"([\w'’]+|[,;:—–(\"“])\s*$")
_NEXT = re.compile(r"(?:['’]s\b|['’](?=\s))|\s*\(?[^\W\d_]*")


@dataclass(frozen=True, slots=True)
class Key:
    """Somebody on stage: an actor by number, or a source without an actor by its phrase and what kind of thing it is."""

    actor: int = -1
    phrase: str = ""
    kind: Literal["person", "people", "body", "thing"] = "thing"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where somebody is spoken of; ``weight`` says how prominently."""

    position: int
    sentence: int
    paragraph: int
    key: Key
    span: Span
    weight: float
    speaking: bool = False


@dataclass(slots=True)
class Focus:
    """What has been remembered so far, in order of the text."""

    references: list[Reference] = field(default_factory=list)
    counts: dict[Key, int] = field(default_factory=dict)


def remember(scene: Scene, focus: Focus, key: Key, span: Span, weight: float, speaking: bool = False) -> None:
    """Add a reference; the caller comes in order of the text."""
    found = Reference(span[0], sentence_at(scene, span[0]), paragraph_at(scene, span[0]), key, span, weight, speaking)
    focus.references.append(found)
    focus.counts[key] = focus.counts.get(key, 0) + 1


def prominence(scene: Scene, place: Place) -> float:
    """Return how prominent a mention is in its sentence: subject 2, object 1, behind a preposition or possessive 0."""
    behind = _NEXT.match(scene.text, place.end)
    if behind and behind.group()[:1] in ("'", "’"):
        return 0.3
    start = place.start - sum(len(title) + 1 for title in titles_before(scene.text, place.start))
    before = _PREVIOUS_WORD.search(scene.text, max(0, start - 40), start)
    if before and before.group(1).lower() in ("the", "a", "an"):
        start = before.start()
        before = _PREVIOUS_WORD.search(scene.text, max(0, start - 40), start)
    word = before.group(1).lower() if before else ""
    if word in words("grammar", "preposition"):
        return 0.3
    if quote_at(scene, place.start):
        return -1.0
    sentence = scene.sentence_starts[sentence_at(scene, place.start)] if scene.sentence_starts else 0
    opens = start - sentence < 40 or word in (",", ";", ":", "—", "–", "and", "but", "that", "while", "as", "when", "because")
    return 2.0 if opens else 1.0


def best_person(
    scene: Scene,
    focus: Focus,
    profiles: list[Profile],
    position: int,
    gender: Gender | None,
    excluded: frozenset[Key] = frozenset(),
) -> tuple[Reference, float] | None:
    """Return the person whom "he" or "she" at a position means, with the lead over the second; None when nobody fits."""
    scores: dict[Key, float] = {}
    latest: dict[Key, Reference] = {}
    here = sentence_at(scene, position), paragraph_at(scene, position)
    end = bisect_left(focus.references, position, key=lambda reference: reference.position)
    for reference in reversed(focus.references[max(0, end - LOOK_BACK) : end]):
        if here[0] - reference.sentence > SENTENCES_BACK:
            break
        fit = _fits(scene, profiles, reference.key, gender)
        if reference.key in excluded or fit is None:
            continue
        score = _recency(here, reference) + reference.weight + fit + reference.speaking * 1.5
        score += 0.3 * log(focus.counts[reference.key])
        if score > scores.get(reference.key, -99.0):
            scores[reference.key] = score
        latest.setdefault(reference.key, reference)
    if not scores:
        return None
    ranked = sorted(scores, key=lambda key: scores[key], reverse=True)
    lead = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else 9.0
    return latest[ranked[0]], lead


def _recency(here: tuple[int, int], reference: Reference) -> float:
    sentences, paragraphs = here[0] - reference.sentence, here[1] - reference.paragraph
    return 6.0 - 1.5 * min(sentences, 2) - 0.7 * max(0, sentences - 2) - 0.5 * min(paragraphs, 4)


def _fits(scene: Scene, profiles: list[Profile], key: Key, gender: Gender | None) -> float | None:
    """Return what gender says for or against somebody; None rules them out."""
    if key.actor < 0:
        possible = key.kind == "person" and (gender is None or _phrase_gender(key.phrase) in (None, gender))
        return -1.0 if possible else None
    if scene.actors[key.actor].type != "person":
        return None
    profile = profiles[key.actor]
    if gender is None or profile.gender is None:
        return 0.0
    if profile.gender == gender:
        return 1.0
    return -4.0 if not profile.certain else None


def _phrase_gender(phrase: str) -> Gender | None:
    return next((gender for word in phrase.lower().split() if (gender := gender_of_noun(word))), None)
