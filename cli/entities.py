"""``newsan entities``."""

from __future__ import annotations

from typing import Any

import click

from cli.options import listed, settings, shared_options
from newsan.choices import TYPES


@click.command(short_help="How often each person, organisation, place and group is named.")
@click.option(
    "--type", "types", callback=listed("type", TYPES), metavar=",".join(TYPES), help="Only entities of these types."
)
@click.option("--merge-demonyms", is_flag=True, help='Count "Russian" as Russia.')
@shared_options
def entities(inputs: tuple[str, ...], types: tuple[str, ...] | None, merge_demonyms: bool, **options: Any) -> None:
    """How often each person, organisation, place and group is named.

    INPUT is a file, a folder (all articles in it) or - for standard input, which is also read if no INPUT is given.

    \b
    newsan entities article.txt
    newsan entities --type person,org -n 10 articles/
    cat article.txt | newsan entities --csv
    """
    from cli.run import run

    run("entities", inputs, settings(options), types=types, merge_demonyms=merge_demonyms)
