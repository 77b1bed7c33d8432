"""The export of a news database in plain text: one input is many articles."""

from __future__ import annotations

from collections.abc import Iterator

from newsan.inputs.decode import decode
from newsan.inputs.exports import written
from newsan.inputs.opened import Opened
from newsan.inputs.records import Found


def read(opened: Opened) -> Iterator[Found]:
    """The documents in an export."""
    return written(opened, decode(opened.all(), opened.how.encoding, opened.how.max_size).splitlines(), told=True)
