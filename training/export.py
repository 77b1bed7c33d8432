"""Checkpoint → the shipped files: ``python -m training.export CHECKPOINT -o newsan/language/model/files``.

``encoder.int8.onnx`` holds the encoder with the two tagging heads, quantised dynamically (signed 8-bit weights per
channel, with a reduced range: without it processors that lack VNNI saturate).  ``heads.npz`` holds the matrices of
the link and stance heads in half precision; the product runs those in numpy.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.graph import rewrite
from training.labels import ATTRIBUTION, ENTITY, LINK, POLARITY, QUESTIONS
from training.model import Newsan, load

OPSET = 17

WINDOW = {"size": 176, "context": 8}
"""Pieces that the shipped model reads at once (``newsan/language/model/windows.py`` says why)."""


class Exported(nn.Module):
    """What the ONNX graph computes: contextual pieces and the two tagging heads' logits."""

    def __init__(self, model: Newsan) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """One window or several of one length: no mask, because the product pads nothing."""
        hidden = self.model.encode(ids, cases, torch.ones_like(ids))
        return hidden, self.model.entity(hidden), self.model.attribution(hidden)


def export_encoder(model: Newsan, path: Path) -> None:
    """Write the float graph."""
    ids = torch.randint(1000, 2000, (1, 17))
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "cases", "hidden", "entity", "attribution")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Exported(model), (ids, torch.zeros_like(ids)), str(path), dynamo=False, opset_version=OPSET,
            input_names=["ids", "cases"], output_names=["hidden", "entity", "attribution"], dynamic_axes=axes,
        )  # fmt: skip


HEADS = ("link", "stance")
"""Heads that run outside the graph."""


def export_heads(model: Newsan, path: Path) -> None:
    """Write the matrices of the heads that run outside the graph."""
    arrays = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in model.state_dict().items()
        if name.split(".")[0] in HEADS
    }
    np.savez(path, **arrays)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--keep-float", type=Path, help="also write the float graph here, to compare")
    arguments = parser.parse_args()
    model = load(arguments.checkpoint, arguments.base).eval()
    with tempfile.TemporaryDirectory() as folder:
        float_graph = arguments.keep_float or Path(folder) / "encoder.onnx"
        export_encoder(model, float_graph)
        encoder = arguments.output / "encoder.int8.onnx"
        quantize_dynamic(
            str(float_graph), str(encoder),
            weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        )  # fmt: skip
        rewrite(encoder)
    export_heads(model, arguments.output / "heads.npz")
    labels = {"entity": ENTITY, "attribution": ATTRIBUTION, "link": LINK, "question": QUESTIONS, "polarity": POLARITY}
    given = {"encoder": encoder.name, "heads": "heads.npz", "tokenizer": "tokenizer.json", "window": WINDOW}
    (arguments.output / "model.json").write_text(json.dumps(given | {"labels": labels}, indent=1) + "\n")
    for file in sorted(arguments.output.iterdir()):
        print(f"{file.name:20} {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
