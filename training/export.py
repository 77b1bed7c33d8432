"""Checkpoint → the shipped files: ``python -m training.export CHECKPOINT -o newsan/language/model/files``.

``encoder.int8.onnx`` holds the encoder with the two tagging heads, ``stance.int8.onnx`` the encoder that reads a
passage again for a question of stance; both are quantised dynamically (signed 8-bit weights per channel, with a reduced
range: without it processors that lack VNNI saturate).  ``heads.npz`` holds the matrices of the link head and of the two
stance heads in half precision; the product runs those in numpy.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.graph import rewrite, rewrite_stance
from training.labels import ATTRIBUTION, ENTITY, LINK, POLARITY, QUESTIONS
from training.marked import Marked, load_marked
from training.model import Newsan, load

Arrays = dict[str, NDArray[np.float16]]

OPSET = 17

FILES = {"encoder": "encoder.int8.onnx", "stance": "stance.int8.onnx", "heads": "heads.npz"}

WINDOW = {"size": 176, "context": 8}
"""Pieces that the shipped model reads at once (``newsan/language/model/windows.py`` says why)."""


class Exported(nn.Module):
    """What the encoder's graph computes: states, the two tagging heads' logits, and the embedded pieces.

    The last are those of the top here; ``training/graph.py`` takes them from where they are.
    """

    def __init__(self, model: Newsan) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """One window or several of one length: no mask, because the product pads nothing."""
        hidden = self.model.encode(ids, cases, torch.ones_like(ids))
        return hidden, self.model.entity(hidden), self.model.attribution(hidden), hidden + 0


class ExportedStance(nn.Module):
    """What the stance encoder's graph computes: embedded and marked passages of one length → states."""

    def __init__(self, model: Marked) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: Tensor) -> Tensor:
        """``states`` [questions, pieces, width] with an edge before and behind each passage."""
        return self.model.upper(states)


def traced(model: nn.Module, inputs: dict[str, Tensor], outputs: Sequence[str], path: Path) -> None:
    """Write a float graph of a module."""
    axes = {name: {0: "batch", 1: "pieces"} for name in (*inputs, *outputs)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, tuple(inputs.values()), str(path), dynamo=False, opset_version=OPSET,
            input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes,
        )  # fmt: skip


def quantised(floats: Path, path: Path) -> None:
    """Write a graph with 8-bit weights."""
    quantize_dynamic(str(floats), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def export_encoder(model: Newsan, floats: Path, path: Path) -> None:
    """Write the encoder's graph."""
    ids = torch.randint(1000, 2000, (1, 17))
    outputs = ("hidden", "entity", "attribution", "embedded")
    traced(Exported(model), {"ids": ids, "cases": torch.zeros_like(ids)}, outputs, floats)
    quantised(floats, path)
    rewrite(path)


def export_stance(model: Marked, floats: Path, path: Path) -> None:
    """Write the stance encoder's graph."""
    traced(ExportedStance(model), {"states": torch.randn(2, 17, model.mark.embedding_dim)}, ["hidden"], floats)
    quantised(floats, path)
    rewrite_stance(path)


HEADS = ("link", "stance")
"""Heads that run outside the graphs."""


def heads_of(model: Newsan) -> Arrays:
    """The matrices of the heads that run outside the graphs."""
    return {name: half(value) for name, value in model.state_dict().items() if name.split(".")[0] in HEADS}


def marked_of(model: Marked) -> Arrays:
    """The tables of marks and edges, and the matrices of the stance encoder's head, all called ``marked``."""
    weights = {"mark.weight": model.mark.weight, "edges": model.edges, **model.stance.state_dict()}
    return {f"marked.{name}": half(value) for name, value in weights.items()}


def half(value: Tensor) -> NDArray[np.float16]:
    """A weight in half precision."""
    return value.detach().numpy().astype(np.float16)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="the encoder and its heads")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument(
        "--stance", type=Path, help="the stance encoder, what training.marked wrote; without it that stays"
    )
    parser.add_argument("--only-stance", action="store_true", help="leave the encoder and the other heads as they are")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--keep-float", type=Path, help="also write the encoder's float graph here, to compare")
    arguments = parser.parse_args()
    output = arguments.output
    heads = dict(np.load(output / FILES["heads"])) if (output / FILES["heads"]).exists() else {}
    model = load(arguments.checkpoint, arguments.base).eval()
    with tempfile.TemporaryDirectory() as folder:
        floats = Path(folder) / "floats.onnx"
        if not arguments.only_stance:
            export_encoder(model, arguments.keep_float or floats, output / FILES["encoder"])
            heads |= heads_of(model)
        if arguments.stance:
            marked = load_marked(arguments.stance, model)
            export_stance(marked, floats, output / FILES["stance"])
            heads = {name: array for name, array in heads.items() if not name.startswith("marked.")} | marked_of(marked)
    np.savez(output / FILES["heads"], **heads)
    path = output / "model.json"
    labels = json.loads(path.read_text())["labels"] if path.exists() else {}
    labels |= {"entity": ENTITY, "attribution": ATTRIBUTION, "link": LINK, "question": QUESTIONS, "polarity": POLARITY}
    given = {**FILES, "tokenizer": "tokenizer.json", "window": WINDOW, "labels": labels}
    path.write_text(json.dumps(given, indent=1) + "\n")
    for file in sorted(output.iterdir()):
        print(f"{file.name:20} {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
