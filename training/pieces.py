"""Texts as pieces, and spans of their characters as ranges of pieces."""

from __future__ import annotations

from typing import Any

import numpy as np

from newsan.document import Span
from newsan.language.model.pieces import Pieces

Example = dict[str, Any]


class Aligner:
    """Character spans to half-open ranges of the pieces that share a character with them."""

    def __init__(self, pieces: Pieces) -> None:
        self.starts = np.array([start for start, _ in pieces.spans])
        self.ends = np.array([end for _, end in pieces.spans])

    def __call__(self, span: Span | list[int]) -> Span:
        """The pieces of one span."""
        first = int(np.searchsorted(self.ends, span[0], side="right"))
        return first, max(first, int(np.searchsorted(self.starts, span[1], side="left")))


def base(pieces: Pieces) -> Example:
    """What every example carries."""
    return {"ids": np.array(pieces.ids, np.int16), "cases": np.array(pieces.cases, np.int8)}
