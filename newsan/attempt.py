"""Work on one document that cannot end the run: an exception becomes a Failure, and the other documents go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from newsan.document import Failure
from newsan.errors import NO_MEMORY, lacks_memory, told

Given = TypeVar("Given")
Result = TypeVar("Result")


def attempt(name: str, work: Callable[[Given], Result], given: Given) -> Result | Failure:
    """The result of some work on the document of this name, or the Failure that it ended in.

    An exception is a bug, which the Failure keeps for a report, unless there was not enough memory.

    >>> attempt("a.txt", len, "text"), attempt("a.txt", int, "text").reason
    (4, "a bug in newsan (ValueError: invalid literal for int() with base 10: 'text')")
    """
    try:
        return work(given)
    except Exception as error:
        if lacks_memory(error):
            return Failure(name, NO_MEMORY)
        return Failure(name, f"a bug in newsan ({told(error)})", error)
