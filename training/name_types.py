"""``python -m training.name_types --data DATA``: the weights of ``newsan/language/model/files/types.json``.

A softmax over what stands beside the names of the training news (``newsan/language/entities/contexts.py``), one example
for each name in each document.  The names themselves are no features, so nothing of the texts is in the file.  Figures
of five folds of documents go to stdout.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.records import read
from newsan.language.entities.contexts import FILE, MOST, TYPES, features_of
from newsan.language.entities.names import bare
from newsan.language.lexicon.forms import fold
from newsan.language.model.folder import SHIPPED

SETS = ("worldwide_train", "gum_train")
"""Sets of whole documents, read by hand."""

FEWEST = 8
"""Examples that a feature must have: our choice."""

FOLDS, STEPS, RATE, RIDGE = 5, 400, 0.05, 1.0

Example = tuple[int, str, Counter[str]]
"""The number of a document, a type, the features of a name."""


def examples(data: Path) -> Iterator[Example]:
    """An example for each name and type in each document of the training sets."""
    number = 0
    for name in SETS:
        for record in read(data / "entities" / f"{name}.jsonl.gz"):
            number += 1
            yield from ((number, kind, features) for kind, features in _names(record))


def _names(record: dict[str, Any]) -> Iterator[tuple[str, Counter[str]]]:
    text = record["text"]
    places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for start, end, label in record["entities"]:
        places[fold(bare(text[start:end])), label.lower()].append((start, end))
    found = features_of(text, {key: spans for (key, _), spans in places.items()})
    return ((kind, found[key]) for key, kind in places)


def matrix(rows: Iterable[Counter[str]], names: list[str]) -> np.ndarray:
    """The counts of the features [examples, features + 1], none above ``MOST``; the last column is the bias."""
    index = {name: i for i, name in enumerate(names)}
    found = [[(index[name], min(n, MOST)) for name, n in row.items() if name in index] for row in rows]
    out = np.zeros((len(found), len(names) + 1))
    out[:, -1] = 1
    for i, row in enumerate(found):
        for column, n in row:
            out[i, column] = n
    return out


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights [features, types] of a softmax with a ridge, by Adam (Kingma and Ba, ICLR 2015)."""
    gold = np.eye(len(TYPES))[y]
    weights = np.zeros((x.shape[1], len(TYPES)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = (x.T @ (probabilities(x, weights) - gold) + RIDGE * weights) / len(x)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def probabilities(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The types' probabilities of examples [examples, types]."""
    scores = x @ weights
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: np.ndarray = scores / scores.sum(axis=1, keepdims=True)
    return out


def main(data: Path) -> None:
    """Fit, say how well unseen documents are told, write the weights."""
    rows = list(examples(data))
    counts = Counter(name for _, _, features in rows for name in features)
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    x = matrix((features for _, _, features in rows), names)
    y = np.array([TYPES.index(kind) for _, kind, _ in rows])
    folds = np.array([number % FOLDS for number, _, _ in rows])
    told = np.empty(len(y), np.intp)
    for fold_ in range(FOLDS):
        inside = folds == fold_
        told[inside] = (x[inside] @ fit(x[~inside], y[~inside])).argmax(axis=1)
    single = x[:, names.index("shape:one")] > 0
    print(
        f"{len(y)} names, {len(names)} features, right {np.mean(told == y):.4f},"
        f" of one word {np.mean((told == y)[single]):.4f}"
    )
    weights = fit(x, y).round(2).tolist()
    lines = ",\n".join(f"  {json.dumps(n)}: {json.dumps(w)}" for n, w in zip([*names, "bias"], weights, strict=True))
    (SHIPPED / FILE).write_text(f'{{"types": {json.dumps(TYPES)},\n "weights": {{\n{lines}\n }}}}\n', encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    main(parser.parse_args().data)
