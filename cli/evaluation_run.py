"""``newsan evaluate`` from its inputs to its output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from analyzers import cells, columns
from analyzers.coding import By, evaluated, layers_in
from analyzers.errors_by_cause import ErrorRow
from analyzers.evaluate import Evaluation, Figure
from analyzers.readings import Reader
from cli.answers import counted
from cli.formats import FORMATS
from cli.options import Settings
from cli.output import chosen_format, opened_output, refuse_overwriting, write
from cli.readings import corpus, read, status
from cli.run import NOTHING_FOUND, safe
from cli.shape import ordered
from cli.view import Group, Tally, View
from newsan.choices import unknown
from newsan.coding.tools import read_gold
from newsan.errors import NewsanError


def run_evaluation(
    inputs: tuple[str, ...], golds: tuple[str, ...], given: Settings, stratum: By, group: By, precision: float
) -> int:
    """Read the corpus and the gold, compare them, and write what was found; the exit status."""
    names = columns(ErrorRow if given.detail else Figure)
    check_columns(given, names)
    refuse_overwriting((*inputs, *golds), given.output, plain=given.reading.plain)
    marked = [read_gold(path) for path in golds]
    tally = Tally()
    with opened_output(given.output) as output:
        reader = Reader(layers_in(marked), given.min_confidence, given.body)
        reads = list(read(corpus(inputs, given, tally), reader, given, tally, inputs))
        found = evaluated(reads, marked, group=group, stratum=stratum, precision=precision)
        pieces = safe(written(found, given, tally), chosen_format(given), output)
        write(pieces, output)
    code = status(given, tally, found.warnings)
    return code or (NOTHING_FOUND if given.exit_status and not tally.rows else 0)


def check_columns(given: Settings, names: Iterable[str]) -> None:
    """Nothing; NewsanError for a column that there is not."""
    known = list(names)
    for column in [*(given.columns or ()), *([given.sort.removeprefix("-")] if given.sort else [])]:
        if column not in known:
            raise NewsanError(unknown("column", column, known))


def written(found: Evaluation, given: Settings, tally: Tally) -> Iterator[bytes | str]:
    """The evaluation in the format that was asked for: a report, one JSON object, or rows."""
    format = chosen_format(given)
    if format == "table" and not given.detail and not given.columns:
        from cli.tables.evaluation import report

        tally.rows = len(found.figures)
        return report(found, given)
    if format == "json" and not given.detail and not given.columns:
        tally.rows = len(found.figures)
        return iter([json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"])
    rows = found.errors if given.detail else found.figures
    names = columns(ErrorRow if given.detail else Figure)
    shown = [cells(row) for row in rows]
    if given.sort:
        shown = ordered(shown, tuple(names), given.sort)
    groups = counted([Group(None, shown)], tally)
    question = "errors" if given.detail else "figures"
    pieces: Iterator[bytes | str] = FORMATS[format].load()(View(question, given, names, groups, tally))
    return pieces
