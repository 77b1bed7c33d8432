"""``newsan sample``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from cli.options import OneOf, Settings
from cli.some_options import INPUTS, settings, some_options
from newsan.coding.tools import SHEETS, TOOLS
from newsan.errors import NewsanError

SHEET = "sheet"


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
@click.option(
    "--tool",
    type=OneOf("tool", (SHEET, *TOOLS)),
    default=SHEET,
    show_default=True,
    metavar="NAME",
    help=f"What the articles are coded in: {', '.join((SHEET, *TOOLS))}.",
)
@click.option(
    "-o", "--output", "destination", required=True, metavar="FILE", help="The sheet, .csv or .xlsx; a tool's folder."
)
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
    from analyzers.readings import Read, Reader
    from cli.coding_files import write_coding
    from cli.readings import corpus, read, status
    from cli.view import Tally
    from newsan.coding.drawing import Draw, overlapping

    check_destination(destination, tool)
    given, tally = settings(options), Tally()
    draw = Draw(number, seed)
    for document in corpus(inputs, given, tally):
        draw.add(document, stratum_of(document, stratify))
    drawn = draw.drawn()
    reader = Reader(("quotes",), given.min_confidence, given.body)
    found = {one.coded.id: one for one in read((one.document for one in drawn), reader, given, tally, inputs)}
    kept = [one for one in drawn if one.document.id in found]
    parts = [(destination, kept)]
    if overlap:
        parts.append((second(destination), overlapping(kept, overlap, seed)))
    for path, members in parts:
        reads: list[Read] = [with_design(found[one.document.id], one) for one in members]
        write_coding(path, tool, reads, blind=blind)
    click.get_current_context().exit(status(given, tally, said(parts, draw.sizes.total(), stratify, given)))


def check_destination(path: str, tool: str) -> None:
    """Nothing; NewsanError for an ending that no sheet has."""
    ending = os.path.splitext(path)[1].lower()
    if tool == SHEET and ending not in SHEETS[:2]:
        raise NewsanError(f"{path}: a sheet ends in .csv or .xlsx; for another tool name it with --tool")


def stratum_of(document: Any, name: str | None) -> str:
    """The stratum of a document; NewsanError where it has no such metadata."""
    if name is None:
        return ""
    if name not in document.meta:
        known = ", ".join(document.meta) or "none; see --meta-file and --meta-from-name"
        raise NewsanError(f"{document.id} has no metadata {name!r} to stratify by; it has {known}")
    return f"{name}={document.meta[name]}"


def second(path: str) -> str:
    """The name of the second coder's sheet.

    >>> second("sheet.csv"), second("coding")
    ('sheet.second.csv', 'coding.second')
    """
    root, ending = os.path.splitext(path.rstrip("/"))
    return f"{root}.second{ending}"


def with_design(one: Any, drawn: Any) -> Any:
    """A reading that knows how its document was drawn."""
    from dataclasses import replace

    coded = replace(one.coded, probability=round(drawn.probability, 6), stratum=drawn.stratum)
    return replace(one, coded=coded)


def said(parts: Sequence[tuple[str, Sequence[Any]]], size: int, stratify: str | None, given: Settings) -> list[str]:
    """What was drawn, in a line for each sheet."""
    how = f", stratified by {stratify}" if stratify else ""
    lines = [f"{path}: {len(members)} of {size} articles{how}" for path, members in parts]
    return [] if given.quiet else lines
