"""Tone towards a target against gold.

Gold and predictions: ``{"id", "label"}``, positive, neutral or negative.  Accuracy; macro F1 and average recall,
unweighted means over the three classes; mean F1 of positive and negative.  A record without a prediction counts as
wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.records import Record, paired
from benchmarks.scores.ratios import Pairs, accuracy, confusion, macro, mean, per_class

LABELS = ("positive", "neutral", "negative")


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Record:
    """All figures."""
    pairs = [
        (record["label"], prediction["label"] if prediction else None)
        for record, prediction in paired(gold, predictions)
    ]
    return {"n": len(pairs), "without_prediction": sum(label is None for _, label in pairs), **figures(pairs)}


def figures(pairs: Pairs) -> Record:
    """The figures of three-class labels; ValueError for a prediction that is none of them."""
    pairs = list(pairs)
    for _, label in pairs:
        if label is not None and label not in LABELS:
            raise ValueError(f"unknown label {label!r}")
    classes = per_class(pairs, LABELS)
    return {
        "accuracy": accuracy(pairs),
        "macro_f1": macro(classes),
        "avg_recall": macro(classes, "r"),
        "f1_pos_neg": mean([classes["positive"]["f1"], classes["negative"]["f1"]]),
        "per_class": classes,
        "confusion": confusion(pairs),
    }
