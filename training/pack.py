"""Weights in 8 bits, in files small enough to send: ``python -m training.pack STATE -o FOLDER [--most 15]``.

STATE is a checkpoint, or the folder of a pretrained encoder.  Matrices have one scale for each row, all else is in half
precision.  ``python -m training.pack FOLDER --unpack -o STATE`` puts them together again.  A pretrained encoder becomes
a folder that transformers loads, with its vocabulary in the order of BERT's (MPNet has the same pieces behind four of
its own).
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

EMBEDDINGS = "embeddings.word_embeddings.weight"
MPNET_FIRST, N_PIECES = 4, 30_522
"""Where BERT's vocabulary begins in MPNet's, and its size."""

SPECIAL = {0: 1, 101: 0, 102: 2, 103: 30_526}
"""Pieces that MPNet has under other numbers: padding, opening, closing, hidden."""


def pretrained(folder: Path) -> dict[str, Tensor]:
    """The weights of an encoder, with BERT's vocabulary."""
    state = load_file(folder / "model.safetensors")
    words = state[EMBEDDINGS]
    if len(words) == N_PIECES + MPNET_FIRST + 1:
        numbers = torch.arange(N_PIECES) + MPNET_FIRST
        for piece, number in SPECIAL.items():
            numbers[piece] = number
        state[EMBEDDINGS] = words[numbers]
    return {name: value for name, value in state.items() if "pooler" not in name and "position_ids" not in name}


def packed(state: dict[str, Tensor]) -> dict[str, np.ndarray]:
    """Matrices as 8-bit steps and the scale of each row; the rest in half precision."""
    arrays: dict[str, np.ndarray] = {}
    for name, value in state.items():
        x = value.detach().float().numpy()
        if x.ndim == 2 and x.shape[0] > 2 and x.shape[1] > 2:
            scale = np.maximum(np.abs(x).max(1, keepdims=True), 1e-8) / 127
            arrays[f"{name}|steps"] = np.round(x / scale).astype(np.int8)
            arrays[f"{name}|scale"] = scale.astype(np.float32)
        else:
            arrays[name] = x.astype(np.float16)
    return arrays


def unpacked(folder: Path) -> dict[str, Tensor]:
    """What ``packed`` made, from all files of a folder."""
    arrays: dict[str, np.ndarray] = {}
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as file:
            arrays |= {name: file[name] for name in file.files}
    state = {}
    for name, value in arrays.items():
        base, _, part = name.partition("|")
        if part != "scale":
            whole = value.astype(np.float32) * arrays[f"{base}|scale"] if part else value.astype(np.float32)
            state[base] = torch.from_numpy(whole)
    return state


def grouped(arrays: dict[str, np.ndarray], most: int) -> Iterator[dict[str, Any]]:
    """The arrays in groups of at most so many bytes, a larger array in one of its own."""
    group: dict[str, Any] = {}
    for name, value in arrays.items():
        if group and sum(x.nbytes for x in group.values()) + value.nbytes > most:
            yield group
            group = {}
        group[name] = value
    if group:
        yield group


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--unpack", action="store_true")
    parser.add_argument("--most", type=float, default=15, help="megabytes of a file")
    arguments = parser.parse_args()
    if arguments.unpack and (arguments.state / "config.json").exists():
        arguments.output.mkdir(parents=True, exist_ok=True)
        save_file(unpacked(arguments.state), arguments.output / "model.safetensors", {"format": "pt"})
        shutil.copy(arguments.state / "config.json", arguments.output)
    elif arguments.unpack:
        torch.save({"mean": unpacked(arguments.state)}, arguments.output)
    else:
        arguments.output.mkdir(parents=True, exist_ok=True)
        is_folder = arguments.state.is_dir()
        state = pretrained(arguments.state) if is_folder else torch.load(arguments.state, weights_only=True)["mean"]
        for number, group in enumerate(grouped(packed(state), round(arguments.most * 1e6))):
            np.savez(arguments.output / f"part{number:02}.npz", **group)
        if is_folder:
            text = (arguments.state / "config.json").read_text(encoding="utf-8")
            text = text.replace(f'"vocab_size": {N_PIECES + MPNET_FIRST + 1}', f'"vocab_size": {N_PIECES}')
            (arguments.output / "config.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
