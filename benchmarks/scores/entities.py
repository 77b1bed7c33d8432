"""Named entities against gold.

Gold and predictions: ``{"id", "entities": [[start, end, label], ...]}``, gold with ``text``; code points, half-open.
An entity is right when start, end and label agree.  Figures are micro-averages over documents and over PERSON, ORG and
PLACE; all other labels are dropped from both sides first and reported by themselves.

* ``exact`` compares as is.
* ``normalised`` first cuts, on both sides, a leading "the", a trailing 's or bare apostrophe and, from persons, leading
  titles: corpora differ in exactly these borders.
* ``span_only`` ignores the label: it tells errors of border from errors of type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.records import Record, paired
from benchmarks.scores.ratios import ratios
from benchmarks.scores.words import words

LABELS = ("PERSON", "ORG", "PLACE")
OTHER_LABELS = ("GROUP", "OTHER")

Entity = tuple[int, int, str]
Sides = dict[str, set[tuple[Any, ...]]]

_ARTICLE = re.compile(r"(?i)the\s+(?=.)", re.DOTALL)
_POSSESSIVE = re.compile(r"(?<=.)['’]s?$", re.DOTALL)
_WORD = re.compile(r"\S+")


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Record:
    """All figures; a document without a prediction counts as predicted empty."""
    pairs = list(paired(gold, predictions))
    exact: list[tuple[set[Entity], set[Entity]]] = []
    for record, prediction in pairs:
        text, given = record["text"], prediction["entities"] if prediction else []
        exact.append((_entities(text, record["entities"]), _entities(text, given)))
    texts = [record["text"] for record, _ in pairs]
    cut = [
        ({normalised(t, e) for e in g}, {normalised(t, e) for e in p}) for t, (g, p) in zip(texts, exact, strict=True)
    ]
    return {
        "docs": len(pairs),
        "docs_without_prediction": sum(prediction is None for _, prediction in pairs),
        "labels": list(LABELS),
        "exact": _view(exact),
        "normalised": _view(cut),
        "other_labels": _others(exact),
    }


def _entities(text: str, rows: Iterable[tuple[int, int, str]]) -> set[Entity]:
    """The entities, once each; ValueError for a span outside the text."""
    found = {(start, end, label) for start, end, label in rows}
    for start, end, _ in found:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the span {start}-{end} lies outside a text of {len(text)} characters")
    return found


def normalised(text: str, entity: Entity) -> Entity:
    """The entity without article, possessive ending and a person's titles; never empty."""
    start, end, label = entity
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    possessive = _POSSESSIVE.search(text[start:end])
    end = start + possessive.start() if possessive else end
    return (_behind_titles(text, start, end) if label == "PERSON" else start), end, label


def _behind_titles(text: str, start: int, end: int) -> int:
    """Where a person's name begins behind its titles, of which "of" is not one unless in "secretary of state"."""
    found = [(match.start(), match[0].strip(".,").lower()) for match in _WORD.finditer(text, start, end)]
    bare = [word for _, word in found]
    n = next((i for i, word in enumerate(bare) if word not in words("titles")), len(bare))
    while n and bare[n - 1] in ("of", "state") and bare[max(0, n - 2) : n] != ["of", "state"]:
        n -= 1
    return found[n][0] if n < len(found) else start


def _view(documents: Iterable[tuple[set[Entity], set[Entity]]]) -> Record:
    """Figures over the labels of ``LABELS``, over each, and of spans alone."""
    counts = _counted(documents, LABELS)
    return {
        "micro": _ratios(counts, *LABELS),
        "per_label": {label: _ratios(counts, label) for label in LABELS},
        "span_only": _ratios(counts, "span"),
    }


def _others(documents: Iterable[tuple[set[Entity], set[Entity]]]) -> Record:
    """Figures of GROUP and OTHER, and of both read as one label."""
    counts = _counted(documents, OTHER_LABELS)
    return {label: _ratios(counts, label) for label in OTHER_LABELS} | {"GROUP_OR_OTHER": _ratios(counts, "span")}


def _counted(documents: Iterable[tuple[set[Entity], set[Entity]]], labels: Sequence[str]) -> Counter[tuple[str, str]]:
    """How many entities are right, predicted, in gold: for each label, and as spans whatever their label."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in documents:
        gold, predicted = (_by_label(side, labels) for side in pair)
        for key in gold:
            counts[key, "right"] += len(gold[key] & predicted[key])
            counts[key, "predicted"] += len(predicted[key])
            counts[key, "gold"] += len(gold[key])
    return counts


def _by_label(found: set[Entity], labels: Sequence[str]) -> Sides:
    """The entities of each of the labels, and the spans of all of them."""
    spans: Sides = {"span": {entity[:2] for entity in found if entity[2] in labels}}
    return spans | {label: {entity for entity in found if entity[2] == label} for label in labels}


def _ratios(counts: Counter[tuple[str, str]], *keys: str) -> Record:
    """Precision, recall and F1 over some keys."""
    right, predicted, gold = (sum(counts[key, part] for key in keys) for part in ("right", "predicted", "gold"))
    return ratios(right, predicted, gold)
