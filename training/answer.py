"""A teacher's answers where nobody answered: ``python -m training.answer CHECKPOINT --base FOLDER -o FILE.npy``.

The file holds the probabilities [questions, polarities] in the order of the prepared passages (``training.questions``).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from training.askings import askings, batches
from training.batches import Array
from training.labels import POLARITY
from training.marked import probabilities
from training.model import Newsan, load
from training.pieces import Example
from training.train import DEVICE, examples_of

PIECES = 16384
"""About as many pieces are read at once."""


def answers(teacher: Newsan, examples: Sequence[Example]) -> Array:
    """The probabilities of the polarities for all questions [questions, polarities], in half precision."""
    found = list(askings("unanswered", examples))
    order = sorted(range(len(found)), key=lambda i: len(found[i].ids))
    likely = [probabilities(teacher, None, b) for b in batches([found[i] for i in order], PIECES)]
    out = np.zeros((len(found), len(POLARITY)), np.float16)
    out[order] = torch.cat(likely).cpu().numpy()
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
