"""Stances, item by item: are the sides that newsan shows the ones that readers see?

An item is a holder and a target in a passage of an article, with the layer; a prediction has the ``stance`` that newsan
shows about it, None if it shows none, and the ``rule`` that found it.

``precision``: of the items about which a side is shown, the share with the readers' side; ``recall``: of the items
where readers see a side, the share about which that side is shown; ``opposite``: of the sides shown, the share of the
other side.  ``shown`` are the layers that are shown by default.  All figures in per cent.
"""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.records import Record, paired
from benchmarks.scores.ratios import percent

SHOWN = ("expressed", "directed")
SIDES = ("positive", "negative")
RULES = ("act", "model")


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Record:
    """The figures of what is shown by default, of each layer, and of each rule (recall among its own items)."""
    items = [(item, found or {}) for item, found in paired(gold, predictions)]
    layers = sorted({item["layer"] for item, _ in items})
    return {
        "shown": _figures((item, found) for item, found in items if item["layer"] in SHOWN),
        **{layer: _figures((item, found) for item, found in items if item["layer"] == layer) for layer in layers},
        **{rule: _figures((item, found) for item, found in items if found.get("rule") == rule) for rule in RULES},
    }


def _figures(items: Iterable[tuple[Record, Record]]) -> Record:
    pairs = [(item["label"], found.get("stance")) for item, found in items]
    sides = [(wanted, given) for wanted, given in pairs if given in SIDES]
    right = sum(wanted == given for wanted, given in sides)
    return {
        "items": len(pairs),
        "sides": len(sides),
        "precision": percent(right, len(sides)),
        "recall": percent(right, sum(wanted in SIDES for wanted, _ in pairs)),
        "opposite": percent(sum(wanted in SIDES and wanted != given for wanted, given in sides), len(sides)),
    }
