"""The options that audits and reports share, and the shared ones that say nothing to commands about a whole corpus."""

from __future__ import annotations

import click

from cli.options import OneOf, file_option

AUDIT_OPTIONS = (
    file_option("--kinds", help="Your own words for kinds of sources: a CSV file words,class."),
    file_option(
        "--evaluation", help="Your own error rates, on a page with each error: a file of newsan evaluate --json."
    ),
    click.option("--exclude", type=OneOf("choice", ("protagonists",)), help="Leave out whom a story is about."),
    click.option("--date", default="date", show_default=True, metavar="NAME", help="The metadata with the date."),
    click.option(
        "--seed", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="Seed of the resamples."
    ),
    click.option(
        "--resamples",
        type=click.IntRange(0, 100_000),
        default=1000,
        show_default=True,
        metavar="N",
        help="How often articles are drawn for the intervals; 0 for none.",
    ),
)
NAMES = ("kinds", "evaluation", "exclude", "date", "seed", "resamples")
"""The options of these names."""

NO_DETAIL = {"detail": False, "min_count": 0, "exit_status": False}
"""The shared options that say nothing about a whole corpus, with what stands for them."""

NO_ROWS = {
    **NO_DETAIL,
    "columns": None,
    "sort": None,
    "limit": None,
    "no_header": False,
    "bom": False,
    "excel_safe": False,
    "output": None,
}
"""Those that say nothing to a command that writes no rows."""
