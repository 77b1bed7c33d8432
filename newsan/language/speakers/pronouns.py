"""The person or body that a pronoun means as a source: he, she, they, it, and I or we inside quotation marks."""

from __future__ import annotations

from collections.abc import Callable

from newsan.document import Speaker
from newsan.language.actors.genders import Gender, gender_of_noun
from newsan.language.speakers.focus import MARGIN, SUBJECT, Focus, Key, Reference, before, best, word_before
from newsan.language.speakers.items import pronoun_class
from newsan.language.speakers.phrases import Phrase
from newsan.language.speakers.scene import Scene, sentence_at
from newsan.language.speakers.stage import Stage, speaker_of
from newsan.language.speakers.unsourced import in_turn
from newsan.language.wordlists import words

Found = tuple[Key, Speaker]

NEAR = 3
"""Sentences after which "it" no longer means a body; "they" has one less."""

_GENDER: dict[str, Gender] = {"he": "male", "she": "female"}
_IT = {"org": 0.0, "place": -0.8, "other": -1.0, "body": 0.0, "thing": -0.5}
_THEY = {"group": 0.5, "org": -0.5, "people": 1.0, "body": 0.0, "thing": -0.5}
"""How well kinds of actors and of unnamed sources go with "it" and "they"; the others do not."""


def resolve_pronoun(stage: Stage, i: int, phrase: Phrase) -> Found | None:
    """The actor or source that the pronoun of attribution ``i`` means, None when that cannot be told."""
    kind = pronoun_class(phrase.head)
    if kind == "i":
        return first_person(stage, i)
    if kind in _GENDER:
        parent = stage.keys.get(stage.parents.get(i, -1))
        found = person_meant(stage, phrase.span[0], _GENDER[kind], parent)
        return (found.key, speaker_of(stage, found.key, _rule(found), found.span)) if found else None
    reference = {"they": they, "it": it}[kind](stage, phrase.span[0]) if kind in ("they", "it") else None
    rule = "pronoun:plural" if kind == "they" else "pronoun:organisation"
    return (reference.key, speaker_of(stage, reference.key, rule, reference.span)) if reference else None


def person_meant(
    stage: Stage, position: int, gender: Gender | None, excluded: Key | None = None, *, margin: float = MARGIN
) -> Reference | None:
    """The person whom "he", "she" or "the man" at a position means, None when two are about equally likely."""
    found = best(
        stage.scene, stage.focus, position, lambda key: None if key == excluded else _gender_fits(stage, key, gender)
    )
    return found[0] if found and found[1] >= margin else None


def _rule(reference: Reference) -> str:
    if reference.speaking:
        return "pronoun:speaking"
    return "pronoun:subject" if reference.weight >= SUBJECT else "pronoun:recent"


def _gender_fits(stage: Stage, key: Key, gender: Gender | None) -> float | None:
    """What gender says for or against somebody; None rules them out, a given name only speaks against them."""
    if key.actor < 0:
        possible = key.kind == "person" and (gender is None or _gender_of_phrase(key.phrase) in (None, gender))
        return -1.0 if possible else None
    if stage.scene.actors[key.actor].type != "person":
        return None
    profile = stage.profiles[key.actor]
    if gender is None or profile.gender is None:
        return 0.0
    if profile.gender == gender:
        return 1.0
    return None if profile.certain else -4.0


def _gender_of_phrase(phrase: str) -> Gender | None:
    return next((gender for word in phrase.lower().split() if (gender := gender_of_noun(word))), None)


def first_person(stage: Stage, i: int) -> Found | None:
    """The speaker of the quotation, or of the turn of an interview, around attribution ``i``: "I" and "we" in it."""
    parent = stage.parents.get(i)
    source = stage.attributions[i].source
    if parent is None:
        return in_turn(stage, source[0]) if source else None
    key = stage.keys.get(parent)
    return (key, speaker_of(stage, key, "first-person", stage.attributions[parent].source)) if key else None


def it(stage: Stage, position: int) -> Reference | None:
    """The body, place or thing that "it" at a position means."""
    return _thing_meant(stage.scene, stage.focus, position, NEAR, 0.5, lambda key: _IT.get(_kind(stage, key)))


def they(stage: Stage, position: int) -> Reference | None:
    """The people or the body that "they" at a position means; in a subordinate clause only one from the same sentence.

    A subordinate "they" mostly takes up a common noun near it ("voters … because they"), and those are not remembered.
    """
    found = _thing_meant(stage.scene, stage.focus, position, NEAR - 1, 1.0, lambda key: _THEY.get(_kind(stage, key)))
    word, _ = word_before(stage.scene.text, position)
    elsewhere = found is not None and found.sentence != sentence_at(stage.scene, position)
    return None if elsewhere and word in words("grammar", "subordinator") else found


def _kind(stage: Stage, key: Key) -> str:
    return key.kind if key.actor < 0 else stage.scene.actors[key.actor].type


def _thing_meant(
    scene: Scene, focus: Focus, position: int, sentences: int, least: float, fits: Callable[[Key], float | None]
) -> Reference | None:
    """The most prominent fitting reference within some sentences, if it is prominent enough."""
    here = sentence_at(scene, position)
    found: list[tuple[float, int, Reference]] = []
    for i, reference in enumerate(before(focus, position)):
        if here - reference.sentence > sentences:
            break
        if (fit := fits(reference.key)) is not None:
            score = fit + reference.weight + reference.speaking - (here - reference.sentence)
            found.append((score, -i, reference))
    top = max(found, key=lambda one: one[:2], default=None)
    return top[2] if top and top[0] > least else None
