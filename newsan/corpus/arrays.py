"""Columns of cells as arrays of Arrow, made from their bytes.

pyarrow's own way from a list to an array imports pandas if it is installed, which takes 40 MB in every process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from newsan.corpus.parts import LOST, SURROGATE, Columns
from newsan.errors import NewsanError

LARGEST = 2**31 - 1
"""Bytes of all texts in one array: Arrow counts them in 32 bits."""

KINDS = {"int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "bytes": pa.binary()}
NUMBERS = {pa.int64(): "<i8", pa.float64(): "<f8", pa.bool_(): "?"}


def types(columns: Columns) -> Mapping[str, Any]:
    """The type of Arrow for each column."""
    return {name: KINDS.get(type_.removesuffix(" | None"), pa.string()) for name, type_ in columns.items()}


def array(cells: Sequence[Any], type_: Any) -> Any:
    """The cells of a column, None where there is nothing; in several pieces where texts are too large for one."""
    present = np.fromiter((cell is not None for cell in cells), "?", len(cells))
    mask = None if present.all() else bits(present)
    if type_ in NUMBERS:
        values = np.array([0 if cell is None else cell for cell in cells], NUMBERS[type_])
        data = bits(values) if type_ == pa.bool_() else pa.py_buffer(values)
        return pa.Array.from_buffers(type_, len(cells), [mask, data])
    pieces = [as_bytes(cell) for cell in cells]
    ends = np.cumsum([0, *map(len, pieces)], dtype="<i8")
    if ends[-1] > LARGEST:
        if len(cells) == 1:
            raise NewsanError("a text of more than 2 GB cannot be stored: annotate with --no-text")
        half = len(cells) // 2
        halves = (array(cells[:half], type_), array(cells[half:], type_))
        return pa.chunked_array([piece for one in halves for piece in getattr(one, "chunks", [one])])
    buffers = [mask, pa.py_buffer(ends.astype("<i4")), pa.py_buffer(b"".join(pieces))]
    return pa.Array.from_buffers(type_, len(cells), buffers)


def bits(values: Any) -> Any:
    """Truth values as a buffer of bits, as Arrow has them."""
    return pa.py_buffer(np.packbits(values, bitorder="little"))


def as_bytes(cell: bytes | str | None) -> bytes:
    """A text in UTF-8, with the sign of a lost character for each lone surrogate; bytes as they are."""
    if cell is None or isinstance(cell, bytes):
        return cell or b""
    try:
        return cell.encode()
    except UnicodeEncodeError:
        return SURROGATE.sub(LOST, cell).encode()
