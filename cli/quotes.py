"""``newsan quotes``."""

from __future__ import annotations

from typing import Any

import click

from cli.options import listed, settings, shared_options
from newsan.choices import KINDS


@click.command(short_help="How often, how long and where each speaker is quoted.")
@click.option(
    "--kind", "kinds", callback=listed("kind", KINDS), metavar=",".join(KINDS), help="Only quotations of these kinds."
)
@click.option("--thoughts", is_flag=True, help="Also count beliefs, intentions and deeds that nobody uttered.")
@shared_options
def quotes(inputs: tuple[str, ...], kinds: tuple[str, ...] | None, thoughts: bool, **options: Any) -> None:
    """How often, how long and where each speaker is quoted.

    INPUT is a file, a folder (all articles in it) or - for standard input, which is also read if no INPUT is given.

    \b
    newsan quotes article.txt
    newsan quotes --detail --kind direct --csv article.txt
    newsan quotes --by doc -o speakers.csv articles/
    """
    from cli.run import run

    run("quotes", inputs, settings(options), kinds=kinds, thoughts=thoughts)
