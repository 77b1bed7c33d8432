"""Figures of a checkpoint on the development sets: ``python -m training.measure CHECKPOINT --base FOLDER``.

Quick figures by the heads alone, without the product's rules and in floats, to compare checkpoints: F1 of entities
(PERSON, ORG, PLACE) and of the pieces of sources, cues and contents; macro F1 of tones and of pairs with the reversed
ones; precision, recall and opposite signs of stances from several probabilities on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch

from training.batches import Array, Window, batch, cut, pack
from training.labels import ATTRIBUTION, ENTITY, QUESTIONS
from training.model import Newsan, load
from training.pieces import Example
from training.train import DEVICE, examples_of, half, loaded

LENGTH = 176
NEUTRAL = 1
FROM = (0.4, 0.5, 0.6, 0.7, 0.8)
"""Probabilities of a side from which on a stance is counted."""


def f1(right: int, given: int, wanted: int) -> float:
    """F1 in per cent."""
    return round(200 * right / max(given + wanted, 1), 2)


def macro(pairs: Sequence[tuple[int, int]]) -> float:
    """Macro F1 over the polarities."""
    counts = Counter(pairs)
    sides = [
        f1(
            counts[k, k],
            sum(n for (_, g), n in counts.items() if g == k),
            sum(n for (w, _), n in counts.items() if w == k),
        )
        for k in range(3)
    ]
    return round(sum(sides) / 3, 2)


def spans(tags: Array) -> set[tuple[int, int, str]]:
    """Entities of a sequence of BIOES tags."""
    found, start = set(), 0
    for i, tag in enumerate(ENTITY[t] for t in tags):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES" and tag[2:] in ("PERSON", "ORG", "PLACE"):
            found.add((start, i, tag[2:]))
    return found


def tagged(model: Newsan, examples: Sequence[Example], tags: str) -> Iterator[tuple[Array, Array]]:
    """Wanted and given tags of every window."""
    windows = [w for x in examples for w in cut(x, tags, LENGTH, 0)]
    for window in windows:
        b = loaded(batch("plain", [Window(window.ids, window.cases)]))
        given = getattr(model, tags)(model.encode(b.ids, b.cases, b.mask))[0, 1:-1].argmax(-1).cpu().numpy()
        assert window.tags is not None
        yield window.tags, given


def entities(model: Newsan, examples: Sequence[Example]) -> float:
    """Exact micro F1."""
    right = given_all = wanted_all = 0
    for wanted, given in tagged(model, examples, "entity"):
        a, b = spans(wanted), spans(given)
        right, given_all, wanted_all = right + len(a & b), given_all + len(b), wanted_all + len(a)
    return f1(right, given_all, wanted_all)


def parts(model: Newsan, examples: Sequence[Example]) -> dict[str, float]:
    """F1 of the pieces of sources, cues and contents."""
    counts = np.zeros((3, 3), int)
    for wanted, given in tagged(model, examples, "attribution"):
        kept = wanted >= 0
        for i in range(3):
            a, b = ((x[kept] + 1) // 2 == i + 1 for x in (wanted, given))
            counts[i] += (a & b).sum(), b.sum(), a.sum()
    return {ATTRIBUTION[1 + 2 * i][2:]: f1(*map(int, counts[i])) for i in range(3)}


def polarities(model: Newsan, examples: Sequence[Example]) -> list[tuple[int, int, list[float]]]:
    """Question, wanted polarity and probabilities of everything that is asked."""
    found = []
    order = sorted(examples, key=lambda x: len(x["ids"]))
    for first in range(0, len(order), 32):
        some = order[first : first + 32]
        b = loaded(batch("stance", [w for x in some for w in pack([x], 1, Random(0), 1.0)]))
        logits = model.stances(model.encode(b.ids, b.cases, b.mask), b.asked)
        likely = logits.float().softmax(-1).tolist()
        asked = [question for x in some for question in x["asked"]]
        found += [(question[0], question[-1], p) for question, p in zip(asked, likely, strict=True)]
    return found


def stances(answers: Sequence[tuple[int, int, list[float]]]) -> dict[str, Any]:
    """Precision, recall and opposite signs among the sides given, by layer and least probability."""
    out: dict[str, Any] = {}
    for layer in ("all", *QUESTIONS[2:]):
        some = [(wanted, p) for question, wanted, p in answers if layer in ("all", QUESTIONS[question])]
        polar = sum(wanted != NEUTRAL for wanted, _ in some)
        for least in FROM:
            shown = [(wanted, 0 if p[0] > p[2] else 2) for wanted, p in some if max(p[0], p[2]) >= least]
            right = sum(w == g for w, g in shown)
            opposite = sum(w == 2 - g for w, g in shown)
            n = max(len(shown), 1)
            out[f"{layer} {least}"] = [round(100 * x) for x in (right / n, right / max(polar, 1), opposite / n)]
    return out


@torch.no_grad()
def measured(model: Newsan, examples: dict[str, list[Example]]) -> dict[str, Any]:
    """All figures."""
    with torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=half()):
        asked = {name: polarities(model, examples[f"{name}_dev"]) for name in ("tone", "pair", "stance")}
        return {
            "entities": entities(model, examples["entity_dev"]),
            **parts(model, examples["attribution_dev"]),
            "tone": macro([(w, int(np.argmax(p))) for _, w, p in asked["tone"]]),
            "pair": macro([(w, int(np.argmax(p))) for _, w, p in asked["pair"]]),
            "stance": stances(asked["stance"]),
        }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl.xz"))
    arguments = parser.parse_args()
    model = load(arguments.checkpoint, arguments.base).eval().to(DEVICE)
    print(json.dumps(measured(model, examples_of(arguments.prepared))))


if __name__ == "__main__":
    main()
