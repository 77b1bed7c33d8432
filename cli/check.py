"""``newsan check``."""

from __future__ import annotations

from typing import Any

import click

from cli.options import INPUT_OPTIONS, MESSAGE_OPTIONS, OUTPUT_OPTIONS, settings, with_options


@click.command(short_help="What a corpus holds, and what would not be read and why.")
@with_options(*OUTPUT_OPTIONS, *INPUT_OPTIONS, *MESSAGE_OPTIONS)
def check(inputs: tuple[str, ...], **options: Any) -> None:
    """What a corpus holds, and what would not be read and why.

    Counts documents, words, empty texts, texts that come again, languages, missing dates, damaged characters, the
    longest texts, failures and what is left out.  Nothing is analysed, so it is quick.

    \b
    newsan check articles/
    newsan check --meta date,outlet news.csv
    newsan check --json news.jsonl
    """
    from cli.checked import checked
    from cli.run import inputs_or_usage

    click.get_current_context().exit(checked(inputs_or_usage(inputs), settings(options)))
