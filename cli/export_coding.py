"""``newsan export``."""

from __future__ import annotations

from typing import Any

import click

from cli.coding_options import DESTINATION, tool_option
from cli.some_options import INPUTS, settings, some_options
from newsan.coding.files import check_target


@click.command("export", short_help="What newsan finds, in the format of an annotation tool.")
@tool_option("The format")
@click.option("--entities", is_flag=True, help="The mentions of persons, organisations, places and groups too.")
@click.option("--stance", is_flag=True, help="Who stands where towards whom too; a sheet has no place for it.")
@DESTINATION
@some_options(*INPUTS, "min_confidence", "body")
def export(inputs: tuple[str, ...], tool: str, entities: bool, stance: bool, destination: str, **options: Any) -> None:
    """What newsan finds, in the format of an annotation tool.

    INPUT is a file or a folder. newsan evaluate reads all formats back with --gold.

    \b
    newsan export articles/ -o sheet.xlsx
    newsan export articles/ --tool brat -o brat
    newsan export articles/ --tool refi-qda --entities -o project.qdpx
    """
    from analyzers.readings import Reader
    from cli.readings import corpus, read, status
    from cli.view import Tally
    from newsan.coding.files import write_coding

    check_target(destination, tool)
    given, tally = settings(options), Tally()
    layers: Any = ("quotes", *(["entities"] if entities else []), *(["stance"] if stance else []))
    reader = Reader(layers, given.min_confidence, given.body)
    reads = read(corpus(inputs, given, tally), reader, given, tally, inputs)
    write_coding(destination, tool, [(one.coded, one.sentences) for one in reads], suggested=False)
    click.get_current_context().exit(status(given, tally))
