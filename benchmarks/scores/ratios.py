"""Precision, recall and F1, of findings and of classes; in per cent, two digits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

Pairs = Iterable[tuple[Hashable, Hashable]]
"""Gold and predicted label of each item; None for no prediction."""


def percent(part: float, whole: float) -> float:
    """The part in per cent of the whole, 0 of nothing."""
    return round(100 * part / whole, 2) if whole else 0.0


def ratios(right: int, predicted: int, gold: int) -> dict[str, Any]:
    """Precision, recall and F1 of findings, with the counts that they come from."""
    shares = {"p": percent(right, predicted), "r": percent(right, gold), "f1": percent(2 * right, predicted + gold)}
    return {**shares, "tp": right, "pred": predicted, "gold": gold}


def mean(figures: Sequence[float]) -> float:
    """The unweighted mean, two digits."""
    return round(sum(figures) / len(figures), 2)


def per_class(pairs: Pairs, labels: Iterable[Hashable]) -> dict[Any, dict[str, Any]]:
    """``ratios`` of each label; a label that is neither in gold nor predicted has F1 0."""
    pairs = list(pairs)
    right = Counter(gold for gold, predicted in pairs if gold == predicted)
    n_gold, n_predicted = Counter(gold for gold, _ in pairs), Counter(predicted for _, predicted in pairs)
    return {label: ratios(right[label], n_predicted[label], n_gold[label]) for label in labels}


def accuracy(pairs: Pairs) -> float:
    """The share of items whose prediction is right."""
    right = [gold == predicted for gold, predicted in pairs]
    return percent(sum(right), len(right))


def macro(classes: Mapping[Any, Mapping[str, Any]], figure: str = "f1") -> float:
    """The unweighted mean of a figure over classes."""
    return mean([shares[figure] for shares in classes.values()])


def confusion(pairs: Pairs) -> dict[str, int]:
    """How often each gold label was given each prediction: ``gold->predicted``."""
    return {f"{gold}->{predicted}": n for (gold, predicted), n in sorted(Counter(pairs).items(), key=str)}
