"""Whom a pronoun means that stands as a source: he, she, they, it, and I or we inside quotation marks."""

from __future__ import annotations

from bisect import bisect_left

from newsan.document import Speaker
from newsan.language.focus import LOOK_BACK, MARGIN, Key, Reference, best_person
from newsan.language.nominals import recent_body
from newsan.language.phrases import Phrase, pronoun_class
from newsan.language.scene import sentence_at
from newsan.language.stage import Stage, speaker_of
from newsan.language.genders import Gender
from newsan.language.unsourced import in_turn

_GENDER: dict[str, Gender] = {"he": "male", "she": "female"}

Found = tuple[Key, Speaker]


def resolve_pronoun(stage: Stage, i: int, phrase: Phrase) -> Found | None:
    """Return whom the pronoun of attribution ``i`` means, None when that cannot be told."""
    kind = pronoun_class(phrase.head)
    if kind in ("he", "she"):
        return _he_or_she(stage, i, phrase.span[0], _GENDER[kind])
    if kind == "i":
        return first_person(stage, i)
    if kind == "they":
        return _they(stage, phrase)
    if kind == "it" and (reference := recent_body(stage.scene, stage.focus, phrase.span[0], 3)):
        return reference.key, speaker_of(stage, reference.key, "pronoun:organisation", reference.span)
    return None


def _he_or_she(stage: Stage, i: int, position: int, gender: Gender) -> Found | None:
    parent = stage.keys.get(stage.parents.get(i, -1))
    excluded = frozenset((parent,)) if parent else frozenset()
    found = best_person(stage.scene, stage.focus, stage.profiles, position, gender, excluded)
    if found is None or found[1] < MARGIN:
        return None
    reference, _ = found
    return reference.key, speaker_of(stage, reference.key, _rule(reference), reference.span)


def _rule(reference: Reference) -> str:
    if reference.speaking:
        return "pronoun:speaking"
    return "pronoun:subject" if reference.weight >= 2 else "pronoun:recent"


def first_person(stage: Stage, i: int) -> Found | None:
    """Return the speaker of the quotation or interview turn around attribution ``i``: "I" and "we" in it are the one who says it."""
    parent = stage.parents.get(i)
    if parent is None and (source := stage.attributions[i].source):
        return in_turn(stage, source[0])
    if parent is None or parent not in stage.speakers or stage.speakers[parent].status in ("unresolved", "unattributed"):
        return None
    key = stage.keys.get(parent)
    return None if key is None else (key, speaker_of(stage, key, "first-person", stage.attributions[parent].source))


def _they(stage: Stage, phrase: Phrase) -> Found | None:
    """Return the group, organisation or unnamed people spoken of last and most prominently."""
    scene, position = stage.scene, phrase.span[0]
    here = sentence_at(scene, position)
    end = bisect_left(stage.focus.references, position, key=lambda reference: reference.position)
    best: tuple[float, Reference] | None = None
    for reference in reversed(stage.focus.references[max(0, end - LOOK_BACK) : end]):
        if here - reference.sentence > 2:
            break
        score = _plural(stage, reference) + reference.weight - 1.2 * (here - reference.sentence) + reference.speaking
        if score > 1.0 and (best is None or score > best[0]):
            best = score, reference
    return None if best is None else (best[1].key, speaker_of(stage, best[1].key, "pronoun:plural", best[1].span))


def _plural(stage: Stage, reference: Reference) -> float:
    """Return how well somebody goes with "they"."""
    if reference.key.actor < 0:
        return {"people": 1.0, "body": 0.0, "thing": -0.5, "person": -1.5}[reference.key.kind]
    return {"group": 0.5, "org": -0.5}.get(stage.scene.actors[reference.key.actor].type, -9.0)
