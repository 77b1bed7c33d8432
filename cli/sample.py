"""``newsan sample``."""

from __future__ import annotations

from typing import Any

import click

from cli.coding_options import DESTINATION, tool_option
from cli.some_options import INPUTS, settings, some_options
from newsan.coding.files import check_target


@click.command(short_help="Draw articles at random and write a sheet in which people code them.")
@click.option("-n", "--number", type=click.IntRange(min=1), default=60, show_default=True, help="Articles to draw.")
@click.option("--stratify", metavar="NAME", help="Draw from each value of this metadata, in proportion to its size.")
@click.option("--seed", type=click.INT, default=1, show_default=True, help="The same seed draws the same articles.")
@click.option("--blind", is_flag=True, help="Leave out what newsan found.")
@click.option(
    "--overlap",
    type=click.IntRange(min=1),
    metavar="N",
    help="A second sheet with N of the articles, for a second coder: FILE.second.",
)
@tool_option("What the articles are coded in")
@DESTINATION
@some_options(*INPUTS, "min_confidence", "body")
def sample(
    inputs: tuple[str, ...],
    number: int,
    stratify: str | None,
    seed: int,
    blind: bool,
    overlap: int | None,
    tool: str,
    destination: str,
    **options: Any,
) -> None:
    """Draw articles at random and write a sheet in which people code them.

    INPUT is a file or a folder. The sheet records with which probability each article was drawn.

    \b
    newsan sample articles/ -n 60 -o sheet.csv
    newsan sample articles/ -n 60 --stratify outlet --meta-file outlets.csv --overlap 15 -o sheet.xlsx
    newsan sample articles/ -n 60 --blind --tool label-studio -o coding
    """
    from analyzers.coding import drawn_from, write_sample
    from analyzers.readings import Reader
    from cli.readings import corpus, read, status
    from cli.view import Tally

    check_target(destination, tool)
    given, tally = settings(options), Tally()
    drawn, size = drawn_from(corpus(inputs, given, tally), number, seed, stratify)
    reader = Reader(("quotes",), given.min_confidence, given.body)
    reads = read((one.document for one in drawn), reader, given, tally, inputs)
    written = write_sample(destination, tool, drawn, reads, blind=blind, overlap=overlap, seed=seed)
    how = f", stratified by {stratify}" if stratify else ""
    lines = [f"{path}: {n} of {size} articles{how}" for path, n in written]
    click.get_current_context().exit(status(given, tally, lines))
