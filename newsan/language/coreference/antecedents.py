"""Who is meant: the candidate for which most speaks, or nobody, by weights that were learned.

Every candidate has features: numbers with names, such as "last speaker" or "sentences back".  A candidate's score is
the sum of its features times their weights, and what the model reads in the words; nobody has features of its own,
whose weights begin with "nobody: ".  A softmax over all of them makes probabilities.  The weights are made by
``training/antecedent_head.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from newsan.document import Span
from newsan.language.coreference.salience import Key, Reference
from newsan.language.model.folder import SHIPPED, folder, numbers

FILE = "antecedents.json"
"""The file of weights in a model's folder."""

Kind = Literal["he or she", "it or they", "person described", "thing described", "affiliation"]
"""What is asked, the last one by the head of its own; each has weights of its own."""

MAY_BE = 0.2
"""How likely somebody has to be meant to be named as one of those who may be."""

Features = dict[str, float]

Reader = Callable[[Kind, Span, Sequence[Sequence[Span]], Sequence[Features]], Sequence[float]]
"""Reads the words that are asked about and the places where the text has spoken of each of those who may be meant; what
speaks for nobody, and for each of them.  ``features`` are those of nobody and of the others."""


def unread(_: Kind, __: Span, places: Sequence[Sequence[Span]], ___: Sequence[Features]) -> Sequence[float]:
    """What speaks for anybody where no model has read the words: nothing."""
    return [0.0] * (1 + len(places))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, where the text has spoken of them (nearest first), and what speaks for them."""

    key: Key
    references: Sequence[Reference]
    features: Features


@dataclass(frozen=True, slots=True)
class Question:
    """Who may be meant, and what speaks for nobody of them; ``read`` is what the words say for nobody and for each."""

    kind: Kind
    candidates: Sequence[Candidate]
    nobody: Features
    read: Sequence[float]


def weights() -> Mapping[Kind, Mapping[str, float]]:
    """The weights by kind of question."""
    by_kind: Mapping[Kind, Mapping[str, float]] = (numbers(folder(), FILE) or numbers(SHIPPED, FILE))["weights"]
    return by_kind


def probabilities(question: Question, weighed: Mapping[str, float]) -> list[float]:
    """How likely nobody is meant, and each of the candidates."""
    every = (question.nobody, *(candidate.features for candidate in question.candidates))
    known = (sum(weighed.get(name, 0.0) * value for name, value in features.items()) for features in every)
    scores = [score + more for score, more in zip(known, question.read, strict=True)]
    parts = [exp(score - max(scores)) for score in scores]
    return [part / sum(parts) for part in parts]


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant, None if that cannot be told; how likely that is; and else who may be meant, the likeliest first."""

    candidate: Candidate | None
    probability: float
    perhaps: Sequence[Candidate] = ()


def answer(question: Question, least: float, lead: float = 0.0) -> Answer:
    """The likeliest candidate if it is likely enough, likelier than nobody, and has enough of a lead.

    ``lead``: its least share of the probability of the two likeliest.  One who was brought up without a name in these
    words is nobody with a name, too.
    """
    nobody, *chances = probabilities(question, weights()[question.kind])
    ranked = sorted(zip(chances, question.candidates, strict=True), key=lambda pair: -pair[0])
    likely = [chance for chance, _ in ranked[:2]]
    if likely:
        best = ranked[0][1]
        sure = likely[0] + nobody if "introduced so" in best.features else likely[0]
        if sure >= max(nobody, least, lead * sum(likely)):
            return Answer(best, sure)
    return Answer(None, nobody, [candidate for likely, candidate in ranked if likely >= MAY_BE])
