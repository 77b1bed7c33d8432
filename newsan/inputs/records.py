"""Records to documents: a text, an id, metadata; a record without a text is a failure with its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from newsan.choices import closest, did_you_mean
from newsan.document import Document, Failure
from newsan.errors import NewsanError
from newsan.inputs import formats
from newsan.inputs.containers import container
from newsan.inputs.formats import Format
from newsan.inputs.opened import Opened
from newsan.inputs.presets import Fields, fields_of
from newsan.inputs.reading import Remark
from newsan.inputs.values import as_id, as_meta, as_text, has, looked_up
from newsan.limits import size_as_text

Found = Document | Failure | Remark

LOOK = 100  # records in which the fields are looked for: a dump may leave out those without a value
NAMED = 20  # fields of a record that a message names
IN_RECORDS = (formats.HTML, formats.XML, formats.JSON, formats.JSON_LINES)


@dataclass(frozen=True, slots=True)
class Record:
    """An article as a format has it: its number in the input, from 1, or 0 where the input is one article."""

    number: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read, and why."""

    number: int
    reason: str


class NoTextsError(NewsanError):
    """An input whose records have no text; the message says which fields they have, ``format`` the input's format."""

    format: Format | None = None


Records = Iterator[Record | Broken]


def documents(opened: Opened, records: Records, own: tuple[str, ...] | None = None) -> Iterator[Found]:
    """A Document for each record, or the Failure that it is, in order.

    ``own`` is the metadata that the format brings without being asked.  Raises NoTextsError when none of the first
    records has a field for the text.
    """
    fields = fields_of(opened.how, own)
    first, damage = begun(records)
    seen = [one.fields for one in first if isinstance(one, Record)]
    if not first and opened.part is None:
        raise NoTextsError("holds no articles")
    if not opened.before:  # whoever enters a file in the middle knows that it has texts
        refuse_textless(fields, seen)
        yield from missing_fields(opened.name, fields, seen)
    made = Made(opened, fields)
    for one in chain(first, records):
        if not opened.outside(one.number, one.number):
            yield from made.document(one)
        if opened.behind(one.number + 1):
            return
    if damage:
        raise damage


def begun(records: Records) -> tuple[list[Record | Broken], NewsanError | None]:
    """The first records, and the error behind them if the input is damaged there."""
    first: list[Record | Broken] = []
    try:
        first.extend(islice(records, LOOK))
    except NewsanError as error:
        if not first:
            raise
        return first, error
    return first, None


def refuse_textless(fields: Fields, seen: Sequence[Mapping[str, Any]]) -> None:
    """Nothing; NoTextsError when no record has a field for the text, or for the id if one was named."""
    ids = (fields.id,) if fields.id else ()
    for what, names in (("text", fields.text), ("id", ids)):
        if names and seen and not any(has(record, name) for record in seen for name in names):
            known = known_in(seen)
            wanted = " or ".join(", ".join(names).rsplit(", ", 1))
            like = closest(names[0], known) if len(names) == 1 else None
            advice = f"did you mean {like}?" if like else f"name the one for the {what} with --{what}-field"
            raise NoTextsError(f"has no field {wanted}, only {listed(known)}: {advice}")


def known_in(seen: Sequence[Mapping[str, Any]]) -> list[str]:
    """The fields of some records, in order of appearance."""
    return list(dict.fromkeys(str(key) for record in seen for key in record))


def listed(names: Sequence[str]) -> str:
    """Names for a message, the first of them.

    >>> listed(["id", "title"]), listed([])
    ('id, title', 'none')
    """
    return ", ".join(names[:NAMED]) + ", …" * (len(names) > NAMED) or "none"


def missing_fields(name: str, fields: Fields, seen: Sequence[Mapping[str, Any]]) -> Iterator[Remark]:
    """A remark for each field that the user named and no record has."""
    for asked in dict.fromkeys(fields.asked) if seen else ():
        if not any(has(record, asked) for record in seen):
            known = known_in(seen)
            yield Remark(name, f"no record has the field {asked!r}{did_you_mean(asked, known)}")


@dataclass(slots=True)
class Made:
    """Documents of one input; ``ids`` are the hashes of those that a field gave, to tell when one comes again."""

    opened: Opened
    fields: Fields
    ids: set[int] = field(default_factory=set)

    def document(self, one: Record | Broken) -> Iterator[Found]:
        """The document that a record is, or a failure; a remark before it where its id stood in an earlier record."""
        name = f"{self.opened.name}#{one.number}" if one.number else self.opened.name
        if isinstance(one, Broken):
            yield Failure(name, one.reason)
            return
        text = self.text(one.fields)
        reason = unreadable(text, self.opened.how.max_size)
        if reason:
            yield Failure(name, reason)
            return
        id = self.named(one, name)
        if id != name and hash(id) in self.ids:
            yield Remark(name, f"the id {id!r} stood in an earlier record: this one is called {id}#{one.number}")
            id = f"{id}#{one.number}"
        if id != name:
            self.ids.add(hash(id))
        yield Document(id, str(text), {column: as_meta(looked_up(one.fields, key)) for column, key in self.fields.meta})

    def named(self, one: Record, name: str) -> str:
        """The id of a record: that of its field, else its place in the input."""
        return (as_id(looked_up(one.fields, self.fields.id)) if self.fields.id else None) or name

    def text(self, record: Mapping[str, Any]) -> str | None:
        """The text of a record, after its title if that was asked for."""
        found = (as_text(looked_up(record, name)) for name in self.fields.text)
        text = next((one for one in found if one and not one.isspace()), None)
        title = as_text(looked_up(record, self.fields.title)) if self.fields.title else None
        return f"{title.strip()}\n\n{text}" if title and title.strip() and text else text


def unreadable(text: str | None, max_size: int) -> str | None:
    """Why a text is not read; None when it is."""
    if text is None:
        return "has no text"
    if len(text) > max_size:
        return f"is larger than {size_as_text(max_size)}: raise --max-size to read it"
    found = container(text)
    return f"its text is {found.called}, not plain text" if found in IN_RECORDS and found else None
