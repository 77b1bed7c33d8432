"""Sentences that nobody labelled → the stances and tones a trained model sees in them, with its doubts.

``python -m training.soft --prepared build/prepared.pkl --teacher CHECKPOINT --base BASE`` adds ``soft_pairs_train`` and
``soft_tone_train`` to the prepared examples (self-training with a noisy student: Xie et al., CVPR 2020).  The teacher
reads each sentence as it is and with other names in it, and its logits are flattened by the shipped calibration, so
that what a student learns is in the words and no surer than it should be.  The sentences are those of the Groningen
Meaning Bank, whose names are known.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor

from training.batches import Window, batch, names, swapped
from training.labels import ENTITY
from training.model import Newsan, load
from training.prepare import Example
from training.train import PAIR_WEIGHTS

SENTENCES = 7_000
"""So many sentences: about as many as there are with a tone."""

READINGS = 1
"""Readings with other names beside the one of the sentence as it is."""

LONGEST, MOST_PAIRS, MOST_NAMES = 60, 4, 5
"""Pieces of a sentence, pairs and names that are asked about in it."""

ROWS = 24
"""Sentences read at once."""

Ranges = tuple[tuple[int, int], ...]
"""Of a target, or of a holder and a target."""


def named(example: Example) -> list[tuple[int, int]]:
    """The ranges of the names in a sentence with entity tags (BIOES)."""
    found, start = [], 0
    for i, tag in enumerate(ENTITY[t] for t in example["entity"]):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES" and tag[2:] != "OTHER":
            found.append((start, i + 1))
    return found


def questions(example: Example, random: Random) -> dict[str, list[Ranges]]:
    """What is asked of a sentence: some of its ordered pairs, and the tone towards one of its names."""
    spans = named(example)[:MOST_NAMES]
    pairs = list(permutations(spans, 2))
    return {"pairs": random.sample(pairs, min(MOST_PAIRS, len(pairs))), "tone": [(random.choice(spans),)]}


def windows(examples: list[Example], asked: list[list[Ranges]]) -> list[Window]:
    """Sentences as windows, each asked about within itself; the labels are not known."""
    return [
        Window(x["ids"], x["cases"], None, [(0, len(x["ids"]), *sum(ranges, ())) for ranges in some], [0] * len(some))
        for x, some in zip(examples, asked, strict=True)
    ]


@torch.no_grad()
def answers(model: Newsan, examples: list[Example], asked: dict[str, list[list[Ranges]]]) -> dict[str, Tensor]:
    """The model's logits for all that is asked of the sentences, by task; the encoder runs once."""
    batches = {task: batch(task, windows(examples, some)) for task, some in asked.items()}
    b = batches["pairs"]
    hidden = model.encode(b.ids, b.cases, b.mask)
    pairs = model.pairs(hidden, batches["pairs"].asked) - torch.tensor(PAIR_WEIGHTS).log()
    return {"pairs": pairs, "tone": model.tones(hidden, batches["tone"].asked)}


def labelled(
    model: Newsan, rows: list[Example], pool: dict[int, list[np.ndarray]], scales: dict[str, float], random: Random
) -> Iterator[tuple[str, Example]]:
    """Task and example for each sentence, with calibrated probabilities as the labels of what is asked."""
    drawn = [questions(x, random) for x in rows]
    asked = {task: [one[task] for one in drawn] for task in ("pairs", "tone")}
    renamed = [[swapped(x, pool, random) for x in rows] for _ in range(READINGS)]
    seen = [answers(model, reading, asked) for reading in [rows, *renamed]]
    for task, some in asked.items():
        mean = torch.stack([(reading[task] * scales[task]).softmax(-1) for reading in seen]).mean(0)
        for x, ranges, likely in zip(rows, some, mean.split([len(one) for one in some]), strict=True):
            answered = [(*one, p) for one, p in zip(ranges, likely.tolist(), strict=True)]
            yield task, {"ids": x["ids"], "cases": x["cases"], "asked": answered}


def soft(model: Newsan, sentences: list[Example], scales: dict[str, float], random: Random) -> dict[str, list[Example]]:
    """The new examples of both tasks."""
    fit = [x for x in sentences if len(x["ids"]) <= LONGEST and len(named(x)) > 1]
    chosen = sorted(random.sample(fit, min(SENTENCES, len(fit))), key=lambda x: len(x["ids"]))
    chosen = [{**x, "asked": [(span, 0) for span in named(x)]} for x in chosen]
    pool = names(chosen)
    tasks: dict[str, list[Example]] = defaultdict(list)
    for first in range(0, len(chosen), ROWS):
        for task, example in labelled(model, chosen[first : first + ROWS], pool, scales, random):
            tasks[f"soft_{task}_train"].append(example)
        if first // ROWS % 50 == 0:
            print(f"{first}/{len(chosen)}", flush=True)
    return tasks


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl"))
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--calibration", type=Path, default=Path("newsan/language/model/files/calibration.json"))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    fitted = json.loads(arguments.calibration.read_text())
    scales = {"tone": fitted["tone"][0], "pairs": fitted["pair"][0]}
    examples = pickle.loads(arguments.prepared.read_bytes())
    teacher = load(arguments.teacher, arguments.base).eval()
    examples |= soft(teacher, examples["gmb_train"], scales, Random(arguments.seed))
    arguments.prepared.write_bytes(pickle.dumps(examples))


if __name__ == "__main__":
    main()
