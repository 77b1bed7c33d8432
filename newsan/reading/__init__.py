"""Inputs to documents: files, folders, standard input, the user's aliases; a failed input is a value, no exception."""

from __future__ import annotations

from newsan.document import Failure
from newsan.reading.aliases import read_aliases
from newsan.reading.decode import check_encoding, decode
from newsan.reading.inputs import read

__all__ = ["Failure", "check_encoding", "decode", "read", "read_aliases"]
