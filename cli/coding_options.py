"""The options of the commands that write articles to code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from cli.options import OneOf
from newsan.coding.files import SHEET, TOOL_NAMES

DESTINATION = click.option(
    "-o", "--output", "destination", required=True, metavar="FILE", help="The sheet, .csv or .xlsx; a tool's folder."
)


def tool_option(what: str) -> Callable[..., Any]:
    """The option that names an annotation tool; ``what`` says what its format is for."""
    return click.option(
        "--tool",
        type=OneOf("tool", TOOL_NAMES),
        default=SHEET,
        show_default=True,
        metavar="NAME",
        help=f"{what}: {', '.join(TOOL_NAMES)}.",
    )
