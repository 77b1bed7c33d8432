"""``newsan show``."""

from __future__ import annotations

from typing import Any

import click

from cli.audit_options import NO_ROWS
from cli.options import checked, settings, shared_options_but
from newsan.errors import NewsanError

NOT_SHOWN = {**NO_ROWS, "by": ("corpus",)}
"""The shared options that say nothing here, with what stands for them."""


def place(value: str) -> tuple[str | None, int]:
    """A document and the number of a quotation in it: ``12`` or ``council.txt:12``."""
    document, _, number = value.rpartition(":")
    if not number.isdecimal() or not int(number):
        raise NewsanError(f"{value!r} is no quotation: write its quote_id, as 12 or article.txt:12")
    return document or None, int(number)


@click.command(short_help="The text itself, with speakers, quotations and stances marked.")
@click.option("--doc", metavar="ID", help="Only the document with this doc_id.")
@click.option(
    "--quote",
    callback=checked(place),
    metavar="[ID:]N",
    help="Only the paragraphs of the quotation with this quote_id.",
)
@shared_options_but(*NOT_SHOWN, formats=False)
def show(inputs: tuple[str, ...], doc: str | None, quote: tuple[str | None, int] | None, **options: Any) -> None:
    """The text itself, with speakers, quotations and stances marked: the quickest way to check a row.

    INPUT is a file, a folder (all articles in it) or - for standard input, which is also read if no INPUT is given.

    \b
    newsan show article.txt
    newsan show article.txt --quote 12
    newsan show articles/ --quote articles/council.txt:12
    """
    from cli.showing import run

    run(inputs, settings({**NOT_SHOWN, **options}), doc, quote)
