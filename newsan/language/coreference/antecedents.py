"""Who is meant: the candidate for which most speaks, or nobody, by weights that were learned.

Every candidate has features: numbers with names, such as "last speaker" or "sentences back".  A candidate's score is
the sum of its features times their weights; nobody has features of its own, whose weights begin with "nobody: ".  A
softmax over all of them makes probabilities.  The weights are made by ``training/antecedents.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Literal

from newsan.language.coreference.salience import Key, Reference

FILE = Path(__file__).parents[1] / "model" / "files" / "antecedents.json"

Kind = Literal["he or she", "it or they", "person described", "thing described"]
"""What is asked: each has weights of its own."""

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, where the text has spoken of them (nearest first), and what speaks for them."""

    key: Key
    references: Sequence[Reference]
    features: Features


@dataclass(frozen=True, slots=True)
class Question:
    """Who may be meant, and what speaks for nobody of them."""

    kind: Kind
    candidates: Sequence[Candidate]
    nobody: Features


@cache
def weights() -> Mapping[Kind, Mapping[str, float]]:
    """The shipped weights by kind of question."""
    found: Mapping[Kind, Mapping[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))["weights"]
    return found


def probabilities(question: Question, weighed: Mapping[str, float]) -> list[float]:
    """How likely nobody is meant, and each of the candidates."""
    every = (question.nobody, *(one.features for one in question.candidates))
    scores = [sum(weighed.get(name, 0.0) * value for name, value in features.items()) for features in every]
    parts = [exp(score - max(scores)) for score in scores]
    return [part / sum(parts) for part in parts]


def likeliest(question: Question, least: float) -> Candidate | None:
    """The candidate that is most likely meant; None if nobody is likelier, or if none is likely enough."""
    found = probabilities(question, weights()[question.kind])
    best = max(range(len(found)), key=found.__getitem__)
    return question.candidates[best - 1] if best and found[best] >= least else None
