"""``python -m benchmarks.accuracy``: how often newsan is right, by the code that its commands run.

    python -m benchmarks.accuracy TASK GOLD.jsonl [-o PREDICTIONS.jsonl] [--limit N]
    python -m benchmarks.accuracy all [--data FOLDER]             all sets, against their floors; also without a command
    python -m benchmarks.accuracy floors [--data FOLDER] [--write] [--lower]

TASK is entities, quotes, tone, directed, actors (whole articles) or speakers.  Figures go to stdout as JSON; what they
mean is in ``benchmarks/scores``.  ``all`` ends with status 1 if a figure is below its floor.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from benchmarks import floors
from benchmarks.gold import FOLDER, folder_of, gold_records, gold_sets
from benchmarks.predictions import PREDICTIONS
from benchmarks.records import Record, write
from benchmarks.scores import SCORES

GOLD = click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def measured(task: str, gold: Path, *, predictions: Path | None = None, limit: int | None = None) -> Record:
    """The figures of one task on a gold file; the predictions are written if a path for them is given."""
    records = gold_records(gold, limit)
    found = list(PREDICTIONS[task](records))
    if predictions:
        write(predictions, found)
    return SCORES[task](records, found)


def headlines(data: Path | None) -> floors.Floors:
    """The pinned figures of all sets that are there, as they are now."""
    now: floors.Floors = {}
    if folder_of(data) is None:
        click.echo("no dev sets: the sample alone is measured; name their folder with --data", err=True)
    for name, task, gold in gold_sets(data):
        now.setdefault(name, {})[task] = floors.pinned(task, measured(task, gold))
        click.echo(f"{name} {task}: {json.dumps(now[name][task])}", err=True)
    return now


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Measure newsan against gold."""
    if context.invoked_subcommand is None:
        context.invoke(every)


def _task(task: str) -> click.Command:
    """The command that measures one task."""

    @click.command(task, help=f"Figures of {task} on a gold file.")
    @GOLD
    @click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the predictions here.")
    @click.option("--limit", type=click.IntRange(1), help="Take the first N records only.")
    def command(gold: Path, output: Path | None, limit: int | None) -> None:
        click.echo(json.dumps(measured(task, gold, predictions=output, limit=limit), indent=1))

    return command


for name in SCORES:
    main.add_command(_task(name))


@main.command("all")
@FOLDER
def every(data: Path | None = None) -> None:
    """All sets, against their floors."""
    now = headlines(data)
    click.echo(json.dumps(now, indent=1))
    drops = floors.drops(now, floors.read())
    for drop in drops:
        click.echo(drop, err=True)
    sys.exit(1 if drops else 0)


@main.command("floors")
@FOLDER
@click.option("--write", "keep", is_flag=True, help="Write the floors: those that rise, and those of new figures.")
@click.option("--lower", is_flag=True, help="With --write: let floors fall, too; say why in the changelog.")
def new_floors(data: Path | None, keep: bool, lower: bool) -> None:
    """What the floors would be."""
    wanted = floors.below(headlines(data))
    if keep:
        wanted = floors.merged(floors.read(), wanted, lower=lower)
        floors.write(wanted)
    click.echo(json.dumps(wanted, indent=1))


if __name__ == "__main__":
    main()
