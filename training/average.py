"""Checkpoints of one family → the mean of their weights: ``python -m training.average A.pt B.pt -o MEAN.pt``.

A model trained on from another, and the other: their mean is often better than either (model soups, Wortsman et al.,
ICML 2022).  The result is read like any checkpoint by ``training.export`` and ``--start``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight of the last state over the states that have it; what is no weight is the last state's."""
    last = states[-1]
    return {
        name: torch.stack([state[name].float() for state in states if name in state]).mean(0)
        if last[name].is_floating_point()
        else value
        for name, value in last.items()
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    states = [torch.load(path, weights_only=True)["mean"] for path in arguments.checkpoints]
    torch.save({"mean": mean(states)}, arguments.output)


if __name__ == "__main__":
    main()
