"""JSON: an array of articles, read one after another, or an object that is an article or holds a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsan.errors import NewsanError
from newsan.inputs.lines import bad_byte, text_stream
from newsan.inputs.opened import Opened
from newsan.inputs.presets import fields_of
from newsan.inputs.records import Broken, Found, Record, Records, documents
from newsan.inputs.values import has
from newsan.limits import HINT, size_as_text

PIECE = 1 << 18  # characters that are read at a time
MARGIN = 32  # characters before the end of what was read: an error there may only mean that more is needed
DEPTH = 4  # objects in one another in which a list of articles is looked for, as in {"response": {"docs": […]}}
BLANK = " \t\r\n"


def read(opened: Opened) -> Iterator[Found]:
    """The documents in a JSON file."""
    return documents(opened, records(opened))


def records(opened: Opened) -> Records:
    """The articles, each with its number; only one of them is held at a time if the file is an array."""
    text = Text(opened)
    if text.ends():
        return
    if text.at("["):
        yield from in_array(text, opened.how.encoding)
    else:
        yield from in_object(text.value(), opened)


def in_array(text: Text, encoding: str) -> Records:
    """The elements of an array."""
    number = 0
    text.take("[")
    while not text.at("]"):
        number += 1
        try:
            value, source = text.value_with_source()
        except ValueError as error:
            yield Broken(number, f"is not valid JSON, and what comes behind it is not read: {error}")
            return
        yield record(number, value, bad_byte(source, encoding))
        if not text.take(",") and not text.at("]"):
            yield Broken(number + 1, "the array is cut short or broken here, and what comes behind is not read")
            return


def record(number: int, value: Any, bad: str | None = None) -> Record | Broken:
    """An element of an array as a record; a string is a text."""
    if bad:
        return Broken(number, bad)
    if isinstance(value, str):
        return Record(number, {"text": value})
    return Record(number, value) if isinstance(value, dict) else Broken(number, "is JSON, but no object with fields")


def in_object(value: Any, opened: Opened) -> Records:
    """The articles in an object: itself, or the first list of objects in it that have texts."""
    names = fields_of(opened.how).text
    found = articles(value, names, DEPTH)
    if found is None:
        yield Record(0, value) if isinstance(value, dict) else Broken(0, "is JSON, but no object with fields")
    else:
        yield from (record(number, one) for number, one in enumerate(found, 1))


def articles(value: Any, names: tuple[str, ...], depth: int) -> list[Any] | None:
    """The list of articles in a value; None where there is none, or the value is an article."""
    if isinstance(value, list):
        is_list = any(isinstance(one, Mapping) and any(has(one, name) for name in names) for one in value)
        return value if is_list else None
    if not isinstance(value, Mapping) or not depth or any(isinstance(value.get(name), str) for name in names):
        return None
    inner = (articles(one, names, depth - 1) for one in value.values())
    return next((one for one in inner if one is not None), None)


class Text:
    """A JSON text that is read in pieces; ``position`` is where its next value begins."""

    def __init__(self, opened: Opened) -> None:
        self.stream = text_stream(opened)
        self.limit = opened.how.max_size
        self.decoder = json.JSONDecoder()
        self.buffer, self.position, self.ended = "", 0, False

    def more(self, size: int = PIECE) -> bool:
        """Whether there was more to read; what was used is dropped."""
        try:
            piece = self.stream.read(size)
        except UnicodeError as error:
            raise NewsanError(f"cannot be read in this encoding: {error}") from error
        self.buffer, self.position = self.buffer[self.position :] + piece, 0
        self.ended = not piece
        return bool(piece)

    def at(self, sign: str) -> bool:
        """Whether this sign comes next, behind blanks."""
        while True:
            while self.position < len(self.buffer) and self.buffer[self.position] in BLANK:
                self.position += 1
            if self.position < len(self.buffer):
                return self.buffer[self.position] == sign
            if not self.more():
                return False

    def ends(self) -> bool:
        """Whether nothing comes any more but blanks."""
        self.at("")
        return self.position == len(self.buffer)

    def take(self, sign: str) -> bool:
        """Whether this sign came next; it is passed."""
        found = self.at(sign)
        self.position += found
        return found

    def value(self) -> Any:
        """The next value; NewsanError when it is none."""
        try:
            return self.value_with_source()[0]
        except ValueError as error:
            raise error if isinstance(error, NewsanError) else NewsanError(f"is not valid JSON: {error}") from error

    def value_with_source(self) -> tuple[Any, str]:
        """The next value, and its text; ValueError when it is none."""
        self.at("")
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.position)
            except RecursionError as error:
                raise ValueError("too many values in one another") from error
            except json.JSONDecodeError as error:
                if not self.may_go_on(error) or not self.more(max(PIECE, len(self.buffer) - self.position)):
                    raise
                continue
            if end < len(self.buffer) or self.ended or not self.more():  # a number may go on behind the piece
                source, self.position = self.buffer[self.position : end], end
                return value, source

    def may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Whether an error may only mean that the value has not been read to its end; NewsanError if it is too long."""
        if len(self.buffer) - self.position > self.limit:
            raise NewsanError(f"holds a value that is larger than {size_as_text(self.limit)}{HINT}")
        return error.msg.startswith("Unterminated") or error.pos >= len(self.buffer) - MARGIN
