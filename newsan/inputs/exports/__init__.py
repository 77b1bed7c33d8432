"""Exports of news databases: one file holds many articles, each with lines of metadata and of boilerplate around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from newsan.inputs import formats
from newsan.inputs.exports import factiva, nexis, proquest
from newsan.inputs.exports.article import Announced, Article
from newsan.inputs.formats import Format
from newsan.inputs.opened import Opened
from newsan.inputs.presets import KNOWN
from newsan.inputs.reading import Remark
from newsan.inputs.records import Broken, Found, Record, Records, documents

Parse = Callable[[Sequence[str]], tuple[list[Article], Announced]]

PARSERS: Mapping[Format, Parse] = {
    formats.NEXIS: nexis.articles,
    formats.FACTIVA: factiva.articles,
    formats.PROQUEST: proquest.articles,
}
"""What reads the lines of each export: to its articles, and how many the file says that it has."""

SHOWN = (
    (formats.NEXIS, re.compile(r"^\s*\d+ of \d+ DOCUMENTS\s*$|^\s*End of Document\s*$", re.MULTILINE)),
    (formats.FACTIVA, re.compile(rf"^\s*{factiva.LAST}\s*$", re.MULTILINE)),
    (formats.PROQUEST, re.compile(r"^ProQuest document ID: \d+\s*$", re.MULTILINE)),
)
"""A line of each export that stands in every article, wherever it is in the file."""


def written(opened: Opened, lines: Sequence[str], told: bool = False) -> Iterator[Found]:
    """The documents in the lines of a text that was taken out of a file: the articles of an export, or one article.

    ``told`` says that the export was named already.
    """
    export = export_of(opened, lines)
    if export is None:
        text = "\n\n".join(line.strip() for line in lines if line.strip())
        yield from documents(opened, iter([Record(0, {"text": text})]), ())
        return
    if not told:
        yield Remark(opened.name, f"is read as {export.called}", minor=True)
    found, announced = PARSERS[export](lines)
    if announced is not None and announced != len(found):
        yield Remark(opened.name, f"announces {announced:,} articles, and {len(found):,} were found")
    yield from documents(opened, records(found), KNOWN)


def export_of(opened: Opened, lines: Sequence[str]) -> Format | None:
    """The export that a text is: the one that was asked for, or the one whose lines it has; None for an article."""
    asked = formats.BY_NAME.get(opened.how.format)
    if asked in PARSERS:
        return asked
    text = "\n".join(lines)
    return next((format for format, line in SHOWN if line.search(text)), None) if not opened.how.plain else None


def records(found: Sequence[Article]) -> Records:
    """The articles as records."""
    for number, one in enumerate(found, 1):
        yield Record(number, one) if one.get("text") else Broken(number, "has no full text in the export")
