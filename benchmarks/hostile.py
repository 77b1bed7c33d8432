"""``python -m benchmarks.hostile``: how the time grows with a text that is made to be slow.

    python -m benchmarks.hostile [PATTERN]... [--sizes 10,40,160] [--drawn]

Each pattern of ``patterns.py`` is read at some sizes, by all parts of newsan, analyzed, and written in every format.
Shown are the seconds of CPU that the model takes, which are linear by its make and would hide the rest, the seconds
of all rules and outputs, and by how much those grow from the second largest size to the largest, all together and in
the stage that grows most: where the text grows fourfold, 4 is linear and 16 is quadratic.  ``--drawn`` draws the
model's findings at random instead: quicker, and the rules get findings that the model would never give.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click

from benchmarks.outputs import outputs
from benchmarks.patterns import UNITS, text_of
from benchmarks.speed import ONE_THREAD
from benchmarks.stages import Clock, stages
from newsan.document import Document
from newsan.language import annotate
from newsan.language.model.encoder import load

MODELS = ("model", "pieces")
"""The stages whose time is the model's; its heads work on bounded stretches, so they count with the rules."""

SHORTEST = 0.05
"""Seconds below which a growth is noise."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one text costs: its characters, the model's seconds of CPU, those of every other stage."""

    size: int
    model: float
    stages: Mapping[str, float]

    @property
    def rules(self) -> float:
        """The seconds of all stages but the model's."""
        return sum(self.stages.values())


def cost(text: str, tables: bool) -> Cost:
    """What a text costs."""
    clock = Clock()
    with stages(clock):
        docs = list(annotate([Document("x", text)]))
    clock.switch()
    for stage, formats in {"rows": ("json",), **({"tables": ("table",)} if tables else {})}.items():
        with clock.stage(stage):
            for _ in outputs(docs, formats):
                pass
    seconds = dict(clock.seconds)
    model = sum(seconds.pop(stage, 0.0) for stage in MODELS)
    return Cost(len(text), model, seconds)


@dataclass(frozen=True, slots=True)
class Growth:
    """The costs of one pattern at growing sizes."""

    pattern: str
    costs: Sequence[Cost]

    @property
    def ratio(self) -> float:
        """By how much the rules' time grows from the second largest size to the largest; 0 if it is too short."""
        before, after = (one.rules for one in self.costs[-2:])
        return after / max(before, SHORTEST) if after > 4 * SHORTEST else 0.0

    @property
    def worst(self) -> tuple[float, str]:
        """By how much the stage that grows most grows from the second largest size to the largest, and which it is.

        Stages that take less than four times ``SHORTEST`` at the largest size are left out.
        """
        before, after = (one.stages for one in self.costs[-2:])
        grown = {
            stage: seconds / max(before.get(stage, 0.0), SHORTEST)
            for stage, seconds in after.items()
            if seconds > 4 * SHORTEST
        }
        stage = max(grown, key=grown.__getitem__, default="")
        return grown.get(stage, 0.0), stage


def growth(pattern: str, sizes: Sequence[int], tables: bool) -> Growth:
    """What a pattern costs at each size, in thousands of characters."""
    return Growth(pattern, [cost(text_of(pattern, 1000 * size), tables) for size in sizes])


def header(sizes: Sequence[int]) -> str:
    """The head of the table, in Markdown."""
    names = ["pattern", *(f"model {n} kB" for n in sizes), *(f"rules {n} kB" for n in sizes), "growth", "worst stage"]
    return "| " + " | ".join(names) + " |\n|---|" + "--:|" * (2 * len(sizes) + 1) + ":--|"


def row(found: Growth) -> str:
    """One pattern's line of the table."""
    seconds = [*(one.model for one in found.costs), *(one.rules for one in found.costs)]
    worst, stage = found.worst
    figures = [*(f"{second:.2f}" for second in seconds), f"{found.ratio:.1f}" if found.ratio else ""]
    return "| " + " | ".join([found.pattern, *figures, f"{stage} {worst:.1f}" if stage else ""]) + " |"


@click.command()
@click.argument("patterns", nargs=-1, type=click.Choice(list(UNITS)), metavar="[PATTERN]...")
@click.option("--sizes", default="10,40,160", help="Thousands of characters, growing.")
@click.option("--drawn", is_flag=True, help="Draw the model's findings at random.")
@click.option("--tables", is_flag=True, help="Draw the tables, too; rich takes most of the time then.")
@click.option("--seed", default=1, help="With --drawn: what to draw.")
@click.option("--most", default=0.0, help="Exit with 1 when the rules of a pattern grow by more.")
def main(patterns: tuple[str, ...], sizes: str, drawn: bool, tables: bool, seed: int, most: float) -> None:
    """Measure how the time of hostile texts grows; a table in Markdown to stdout."""
    chosen = [int(size) for size in sizes.split(",")]
    os.environ.update(ONE_THREAD)  # before numpy is imported: threads that wait for one another count as work
    from benchmarks.findings import MANY, found_by, standing_in

    model = standing_in(MANY, seed) if drawn else load()
    click.echo(header(chosen))
    worst = 0.0
    with found_by(model):
        list(annotate([Document("", "“We are ready,” said Ann Lee.")]))
        for pattern in patterns or UNITS:
            found = growth(pattern, chosen, tables)
            worst = max(worst, found.worst[0])
            click.echo(row(found))
    sys.exit(bool(most and worst > most))


if __name__ == "__main__":
    main()
