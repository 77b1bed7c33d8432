"""``newsan audit``."""

from __future__ import annotations

from typing import Any

import click

from cli.audit_options import AUDIT_OPTIONS, NAMES, NO_DETAIL
from cli.options import OneOf, checked, file_option, listed, settings, shared_options_but, with_options
from newsan.choices import LISTS, TOPICS
from newsan.errors import NewsanError

USUAL = ("voices", "concentration", "structure", "kinds")
"""The topics that are shown unless others are asked for."""


def two(value: str) -> tuple[str, str]:
    """Two groups with a comma between them."""
    one, comma, other = (part.strip() for part in value.partition(","))
    if not (one and comma and other):
        raise NewsanError("expected two groups of --by, as Ledger,Herald")
    return one, other


@click.command(short_help="Who gets to speak in a whole corpus: figures with intervals, and lists to look through.")
@click.option(
    "--topic",
    "topics",
    callback=listed("topic", (*TOPICS, "all")),
    default=",".join(USUAL),
    show_default=True,
    metavar="A,B",
    help=f"Figures about these topics: {', '.join(TOPICS)}, or all.",
)
@click.option("--list", "list_", type=OneOf("list", LISTS), help="A list instead of the figures.")
@click.option(
    "--compare", callback=checked(two), metavar="A,B", help="Compare two groups of --by; where there are two, these."
)
@file_option(
    "--sources", "people", help="What you know of people: a CSV file with name, aliases and columns of your own."
)
@file_option("--reference", help="Benchmarks to compare with: a CSV file topic,measure,share.")
@with_options(*AUDIT_OPTIONS)
@shared_options_but(*NO_DETAIL)
def audit(inputs: tuple[str, ...], **options: Any) -> None:
    """Who gets to speak in a whole corpus: figures with intervals, and lists to look through.

    INPUT is a file, a folder (all articles in it) or - for standard input, which is also read if no INPUT is given.

    \b
    newsan audit articles/
    newsan audit articles/ --list no-reply
    newsan audit articles/ --by outlet --compare Ledger,Herald
    """
    from cli.auditing import Asked, run

    names = ("topics", "list_", "compare", "people", "reference", *NAMES)
    asked = Asked(**{name: options.pop(name) for name in names})
    run(inputs, settings({**NO_DETAIL, **options}), asked)
