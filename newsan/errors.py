"""The errors that a user can mend, and the warning about what was not read; everything else that is raised is a bug."""

from __future__ import annotations

NO_MEMORY = "there is not enough memory for it"
NO_ALLOCATION = ("bad_alloc", "Failed to allocate memory", "Cannot allocate memory", "failed to map segment")
"""Words in the messages of the exceptions, other than MemoryError, that onnxruntime and the linker raise for it."""


class NewsanError(ValueError):
    """A mistake of the user's, told in one line: what is wrong, where, and what to type next."""


class NewsanWarning(UserWarning):
    """Something was not read, or nothing was found under a name; the answer holds everything else."""


def lacks_memory(error: Exception) -> bool:
    """Whether an exception says that there is not enough memory."""
    return isinstance(error, MemoryError) or any(sign in str(error) for sign in NO_ALLOCATION)


def told(error: Exception) -> str:
    """The type of an exception and what it says."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
