"""Inputs to documents: files, folders, standard input, aliases; an input that fails is a value, not an exception."""

from __future__ import annotations

from newsan.document import Failure
from newsan.inputs.aliases import fold_aliases, read_aliases
from newsan.inputs.decode import check_encoding, decode
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
    "decode",
    "fold_aliases",
    "read",
    "read_aliases",
]
