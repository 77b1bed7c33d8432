"""The person or body that a pronoun means as a source: he, she, they, it, and I or we inside quotation marks."""

from __future__ import annotations

from collections.abc import Callable

from newsan.document import Speaker
from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.salience import MARGIN, SUBJECT, History, Key, Reference, before, best, word_before
from newsan.language.entities.genders import Gender, gender_of_noun
from newsan.language.index import Index, sentence_at
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.unsourced import in_turn
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.tokens import pronoun_class

Found = tuple[Key, Speaker]

NEAR = 3
"""Sentences after which "it" no longer means a body; "they" has one less."""

_GENDER: dict[str, Gender] = {"he": "male", "she": "female"}
_IT = {"org": 0.0, "place": -0.8, "other": -1.0, "body": 0.0, "thing": -0.5}
_THEY = {"group": 0.5, "org": -0.5, "people": 1.0, "body": 0.0, "thing": -0.5}
"""How well kinds of entities and of unnamed sources go with "it" and "they"; the others do not."""


def resolve_pronoun(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The entity or source that the pronoun of attribution ``i`` means, None when that cannot be told."""
    kind = pronoun_class(phrase.head)
    if kind == "i":
        return first_person(discourse, i)
    if kind in _GENDER:
        parent = discourse.keys.get(discourse.parents.get(i, -1))
        found = person_meant(discourse, phrase.span[0], _GENDER[kind], parent)
        return (found.key, speaker_of(discourse, found.key, _rule(found), found.span)) if found else None
    reference = {"they": they, "it": it}[kind](discourse, phrase.span[0]) if kind in ("they", "it") else None
    rule = "pronoun:plural" if kind == "they" else "pronoun:organisation"
    return (reference.key, speaker_of(discourse, reference.key, rule, reference.span)) if reference else None


def person_meant(
    discourse: Discourse, position: int, gender: Gender | None, excluded: Key | None = None, *, margin: float = MARGIN
) -> Reference | None:
    """The person whom "he", "she" or "the man" at a position means, None when two are about equally likely."""
    found = best(
        discourse.index,
        discourse.history,
        position,
        lambda key: None if key == excluded else _gender_fits(discourse, key, gender),
    )
    return found[0] if found and found[1] >= margin else None


def _rule(reference: Reference) -> str:
    if reference.speaking:
        return "pronoun:speaking"
    return "pronoun:subject" if reference.weight >= SUBJECT else "pronoun:recent"


def _gender_fits(discourse: Discourse, key: Key, gender: Gender | None) -> float | None:
    """What gender says for or against somebody; None rules them out, a given name only speaks against them."""
    if key.entity < 0:
        possible = key.kind == "person" and (gender is None or _gender_of_phrase(key.phrase) in (None, gender))
        return -1.0 if possible else None
    if discourse.index.entities[key.entity].type != "person":
        return None
    entity_traits = discourse.traits[key.entity]
    if gender is None or entity_traits.gender is None:
        return 0.0
    if entity_traits.gender == gender:
        return 1.0
    return None if entity_traits.certain else -4.0


def _gender_of_phrase(phrase: str) -> Gender | None:
    return next((gender for word in phrase.lower().split() if (gender := gender_of_noun(word))), None)


def first_person(discourse: Discourse, i: int) -> Found | None:
    """The speaker of the quotation, or of the turn of an interview, around attribution ``i``: "I" and "we" in it."""
    parent = discourse.parents.get(i)
    source = discourse.attributions[i].source
    if parent is None:
        return in_turn(discourse, source[0]) if source else None
    key = discourse.keys.get(parent)
    return (key, speaker_of(discourse, key, "first-person", discourse.attributions[parent].source)) if key else None


def it(discourse: Discourse, position: int) -> Reference | None:
    """The body, place or thing that "it" at a position means."""
    return _thing_meant(
        discourse.index, discourse.history, position, NEAR, 0.5, lambda key: _IT.get(_kind(discourse, key))
    )


def they(discourse: Discourse, position: int) -> Reference | None:
    """The people or the body that "they" at a position means; in a subordinate clause only one from the same sentence.

    A subordinate "they" mostly takes up a common noun near it ("voters … because they"), and those are not remembered.
    """
    found = _thing_meant(
        discourse.index, discourse.history, position, NEAR - 1, 1.0, lambda key: _THEY.get(_kind(discourse, key))
    )
    word, _ = word_before(discourse.index.text, position)
    elsewhere = found is not None and found.sentence != sentence_at(discourse.index, position)
    return None if elsewhere and word in words("grammar", "subordinator") else found


def _kind(discourse: Discourse, key: Key) -> str:
    return key.kind if key.entity < 0 else discourse.index.entities[key.entity].type


def _thing_meant(
    index: Index, history: History, position: int, sentences: int, least: float, fits: Callable[[Key], float | None]
) -> Reference | None:
    """The most prominent fitting reference within some sentences, if it is prominent enough."""
    here = sentence_at(index, position)
    found: list[tuple[float, int, Reference]] = []
    for i, reference in enumerate(before(history, position)):
        if here - reference.sentence > sentences:
            break
        if (fit := fits(reference.key)) is not None:
            score = fit + reference.weight + reference.speaking - (here - reference.sentence)
            found.append((score, -i, reference))
    top = max(found, key=lambda one: one[:2], default=None)
    return top[2] if top and top[0] > least else None
