"""``newsan annotate``."""

from __future__ import annotations

from typing import Any

import click

from cli.options import checked, file_name
from cli.some_options import INPUTS, some_options
from newsan.errors import NewsanError


def part_of_plan(value: str) -> tuple[int, int]:
    """The numbers of ``i/n``; NewsanError for anything else."""
    given, _, whole = value.partition("/")
    if given.isdecimal() and whole.isdecimal() and 1 <= int(given) <= int(whole):
        return int(given), int(whole)
    raise NewsanError(f"{value!r} is no part of a plan: expected 1/3, 2/3 and so on")


def scheduler_address(value: str) -> str:
    """The address of a scheduler; NewsanError for anything else."""
    kind, _, rest = value.partition(":")
    local = kind == "local" and rest.isdecimal() and int(rest)
    if local or (kind in ("tcp", "tls", "ws", "wss") and rest.startswith("//") and len(rest) > 2):
        return value
    raise NewsanError(f"{value!r} is no address of a scheduler: expected local:4 or tcp://HOST:8786")


@click.command(short_help="Annotates a corpus once, into a folder that every command then answers from.")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    callback=checked(file_name),
    metavar="DIR",
    help="The folder of tables: a new one, or one that a run was begun in.",
)
@click.option(
    "--scheduler",
    callback=checked(scheduler_address),
    metavar="ADDRESS",
    help="A Dask cluster: tcp://HOST:PORT, or local:N for one on this machine.",
)
@click.option(
    "--shard", "only", callback=checked(part_of_plan), metavar="I/N", help="Only every N-th shard, from the I-th on."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="S", help="Most seconds for a document."
)
@click.option(
    "--shard-size",
    type=click.IntRange(min=1),
    default=250,
    show_default=True,
    metavar="N",
    help="Most documents of a shard, which is what a crash may cost.",
)
@click.option(
    "--finish", is_flag=True, help="INPUT is a folder whose shards were done with --shard: say that it is whole."
)
@click.option("--no-text", is_flag=True, help="Do not store the texts.")
@some_options(*INPUTS)
def annotate(inputs: tuple[str, ...], **options: Any) -> None:
    """Annotates a corpus once, into a folder that every command then answers from.

    INPUT is a file or a folder (all articles in it).  The same command goes on where a run was ended.

    \b
    newsan annotate articles/ -o annotated -j 0
    newsan quotes annotated
    newsan annotate articles/ -o annotated --shard 7/500; newsan annotate annotated --finish
    """
    from cli.corpus import annotate_corpus

    click.get_current_context().exit(annotate_corpus(inputs, options))
