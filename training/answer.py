"""A teacher's answers where nobody answered: ``python -m training.answer CHECKPOINT --base FOLDER -o FILE.npy``.

The file holds the probabilities [questions, polarities] in the order of the prepared passages (``training.questions``).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch

from training.batches import Array, batch, pack
from training.labels import POLARITY
from training.model import Newsan, load
from training.pieces import Example
from training.train import DEVICE, examples_of, half, loaded

PASSAGES = 64
"""Passages read at once."""


@torch.no_grad()
def answers(teacher: Newsan, examples: Sequence[Example]) -> Array:
    """The probabilities of the polarities for all questions [questions, polarities], in half precision."""
    firsts = np.cumsum([0, *(len(x["asked"]) for x in examples)])
    out = np.zeros((firsts[-1], len(POLARITY)), np.float16)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]["ids"]))
    for first in range(0, len(order), PASSAGES):
        some = order[first : first + PASSAGES]
        b = loaded(batch("unanswered", [w for i in some for w in pack([examples[i]], 1, Random(0), 1.0)]))
        with torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=half()):
            likely = teacher.marked(b.seen, b.cases, b.asked).float().softmax(-1).cpu().numpy()
        rows = np.concatenate([np.arange(firsts[i], firsts[i + 1]) for i in some])
        out[rows] = likely
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, default=Path("build/prepared.pkl.xz"))
    parser.add_argument("-o", "--output", type=Path, default=Path("build/answers.npy"))
    arguments = parser.parse_args()
    teacher = load(arguments.checkpoint, arguments.base).eval().to(DEVICE)
    found = answers(teacher, examples_of(arguments.prepared)["unanswered_train"])
    np.save(arguments.output, found)
    print(f"{len(found)} answers; {np.bincount(found.argmax(1), minlength=3).tolist()} likeliest by polarity")


if __name__ == "__main__":
    main()
