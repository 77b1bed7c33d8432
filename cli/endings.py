"""The endings of output files, checked before there is any work."""

from __future__ import annotations

import os

from cli.formats import by_ending, endings
from cli.messages import say
from newsan.errors import NewsanError


def check_ending(output: str, format: str | None, quiet: bool) -> None:
    """Nothing; NewsanError for a file whose ending names a format that newsan does not write.

    An unknown ending is an error unless a format is given.  One that stands for another format than the one that was
    asked for is named on standard error.
    """
    ending = os.path.splitext(output)[1].lower()
    if output == "-" or not ending or is_special(output):
        return
    known = by_ending(output)
    if known is None:
        refuse(output, ending, format)
    elif format and format != known and not quiet:
        say(f"{output}: is written as {format}, though its ending says {known}")


def refuse(output: str, ending: str, format: str | None) -> None:
    """NewsanError for an ending that newsan does not write; nothing where it says nothing and the format was given."""
    from newsan.inputs import formats, packed

    foreign = "packed files" if ending in packed.ENDINGS else getattr(formats.by_ending(output), "kind", None)
    known = f"end the name in {endings()}"
    if foreign:
        raise NewsanError(f"{output}: newsan does not write {ending} ({foreign}): {known}")
    if format is None:
        raise NewsanError(f"{output}: {ending} says no format: {known}, or name one with -f")


def is_special(path: str) -> bool:
    """Whether a path is a device or a named pipe, which has no ending."""
    return os.path.exists(path) and not os.path.isfile(path)
