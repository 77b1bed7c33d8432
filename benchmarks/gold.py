"""Where the gold is: a small sample in the project, the dev sets in a folder beside it."""

from __future__ import annotations

from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"

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

FOLDER = click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the dev sets."
)


def folder_of(data: Path | None) -> Path | None:
    """The folder named, else the usual one if it is there."""
    return data or (DATA if DATA.is_dir() else None)
