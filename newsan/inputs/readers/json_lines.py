"""JSON lines: an object a line, one after another, so that a file of any size can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from newsan.inputs.lines import lines, marks
from newsan.inputs.opened import Opened
from newsan.inputs.records import LOOK as SEEN
from newsan.inputs.records import Broken, Found, Record, Records, documents

__all__ = ["marks", "read"]


def read(opened: Opened) -> Iterator[Found]:
    """The documents in the lines."""
    return documents(opened, records(opened))


def records(opened: Opened) -> Records:
    """The objects, each with its number; a line that is none is broken."""
    stop = None if opened.part is None or opened.part.stop is None else opened.part.stop - opened.before
    for number, line in enumerate(islice(lines(opened), stop), opened.before + 1):
        if number <= SEEN or not opened.outside(number, number):
            yield line if isinstance(line, Broken) else record(number, line)


def record(number: int, line: str) -> Record | Broken:
    """The object on a line."""
    try:
        value = json.loads(line.strip())
    except (ValueError, RecursionError) as error:
        return Broken(number, f"is not valid JSON: {error}")
    return Record(number, value) if isinstance(value, dict) else Broken(number, "is JSON, but no object with fields")
