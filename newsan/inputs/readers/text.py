"""Plain text: one input is one article."""

from __future__ import annotations

from collections.abc import Iterator

from newsan.document import Document
from newsan.inputs.decode import decode
from newsan.inputs.opened import Opened


def read(opened: Opened) -> Iterator[Document]:
    """The document that a text is."""
    yield Document(opened.name, decode(opened.all(), opened.how.encoding, opened.how.max_size))
