"""The stance of an ordered pair against gold.

Gold: ``{"id", "text", "source", "target", "label"}``, with ``dse_label`` (0-4) for the five classes; predictions:
``{"id", "label", "reversed", "dse_label"}``, of which ``reversed`` is the label of the pair the other way round.

* ``directed``: the pair as given.
* ``with_reversed``: the same and, as a neutral item, the reverse of every pair that is not neutral (unless it is a
  record of its own): a system that sees only that the sentence is hostile, not who attacks whom, is wrong half the
  time.
* ``five_class``: direction not given, the task of Park, Pan and Joo (ACL 2021): neutral, or positive or negative from
  the first to the second in the order of the text, or from the second to the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.records import Record, paired
from benchmarks.scores.ratios import accuracy, macro, per_class
from benchmarks.scores.tone import figures

FIVE = ("neutral", "positive p->q", "positive p<-q", "negative p->q", "negative p<-q")
"""What the numbers of ``dse_label`` mean; p stands before q."""

Scored = Sequence[tuple[Record, Record | None]]


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Record:
    """All figures; a record without a prediction counts as wrong."""
    pairs = list(paired(gold, predictions))
    given = [(record["label"], _said(prediction, "label")) for record, prediction in pairs]
    return {
        "n": len(pairs),
        "without_prediction": sum(prediction is None for _, prediction in pairs),
        "directed": figures(given),
        "with_reversed": figures([*given, *_reversed(pairs)]),
        "five_class": _five_class(pairs),
    }


def _said(prediction: Record | None, key: str) -> str | None:
    """What the prediction says, if anything."""
    return prediction.get(key) if prediction else None


def _reversed(pairs: Scored) -> Iterator[tuple[str, str | None]]:
    """Gold and prediction of the reverse of each pair that is not neutral."""
    own = {(record["text"], *record["source"], *record["target"]) for record, _ in pairs}
    for record, prediction in pairs:
        if record["label"] != "neutral" and (record["text"], *record["target"], *record["source"]) not in own:
            yield "neutral", _said(prediction, "reversed")


def _five_class(pairs: Scored) -> Record | None:
    """Micro F1 (equal to accuracy) and macro F1 over five classes; None where gold or predictions do not have them."""
    if not any("dse_label" in record for record, _ in pairs) or not any(p and "dse_label" in p for _, p in pairs):
        return None
    labels = [
        (record["dse_label"], prediction.get("dse_label") if prediction else None) for record, prediction in pairs
    ]
    classes = per_class(labels, range(len(FIVE)))
    return {
        "micro_f1": accuracy(labels),
        "macro_f1": macro(classes),
        "without_prediction": sum(label is None for _, label in labels),
        "per_class": {FIVE[number]: shares for number, shares in classes.items()},
    }
