"""``newsan status``."""

from __future__ import annotations

import click


@click.command(short_help="How far the annotation of a folder is.")
@click.argument("folder", type=click.Path(), metavar="DIR")
def status(folder: str) -> None:
    """How far the annotation of a folder is: its shards, its documents, and who is at work in it.

    The status is 0 if nothing is missing, else 3.

    \b
    newsan status annotated
    """
    from cli.corpus import tell_status

    click.get_current_context().exit(tell_status(folder))
