"""Who is meant: pronouns and descriptions whose chain has a name, and those that mean nobody who is named.

An anaphor is right if it is given an entity that one of its right names belongs to.  ``accuracy`` is of all whose name
stands before them, ``precision`` of those that got an answer; ``left alone`` is of those that mean nobody with a name.
For pairs (GAP), ``both`` is the share of which both labels are right.  All figures in per cent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.records import Record
from benchmarks.scores.ratios import percent


@dataclass(frozen=True, slots=True)
class Answer:
    """How an anaphor was answered: whether it means somebody with a name, whether it got one, and rightly.

    ``both``: whether every candidate is rightly taken for the one meant, or not.
    """

    kind: str
    named: bool
    answered: bool
    right: bool
    both: bool = False


def score(answers: Iterable[Answer]) -> Record:
    """The figures by kind of anaphor."""
    n: Counter[tuple[str, str]] = Counter()
    for one in answers:
        for kind in (one.kind, "all"):
            n[kind, "named" if one.named else "nobody"] += 1
            n[kind, "answered"] += one.named and one.answered
            n[kind, "right"] += one.named and one.right
            n[kind, "both"] += one.both
            n[kind, "alone"] += not one.named and not one.answered
    return {
        kind: {
            "named": n[kind, "named"],
            "accuracy": percent(n[kind, "right"], n[kind, "named"]),
            "precision": percent(n[kind, "right"], n[kind, "answered"]),
            "nobody": n[kind, "nobody"],
            "left alone": percent(n[kind, "alone"], n[kind, "nobody"]),
            "both": percent(n[kind, "both"], n[kind, "named"] + n[kind, "nobody"]),
        }
        for kind in dict.fromkeys(kind for kind, _ in n)
    }
