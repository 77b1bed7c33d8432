"""Which format an opened input is in: what was asked for, else its first bytes, its text and its name together."""

from __future__ import annotations

from newsan.inputs import formats
from newsan.inputs.containers import container
from newsan.inputs.formats import Format, by_ending, by_start
from newsan.inputs.opened import Opened
from newsan.inputs.reading import AUTO

EXPORTS = (formats.NEXIS, formats.FACTIVA, formats.PROQUEST)
ARCHIVES = (formats.ZIP, formats.TAR)
WRAPPERS = (formats.DOCX, formats.RTF)


def format_of(opened: Opened) -> Format:
    """The format of an input; one that nothing reads is refused by whoever wants to read it."""
    found = by_start(opened.head)
    if found is formats.ZIP and by_ending(opened.name) is formats.DOCX:
        found = formats.DOCX
    if opened.how.format == AUTO:
        return found or by_content(opened)
    asked = formats.BY_NAME[opened.how.format]
    if found in ARCHIVES or (asked in EXPORTS and found in WRAPPERS):
        assert found is not None
        return found
    return asked


def by_content(opened: Opened) -> Format:
    """The format of a text: what its beginning shows, if that is read, else what its name claims.

    What newsan wrote itself is never read again.  A table or an archive of pages may hold the lines of an export.
    """
    shown = container(opened.head.decode(opened.how.encoding, "replace").removeprefix("\ufeff"))
    claimed = by_ending(opened.name)
    if shown is None or claimed is None or shown is formats.OUTPUT:
        return shown or claimed or formats.TEXT
    if shown is formats.JSON and claimed is formats.JSON_LINES:  # one line
        return claimed
    return shown if shown.reader and shown not in EXPORTS else claimed
