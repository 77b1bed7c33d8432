"""Rich renderables as text for the terminal that there is."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType

LEAST_WIDTH = 20  # columns: below this even short names break into single letters
HEIGHT = 25  # lines: nothing here asks for it, but rich would read LINES, and fail where that is not a number


def captured(parts: Iterable[RenderableType], width: int, coloured: bool) -> str:
    """The parts as text, with escape sequences if ``coloured``; it is never narrower than 20 columns."""
    console = Console(
        file=io.StringIO(),
        width=max(width, LEAST_WIDTH) - 1,  # a margin of one blank is put before each line
        height=HEIGHT,
        force_terminal=coloured,
        color_system="standard" if coloured else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return "".join(f" {line}".rstrip() + "\n" for line in capture.get().splitlines())
