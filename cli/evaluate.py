"""``newsan evaluate``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from cli.options import Settings, checked, file_only, settings, shared_options
from newsan.choices import confidence
from newsan.document import Document

GOLD_NEEDED = "name what was coded by hand with --gold FILE; newsan sample writes a sheet for it"


@click.command(short_help="How wrong newsan is on your own texts, by a sample that you coded.")
@click.option(
    "--gold",
    "golds",
    multiple=True,
    callback=lambda ctx, param, value: tuple(checked(file_only)(ctx, param, one) for one in value),
    metavar="FILE",
    help="What a coder marked: a sheet, a table, or the files of a tool. Repeat it for a second coder.",
)
@click.option(
    "--stratify",
    metavar="NAME",
    help="The metadata by which the sample was stratified, if the gold does not record how it was drawn.",
)
@click.option(
    "--precision",
    type=click.FloatRange(0, 1),
    callback=checked(confidence),
    default=0.9,
    show_default=True,
    metavar="X",
    help="The precision for which a threshold of confidence is looked for.",
)
@shared_options
def evaluate(
    inputs: tuple[str, ...], golds: tuple[str, ...], stratify: str | None, precision: float, **options: Any
) -> None:
    """How wrong newsan is on your own texts, by a sample that you coded.

    INPUT is the whole corpus: files or a folder. --detail gives one row for each error, with both readings.

    \b
    newsan evaluate articles/ --gold sheet.csv
    newsan evaluate articles/ --gold first.csv --gold second.csv --by outlet --meta-file outlets.csv
    newsan evaluate articles/ --gold sheet.csv --detail -o errors.csv
    """
    if not golds:
        raise click.UsageError(GOLD_NEEDED)
    given = settings(options)
    if given.min_count:
        raise click.UsageError("--min-count has no meaning here")
    if given.corrections:
        raise click.UsageError("--corrections would make newsan look better than it is: evaluate measures newsan alone")
    from cli.evaluation_run import run_evaluation

    how = (stratum_by(stratify), grouped_by(given), precision)
    click.get_current_context().exit(run_evaluation(inputs, golds, given, *how))


def stratum_by(name: str | None) -> Callable[[Any], str] | None:
    """The stratum of a document, by its metadata."""
    return None if name is None else lambda coded: f"{name}={coded.meta.get(name)}"


def grouped_by(given: Settings) -> Callable[[Any], str] | None:
    """The group of a document for ``--by``; None where all are one."""
    from cli.grouping import CORPUS, keys_of

    if given.by == (CORPUS,):
        return None
    keys = keys_of(given.by)
    return lambda coded: ", ".join(
        str(value) for value in keys.group(Document(coded.id, "", coded.meta)) if value is not None
    )
