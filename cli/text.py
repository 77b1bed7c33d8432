"""``newsan text``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from cli.options import INPUT_OPTIONS, MESSAGE_OPTIONS, Settings, settings, with_options


@click.command(short_help="The text of a document, exactly as offsets count it.")
@click.option("--doc", metavar="ID", help="Only the document with this doc_id.")
@click.option("--jsonl", is_flag=True, help="Every document as a JSON object on a line: doc_id, text, metadata.")
@with_options(*INPUT_OPTIONS, *MESSAGE_OPTIONS)
def text(inputs: tuple[str, ...], doc: str | None, jsonl: bool, **options: Any) -> None:
    """The text of a document, exactly as offsets count it.

    INPUT is a file, a folder (all articles in it) or - for standard input, which is also read if no INPUT is given.

    \b
    newsan text page.html
    newsan text --doc news.csv#7 news.csv
    newsan text --jsonl exports/
    """
    from cli.run import inputs_or_usage

    context = click.get_current_context()
    context.exit(written(inputs_or_usage(inputs), doc, jsonl, settings(options)))


def written(inputs: tuple[str, ...], doc: str | None, jsonl: bool, given: Settings) -> int:
    """Write the texts to standard output; the exit status."""
    from cli.answers import conclude, documents
    from cli.messages import clean_json, clean_lines
    from cli.output import is_terminal, opened_output, write
    from cli.run import ALL_FAILED, DONE, SOME_FAILED
    from cli.stored import texts_of
    from cli.view import Tally

    tally = Tally()
    found = documents(texts_of(inputs, given.reading), given, tally)
    chosen = (one for one in found if doc is None or one.id == doc)
    with opened_output(None) as output:
        clean = (clean_json if jsonl else clean_lines) if is_terminal(output.stream) else str
        write(map(clean, pieces(chosen, doc, jsonl, tally)), output)
    conclude(given, tally, [] if tally.documents or doc is None else [f"no document has the id {doc!r}"])
    return ALL_FAILED if not tally.documents else SOME_FAILED if tally.failures else DONE


def pieces(documents: Iterator[Any], doc: str | None, jsonl: bool, tally: Any) -> Iterator[str]:
    """The texts; without --jsonl only one, since several in a row would be no text that offsets fit."""
    import json

    from newsan.errors import NewsanError

    if jsonl:
        for one in documents:
            tally.documents += 1
            yield json.dumps({"doc_id": one.id, "text": one.text, **one.meta}, ensure_ascii=False) + "\n"
        return
    first = next(documents, None)
    if first is None:
        return
    second = None if doc else next(documents, None)
    if second is not None:
        raise NewsanError(
            f"there are several documents, {first.id} and {second.id}: name one with --doc, or use --jsonl"
        )
    tally.documents += 1
    yield first.text
