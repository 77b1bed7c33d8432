"""Shipped files → a checkpoint to train on: ``python -m training.restore newsan/language/model/files -o START.pt``.

The shipped weights have 8 bits (half precision in the heads), so the checkpoint is not the one that they were exported
from, but as near to it as the product's own figures are: training on from it needs no file that is not shipped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.graph import QUANTISED

Arrays = dict[str, NDArray[np.generic]]


def encoder(path: Path) -> dict[str, Tensor]:
    """The weights of the encoder and the tagging heads out of the graph, by their names in ``training.model``."""
    arrays = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    modules = [name.removesuffix(f".{QUANTISED[0]}") for name in arrays if name.endswith(QUANTISED[0])]
    state = {f"{module}.weight": weight(arrays, module) for module in modules}
    state |= {
        name: array for name, array in arrays.items() if name.startswith("model.") and not name.endswith(QUANTISED)
    }
    return {name.removeprefix("model."): tensor(array) for name, array in state.items()}


def weight(arrays: Arrays, module: str) -> NDArray[np.generic]:
    """A weight out of its 8-bit steps; a table has one scale, a matrix, which torch keeps turned, one for a column."""
    steps, scale, zero = (arrays[f"{module}.{part}"] for part in QUANTISED)
    floats: NDArray[np.generic] = (steps.astype(np.int32) - zero.astype(np.int32)) * scale.astype(np.float32)
    return floats if scale.ndim == 0 else floats.T


OTHERS = ("marked", "antecedent", "affiliation", "tone", "pair")
"""Heads that are not restored: those that are learned apart, and two that earlier models had."""


def heads(path: Path) -> dict[str, Tensor]:
    """The other heads' weights."""
    with np.load(path) as arrays:
        return {name: tensor(arrays[name]) for name in arrays.files if name.split(".")[0] not in OTHERS}


def stance(files: Path) -> dict[str, Tensor]:
    """The weights of the stance encoder and its head, by their names in ``training.marked``."""
    with np.load(files / "heads.npz") as arrays:
        found = {name: tensor(arrays[name]) for name in arrays.files if name.startswith("marked.")}
    names = {name: name.removeprefix("marked.") for name in found}
    own = ("mark.weight", "edges")
    return encoder(files / "stance.int8.onnx") | {
        new if new in own else f"stance.{new}": found[name] for name, new in names.items()
    }


def tensor(array: NDArray[np.generic]) -> Tensor:
    """An array's 32-bit floats as a tensor of their own."""
    return torch.from_numpy(np.array(array, dtype=np.float32, order="C"))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of the shipped files")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--stance", type=Path, help="also write the stance encoder as a checkpoint")
    arguments = parser.parse_args()
    state = encoder(arguments.model / "encoder.int8.onnx") | heads(arguments.model / "heads.npz")
    torch.save({"mean": state}, arguments.output)
    if arguments.stance:
        torch.save({"mean": stance(arguments.model)}, arguments.stance)


if __name__ == "__main__":
    main()
