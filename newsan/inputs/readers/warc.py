"""Web archives (WARC, ISO 28500): the articles in their pages; a damaged record costs that record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from newsan.inputs.opened import Opened
from newsan.inputs.presets import KNOWN
from newsan.inputs.readers.html import NOTHING, article, page_text
from newsan.inputs.reading import Remark
from newsan.inputs.records import Broken, Found, NoTextsError, Record, Records, documents
from newsan.limits import HINT, size_as_text

BEGINS = re.compile(rb"(?:\A|(?<=\n))WARC/\d\.\d\r?\n")
LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d+)[ \t]*\r?$")
HEADER = 1 << 16  # bytes of a record's header at most: our choice; real ones have a few hundred
PAGES = ("text/html", "application/xhtml+xml")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(opened: Opened) -> Iterator[Found]:
    """The documents in a web archive; how many of its records are no pages is told at the end."""
    other = [0]
    try:
        yield from documents(opened, records(opened, other), (*KNOWN, "crawled"))
    except NoTextsError:
        if not other[0]:
            raise
        raise NoTextsError(f"holds no pages, only {other[0]:,} other records") from None
    if other[0]:
        yield Remark(opened.name, f"{other[0]:,} records are no pages that were found and were passed over", minor=True)


def records(opened: Opened, other: list[int]) -> Records:
    """The articles in the pages, each with the number of its record; all other records are counted."""
    for number, block in enumerate(blocks(opened.stream, opened.how.max_size), 1):
        found = block if isinstance(block, str) else fields_of(block)
        if isinstance(found, str):
            yield Broken(number, found)
        elif found is None:
            other[0] += 1
        else:
            yield Record(number, found)


def fields_of(block: bytes) -> Mapping[str, Any] | str | None:
    """The article in a record; why it cannot be read; None where the record is no page that was found."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(block), no_record_parse=False)), None)
        if record is None:
            return "is a damaged record"
        about = {
            "url": record.rec_headers.get_header("WARC-Target-URI"),
            "crawled": (record.rec_headers.get_header("WARC-Date") or "")[:10] or None,
        }
        if record.rec_type == "conversion":
            text = record.content_stream().read().decode("utf-8", "replace")
            return {"text": text, "title": text.split("\n", 1)[0], **about}
        headers = record.http_headers
        if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
            return None
        kind = headers.get_header("Content-Type") or ""
        if not kind.lower().startswith(PAGES):
            return None
        charset = CHARSET.search(kind)
        page = page_text(record.content_stream().read(), "utf-8", charset[1] if charset else None)
    except Exception as error:  # whatever a damaged record leads to
        return f"is a damaged record: {error or type(error).__name__}"
    found = article(page)
    return NOTHING if found is None else {**found, **about}


def blocks(stream: BinaryIO, limit: int) -> Iterator[bytes | str]:
    """The records as bytes, or why one is damaged; where the next one begins is looked for then."""
    waiting = b""
    while True:
        head, waiting = header(stream, waiting)
        if head is None:
            return
        length = LENGTH.search(head)
        if length is None:
            yield "is a damaged record: it has no length"
            continue
        size = int(length[1])
        if size > limit:
            yield f"is larger than {size_as_text(limit)}{HINT}"
            waiting = b""
            continue
        body, behind = taken(stream, waiting, size)
        begins = BEGINS.search(body)
        if len(body) < size or not (behind[:2] in (b"\r\n", b"\n", b"") or BEGINS.match(behind)):
            yield "is a damaged record: its length is wrong, or it is cut short"
            waiting = (body + behind)[begins.start() :] if begins else behind
            continue
        waiting = behind
        yield head + body + b"\r\n\r\n"


def header(stream: BinaryIO, waiting: bytes) -> tuple[bytes | None, bytes]:
    """The header of the next record with the empty line behind it, and the bytes behind that; None at the end."""
    while True:
        found = BEGINS.search(waiting)
        if found:
            waiting = waiting[found.start() :]
            end = re.search(rb"\r?\n\r?\n", waiting)
            if end or len(waiting) > HEADER:
                at = end.end() if end else HEADER
                return waiting[:at], waiting[at:]
        more = stream.read(HEADER)
        if not more:
            return None, b""
        waiting = (waiting if found else waiting[-16:]) + more


def taken(stream: BinaryIO, waiting: bytes, size: int) -> tuple[bytes, bytes]:
    """So many bytes, and those behind them, which tell whether a record ends there."""
    missing = size + 4 - len(waiting)
    data = waiting + (stream.read(missing) if missing > 0 else b"")
    return data[:size], data[size:]
