"""Inputs to documents: files, folders, standard input, aliases; an input that fails is a value, not an exception.

What is here is imported when it is asked for: the help of a command needs only the names of formats and fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsan.document import Failure
    from newsan.inputs.aliases import fold_aliases, read_aliases
    from newsan.inputs.decode import check_encoding
    from newsan.inputs.paths import Found, article_in, read
    from newsan.inputs.reading import LeftOut, Meter, Part, Reading, Remark

__all__ = [
    "Failure",
    "Found",
    "LeftOut",
    "Meter",
    "Part",
    "Reading",
    "Remark",
    "article_in",
    "check_encoding",
    "fold_aliases",
    "read",
    "read_aliases",
]

_HOMES = {
    "Failure": "newsan.document",
    "check_encoding": "newsan.inputs.decode",
    **dict.fromkeys(("fold_aliases", "read_aliases"), "newsan.inputs.aliases"),
    **dict.fromkeys(("Found", "article_in", "read"), "newsan.inputs.paths"),
    **dict.fromkeys(("LeftOut", "Meter", "Part", "Reading", "Remark"), "newsan.inputs.reading"),
}


def __getattr__(name: str) -> Any:
    """What is offered here, imported when it is asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
