"""The text of data files: line by line, or in pieces, so that one bad place costs the record that it is in."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import BinaryIO

from newsan.errors import NewsanError
from newsan.inputs.decode import WIDE, check_encoding, misfit, refuse_binary, refuse_other_encoding
from newsan.inputs.opened import Opened
from newsan.inputs.reading import Mark
from newsan.inputs.records import Broken
from newsan.limits import HINT, size_as_text


def checked_codec(opened: Opened) -> str:
    """The codec's own name for the encoding; NewsanError when the beginning shows that the input is not in it."""
    codec = check_encoding(opened.how.encoding)
    refuse_binary(opened.head, codec)
    refuse_other_encoding(opened.head[: len(opened.head) & ~3], codec, opened.how.encoding)
    return codec


def lines(opened: Opened) -> Iterator[str | Broken]:
    """The lines that hold something, in order, each with its number if it cannot be read.

    No line of more bytes than a text may have is held.
    """
    codec = checked_codec(opened)
    if codec.startswith(WIDE):
        yield from wide_lines(opened, codec)
        return
    limit = opened.how.max_size
    for number, (_, line) in enumerate(placed_lines(opened.entered(), limit), opened.before + 1):
        if len(line) > limit:
            yield Broken(number, f"is larger than {size_as_text(limit)}{HINT}")
            continue
        try:
            text = line.decode(codec)
            yield text.removeprefix("\ufeff") if number == 1 else text
        except UnicodeDecodeError as error:
            yield Broken(number, misfit(line, error, opened.how.encoding))


def placed_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, each with the number of bytes before it; of one that is too long the beginning."""
    at = 0
    while line := stream.readline(limit + 1):
        begin, at = at, at + len(line)
        if not line.strip(b" \t\r\n"):
            continue
        yield begin, line
        while len(line) > limit and line and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
            at += len(line)


def marks(opened: Opened) -> Iterator[Mark]:
    """Where each line that holds something begins."""
    codec = checked_codec(opened)
    if codec.startswith(WIDE):
        yield from (Mark() for _ in wide_lines(opened, codec))
        return
    for begin, _ in placed_lines(opened.stream, opened.how.max_size):
        yield Mark(None if opened.unpacked or opened.raw is None else begin)


def wide_lines(opened: Opened, codec: str) -> Iterator[str]:
    """The same for encodings in which a line feed is more than one byte."""
    try:
        for line in KeptOpen(opened.stream, codec, newline="\n"):
            if line.strip():
                yield line.removeprefix("\ufeff")
    except UnicodeError as error:
        raise NewsanError(f"cannot be read as {opened.how.encoding}: {error}") from error


class KeptOpen(io.TextIOWrapper):
    """The text of a stream that stays open when nobody reads the text any more."""

    def close(self) -> None:
        """Leave the stream alone."""
        with contextlib.suppress(ValueError):  # it was left alone before
            self.detach()


def text_stream(opened: Opened) -> io.TextIOWrapper:
    """The text with its line ends; a byte that does not fit the encoding is a lone surrogate (PEP 383)."""
    codec = checked_codec(opened)
    errors = "strict" if codec.startswith(WIDE) else "surrogateescape"
    return KeptOpen(opened.stream, "utf-8-sig" if codec == "utf-8" else codec, errors, newline="")


def bad_byte(text: str, encoding: str) -> str | None:
    """Why a text that came from ``text_stream`` is not in its encoding; None when it is.

    >>> bad_byte("caf\\udce9", "utf-8")
    'byte 0xE9 is not utf-8: name the encoding, for example --encoding cp1252'
    """
    bad = None if _plain(text) else next((one for one in text if "\udc80" <= one <= "\udcff"), None)
    if bad is None:
        return None
    other = "iso-8859-1" if check_encoding(encoding) == "cp1252" else "cp1252"
    return f"byte 0x{ord(bad) - 0xDC00:02X} is not {encoding}: name the encoding, for example --encoding {other}"


def _plain(text: str) -> bool:
    """Whether a text has no lone surrogates; quick."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
