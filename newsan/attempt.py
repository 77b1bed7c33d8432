"""Work on one document that cannot end the run: what it raises becomes a Failure, and the other documents go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from newsan.document import Failure
from newsan.errors import NO_MEMORY

Given = TypeVar("Given")
Result = TypeVar("Result")

NO_ALLOCATION = ("bad_alloc", "Failed to allocate memory", "Cannot allocate memory", "failed to map segment")
"""What the messages hold of those exceptions, other than MemoryError, that onnxruntime and the linker raise for it."""


def attempt(name: str, work: Callable[[Given], Result], given: Given) -> Result | Failure:
    """What comes of some work on the document of this name, or the Failure that it ended in.

    Whatever is raised there is a bug, which the Failure keeps for a report, unless there was not enough memory.

    >>> attempt("a.txt", len, "text"), attempt("a.txt", int, "text").reason
    (4, "a bug in newsan (ValueError: invalid literal for int() with base 10: 'text')")
    """
    try:
        return work(given)
    except Exception as error:
        if lacks_memory(error):
            return Failure(name, NO_MEMORY)
        return Failure(name, f"a bug in newsan ({told(error)})", error)


def lacks_memory(error: Exception) -> bool:
    """Whether an exception says that there is not enough memory."""
    return isinstance(error, MemoryError) or any(sign in str(error) for sign in NO_ALLOCATION)


def told(error: Exception) -> str:
    """The type of an exception and what it says."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
