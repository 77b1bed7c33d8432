"""Web archives (WARC, ISO 28500): the articles in their pages; a damaged record costs that record."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from newsan.errors import NewsanError
from newsan.inputs.opened import DAMAGED_RECORD, Opened
from newsan.inputs.packed import Unpacked
from newsan.inputs.presets import KNOWN
from newsan.inputs.readers.html import NOTHING, article, host_of, page_text
from newsan.inputs.reading import Mark, Remark
from newsan.inputs.records import Broken, Found, NoTextsError, Record, Records, documents
from newsan.limits import CHUNK, HINT, size_as_text

BEGINS = re.compile(rb"(?:\A|(?<=\n))WARC/\d\.\d\r?\n")
LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d+)[ \t]*\r?$")
HEADER = 1 << 16  # bytes of a record's header at most: our choice; real ones have a few hundred
PAGES = ("text/html", "application/xhtml+xml")
UNPACKED = "is a damaged record, perhaps with others behind it: it cannot be unpacked"
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(opened: Opened) -> Iterator[Found]:
    """The documents in a web archive; how many of its records are no pages is told at the end."""
    other, found = [0], 0
    try:
        for one in documents(opened, records(opened, other), (*KNOWN, "crawled")):
            found += not isinstance(one, Remark)
            yield one
    except NoTextsError:
        if not other[0]:
            raise
        raise NoTextsError(f"holds no pages, only {other[0]:,} other records") from None
    if other[0] and not found and opened.part and not opened.part.start:
        yield Remark(opened.name, f"holds no pages in its first {other[0]:,} records")
    if other[0]:
        yield Remark(opened.name, f"{other[0]:,} records are no pages that were found and were passed over", minor=True)


def records(opened: Opened, other: list[int]) -> Records:
    """The articles in the pages, each with the number of its record; all other records are counted."""
    for number, (_, block) in enumerate(blocks(opened.entered(), opened.how.max_size), opened.before + 1):
        if not opened.outside(number, number):
            found = block if isinstance(block, str) else fields_of(block)
            if isinstance(found, str):
                yield Broken(number, found)
            elif found is None:
                other[0] += 1
            else:
                yield Record(number, found)
        if opened.behind(number + 1):
            return


def marks(opened: Opened) -> Iterator[Mark]:
    """Where each record begins in the file: if it is packed, those that are packed each by itself, as crawlers do."""
    stream, places = opened.stream, dict[int, int]()
    if opened.unpacked is not None and opened.raw is not None:
        opened.raw.seek(0)
        again = Unpacked(opened.raw, opened.unpacked.packing, opened.unpacked.instead, places)
        stream = io.BufferedReader(again, CHUNK)
    for begin, _ in blocks(stream, opened.how.max_size):
        at = begin if opened.unpacked is None else places.get(begin)
        for passed in [place for place in places if place <= begin]:
            del places[passed]
        yield Mark(at if opened.raw is not None else None)


def fields_of(block: bytes) -> Mapping[str, Any] | str | None:
    """The article in a record; why it cannot be read; None where the record is no page that was found."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(block), no_record_parse=False)), None)
        if record is None:
            return "is a damaged record"
        address = record.rec_headers.get_header("WARC-Target-URI")
        about = {
            "url": address,
            "crawled": (record.rec_headers.get_header("WARC-Date") or "")[:10] or None,
        }
        if record.rec_type == "conversion":
            text = record.content_stream().read().decode("utf-8", "replace")
            host = host_of(address)
            return {"text": text, "title": text.split("\n", 1)[0], "outlet": host, "hostname": host, **about}
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
    found = article(page, address)
    return NOTHING if found is None else {**found, **about}


def blocks(given: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | str]]:
    """The records as bytes, or why one is damaged, each with the number of bytes before it.

    Where the next one begins is looked for behind one that is damaged.
    """
    waiting, stream = b"", Measured(given)
    while True:
        head, waiting = header(stream, waiting)
        if head is None:
            return
        begin = stream.read_so_far - len(waiting) - len(head)
        length = LENGTH.search(head)
        if length is None:
            yield begin, UNPACKED if head == DAMAGED_RECORD else "is a damaged record: it has no length"
            continue
        size = int(length[1])
        if size > limit:
            yield begin, f"is larger than {size_as_text(limit)}{HINT}"
            waiting = b""
            continue
        body, behind = taken(stream, waiting, size)
        begins = BEGINS.search(body)
        if len(body) < size or not (behind[:2] in (b"\r\n", b"\n", b"") or BEGINS.match(behind)):
            yield begin, "is a damaged record: its length is wrong, or it is cut short"
            waiting = (body + behind)[begins.start() :] if begins else behind
            continue
        waiting = behind
        yield begin, head + body + b"\r\n\r\n"


class Measured:
    """A stream that knows how many bytes were read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream: Any = stream
        self.read_so_far = 0

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many."""
        data = self.stream.read1(size)  # which loses nothing before a damage
        self.read_so_far += len(data)
        return bytes(data)


def header(stream: Measured, waiting: bytes) -> tuple[bytes | None, bytes]:
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


def taken(stream: Measured, waiting: bytes, size: int) -> tuple[bytes, bytes]:
    """So many bytes, and those behind them, which tell whether a record ends there; fewer where the file is damaged."""
    pieces, missing = [waiting], size + 4 - len(waiting)
    with contextlib.suppress(NewsanError):  # whoever reads on is told again
        while missing > 0 and (more := stream.read(missing)):
            pieces.append(more)
            missing -= len(more)
    data = b"".join(pieces)
    return data[:size], data[size:]
