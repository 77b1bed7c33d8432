"""RTF: one article, or the export of a database."""

from __future__ import annotations

from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from newsan.errors import NewsanError
from newsan.inputs.exports import written
from newsan.inputs.opened import Opened
from newsan.inputs.records import Found


def read(opened: Opened) -> Iterator[Found]:
    """The documents in an RTF file; NewsanError when it is none."""
    data = opened.all()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise NewsanError("is no RTF document: it does not begin with {\\rtf")
    try:
        text: str = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever a damaged file leads to
        raise NewsanError(f"is a damaged RTF document: {error}") from error
    return written(opened, text.splitlines())
