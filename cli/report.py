"""``newsan report``."""

from __future__ import annotations

import os
from typing import Any

import click

from cli.audit_options import AUDIT_OPTIONS, NAMES, NO_ROWS
from cli.options import checked, file_name, settings, shared_options_but, with_options
from newsan.errors import NewsanError

ENDINGS = (".html", ".graphml", ".gexf")
NOT_SHOWN = {**NO_ROWS, "color": "never"}
"""The shared options that say nothing here, with what stands for them."""


def report_file(value: str) -> str:
    """The name of a report's file; NewsanError for another ending."""
    if os.path.splitext(file_name(value))[1].lower() not in ENDINGS:
        raise NewsanError(f"{value!r} is no report: end the name in {', '.join(ENDINGS)}")
    return value


def window(value: str) -> tuple[int, str]:
    """A stretch of time: ``3mo``, ``2w`` or ``1y``."""
    number, unit = value.rstrip("abcdefghijklmnopqrstuvwxyz"), value.lstrip("0123456789")
    if not number.isdecimal() or not int(number) or unit not in ("w", "mo", "y"):
        raise NewsanError(f"{value!r} is no stretch of time: write 2w, 3mo or 1y")
    return int(number), unit


@click.command(short_help="A page to look at, with every figure linked to the words behind it.")
@click.option(
    "-o", "--output", required=True, type=click.Path(), callback=checked(report_file), metavar="FILE",
    help="Write to FILE: a page (.html), or who stands where as a network (.graphml, .gexf).",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="The heading of the page.")
@click.option("--no-text", is_flag=True, help="Without the articles: of each quotation eight words and its offsets.")
@click.option(
    "--window",
    callback=checked(window),
    metavar="N(w|mo|y)",
    help="Networks: an edge for each stretch of time, as 3mo.",
)
@with_options(*AUDIT_OPTIONS)
@shared_options_but(*NOT_SHOWN, formats=False)
def report(inputs: tuple[str, ...], output: str, **options: Any) -> None:
    """A page to look at, with every figure linked to the words behind it; it opens from disk and needs no network.

    INPUT is a file, a folder (all articles in it) or - for standard input, which is also read if no INPUT is given.

    \b
    newsan report articles/ -o report.html
    newsan report articles/ -o report.html --by outlet --no-text
    newsan report articles/ -o stance.gexf --window 3mo
    """
    from cli.auditing import Asked
    from cli.reporting import Wanted, run

    given = {name: options.pop(name) for name in NAMES}
    asked = Asked(topics=(), list_=None, compare=None, people=None, reference=None, **given)
    wanted = Wanted(output, options.pop("title"), not options.pop("no_text"), options.pop("window"))
    run(inputs, settings({**NOT_SHOWN, **options}), asked, wanted)
