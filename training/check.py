"""Does the quantised graph agree with the float one?  ``python -m training.check FLOAT.onnx [--data FOLDER]``.

Both graphs read the same development texts; printed are the shares of pieces to which they give the same best entity
tag and attribution tag, and the mean cosine of the pieces' states (``RUNS.md`` has figures of earlier models).  A share
below 98 % means that something went wrong in quantisation (or that the processor saturates: see ``export.py``).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession

from benchmarks.gold import DATA
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.encoder import Model, Reading, load, read
from training.corpora import records


def reading(model: Model, text: str) -> Reading:
    """What a model makes of a whole text."""
    blocks = paragraphs(text)
    return read(model, text, (0, len(text)), blocks, sentences(text, blocks))


def agreement(left: Reading, right: Reading) -> dict[str, float]:
    """Shares of equal best tags and the mean cosine, weighted by nothing: one text."""
    cosine = (
        (left.hidden * right.hidden).sum(1) / np.linalg.norm(left.hidden, axis=1) / np.linalg.norm(right.hidden, axis=1)
    )
    return {
        "pieces": float(len(left.starts)),
        "same_entity_tag": float((left.entity.argmax(1) == right.entity.argmax(1)).mean()),
        "same_attribution_tag": float((left.attribution.argmax(1) == right.attribution.argmax(1)).mean()),
        "cosine": float(cosine.mean()),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("float_graph", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--texts", type=int, default=20, help="texts of each development set")
    arguments = parser.parse_args()
    shipped = load()
    exact = replace(shipped, session=InferenceSession(str(arguments.float_graph)))
    files = ("entities/worldwide_dev", "quotes/polnear_dev", "tone/newsmtsc_dev")
    texts = [r["text"] for f in files for r in islice(records(arguments.data / f"{f}.jsonl.gz"), arguments.texts)]
    found = [agreement(reading(shipped, text), reading(exact, text)) for text in texts]
    total = sum(one["pieces"] for one in found)
    means = {k: round(sum(one[k] * one["pieces"] for one in found) / total, 5) for k in found[0] if k != "pieces"}
    print(json.dumps({"texts": len(texts), "pieces": int(total)} | means))


if __name__ == "__main__":
    main()
