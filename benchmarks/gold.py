"""Where the gold is: a small sample in the project, the corpora in a folder that is not part of it."""

from __future__ import annotations

import os
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("NEWSAN_DATA") or ROOT / "data")
"""The folder of the corpora (training/DATA.md): what NEWSAN_DATA names, else ``data/`` (git ignores it)."""

SAMPLE = {
    task: ROOT / "tests" / "accuracy_sample" / f"{task}.jsonl" for task in ("entities", "quotes", "tone", "directed")
}
DEV = {
    "entities": "entities/worldwide_dev.jsonl.gz",
    "quotes": "quotes/polnear_dev.jsonl.gz",
    "tone": "tone/newsmtsc_dev.jsonl.gz",
    "directed": "directed/dse_dev.jsonl.gz",
}
"""The gold of each task, in the project and in the data folder."""

STANCE_DEV = "stance/stance_dev.jsonl.gz"
"""Single holders and targets, read one by one (``benchmarks/stances.py``)."""

FOLDER = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the corpora; default: NEWSAN_DATA, else data/.",
)


def folder_of(data: Path | None) -> Path | None:
    """The folder named, else the usual one if it is there."""
    return data or (DATA if DATA.is_dir() else None)
