"""What the terminal can show: its width, and whether it wants colours."""

from __future__ import annotations

import contextlib
import os
import sys

from cli.options import Settings
from cli.output import is_terminal, to_file

MOST_DIGITS = 6  # of COLUMNS: nothing is wider than a few thousand
DEFAULT_WIDTH = 100  # columns, where there is no terminal to ask


def width(output: str | None) -> int:
    """Columns to draw in: ``COLUMNS``, else the terminal's, else 100; anything but a number counts as not set."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and len(asked) < MOST_DIGITS and int(asked):
        return int(asked)
    for stream in () if to_file(output) else (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH  # type: ignore[union-attr]
    return DEFAULT_WIDTH


def coloured(settings: Settings) -> bool:
    """Whether to use colours: ``--color``, ``NO_COLOR``, ``FORCE_COLOR``, ``TERM=dumb``, or else on a terminal.

    The variables are those of no-color.org and force-color.org: any value that is not empty counts.
    """
    if settings.color != "auto":
        return settings.color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return not to_file(settings.output) and os.environ.get("TERM") != "dumb" and is_terminal(sys.stdout)
