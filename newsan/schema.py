"""Annotated documents as plain values that JSON can hold, and back: the types say how, and what is checked.

The form is that of the dataclasses in ``newsan/document.py``: an object for each, a list for each tuple.  Its version
changes when what it means changes, or a field goes; a field that comes has a default and needs no new version.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from newsan.document import AnnotatedDocument, Span, Speaker
from newsan.errors import NewsanError
from newsan.meta import readable

SCHEMA = 1
"""The version of the form."""

EXACT = 2**53
"""Whole numbers up to here are floats as they are."""

Check = Callable[[Any, str], Any]
"""From a plain value and its place, for a message, to what it stands for."""


PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")
"""Between two lone surrogates that JSON would join to one character, so that the offsets behind would be wrong."""


def to_dict(doc: AnnotatedDocument) -> dict[str, Any]:
    """The document in plain values, the version of their form first."""
    return {"schema": SCHEMA, **plain(doc)}


def plain(value: Any) -> Any:
    """A value as JSON has it; a string in which it would join two surrogates is a list of its parts."""
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, str):
        return PAIR.split(value) if PAIR.search(value) else value
    return dict(value) if isinstance(value, Mapping) else value


def from_dict(data: Mapping[str, Any]) -> AnnotatedDocument:
    """The document that ``to_dict`` made plain, also after a way through JSON.

    Raises NewsanError, which names the place, for anything that ``to_dict`` does not give: another version, a field
    that is missing or unknown, a value of another type, a span outside of the text.
    """
    if not isinstance(data, Mapping):
        raise NewsanError(f"an annotated document is a mapping, not {type(data).__name__}")
    version = data.get("schema")
    if version != SCHEMA:
        raise NewsanError(f"an annotated document of schema {version!r}: this newsan reads schema {SCHEMA}")
    fields = {name: value for name, value in data.items() if name != "schema"}
    doc: AnnotatedDocument = built(AnnotatedDocument, fields, "")
    check_whole(doc)
    return doc


@lru_cache(maxsize=32)  # there are a dozen types
def checks_of(kind: type) -> dict[str, Check]:
    """How each field of a dataclass is read."""
    hints = get_type_hints(kind)
    return {field.name: check_for(hints[field.name]) for field in fields(kind)}


def check_for(hint: Any) -> Check:
    """How a value of a type is read."""
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(built, hint)
    if origin is Literal:
        return partial(one_of, arguments)
    if origin in (Union, UnionType):
        [some] = [kind for kind in arguments if kind is not NoneType]
        return partial(optional, check_for(some))
    if origin is tuple:
        return partial(listed, [check_for(kind) for kind in arguments if kind is not Ellipsis], Ellipsis in arguments)
    if hint in (str, int, float, bool):
        return partial(simple, hint)
    return metadata


def built(kind: type, value: Any, place: str) -> Any:
    """A dataclass, each field of which is read by its type."""
    checks = checks_of(kind)
    if not isinstance(value, Mapping):
        raise wrong(place, "a mapping", value)
    for name in value:
        if name not in checks:
            raise NewsanError(f"an annotated document has an unknown field {dotted(place, name)!r}")
    for field in fields(kind):
        needed = field.default is MISSING and field.default_factory is MISSING
        if needed and field.name not in value:
            raise NewsanError(f"an annotated document lacks the field {dotted(place, field.name)!r}")
    return kind(**{name: checks[name](part, dotted(place, name)) for name, part in value.items()})


def one_of(choices: tuple[str, ...], value: Any, place: str) -> Any:
    """One of the values of a closed set."""
    if value not in choices:
        raise wrong(place, f"one of {', '.join(choices)}", value)
    return value


def optional(check: Check, value: Any, place: str) -> Any:
    """A value that may be None."""
    return None if value is None else check(value, place)


def listed(checks: list[Check], repeated: bool, value: Any, place: str) -> tuple[Any, ...]:
    """A tuple: of as many values as there are checks, or of any number for which the one check holds."""
    if not isinstance(value, list | tuple) or not (repeated or len(value) == len(checks)):
        raise wrong(place, "a list" if repeated else f"a list of {len(checks)}", value)
    return tuple(checks[0 if repeated else i](part, f"{place}[{i}]") for i, part in enumerate(value))


def simple(kind: type[Any], value: Any, place: str) -> Any:
    """A string, a finite number or a truth value; a whole number stands for a float, as other programs write 1.0."""
    if kind is float and type(value) is int and abs(value) <= EXACT:
        return float(value)
    if kind is str and isinstance(value, list) and value and all(type(part) is str for part in value):
        return "".join(value)
    if type(value) is not kind or (kind is float and not math.isfinite(value)):
        raise wrong(place, f"of type {kind.__name__}", value)
    return value


def metadata(value: Any, place: str) -> Any:
    """The metadata of a document."""
    parsed = readable(value)
    if isinstance(parsed, str):
        raise NewsanError(f"an annotated document {parsed}")
    return parsed


def check_whole(doc: AnnotatedDocument) -> None:
    """Nothing; NewsanError for spans outside of the text, and for what nothing can be said of."""
    size = len(doc.document.text)
    for place, (start, end) in spans_of(doc):
        if not 0 <= start <= end <= size:
            raise NewsanError(f"an annotated document has {place} at {start} to {end}, outside of its text ({size})")
    for number, attribution in enumerate(doc.attributions):
        if not attribution.content:
            raise NewsanError(f"an annotated document has an attribution without content: attributions[{number}]")
        if attribution.reported_in is not None and not 0 <= attribution.reported_in < len(doc.attributions):
            raise NewsanError(
                f"an annotated document lacks attribution {attribution.reported_in}, which reports another"
            )


def spans_of(doc: AnnotatedDocument) -> Iterator[tuple[str, Span]]:
    """Every span of a document, and what it is."""
    yield from (("a paragraph", span) for span in doc.paragraphs)
    yield from (("a sentence", span) for span in doc.sentences)
    yield from (("a mention", (mention.start, mention.end)) for entity in doc.entities for mention in entity.mentions)
    for attribution in doc.attributions:
        yield from (("a source or cue", span) for span in (attribution.source, attribution.cue) if span)
        for speaker in (attribution.speaker, *attribution.joint):
            yield from (("a speaker's words", span) for span in spans_of_speaker(speaker))
        yield from (("content", span) for span in attribution.content)
    yield from (("evidence", (judgement.start, judgement.end)) for judgement in doc.judgements)
    yield from (("furniture", (part.start, part.end)) for part in doc.furniture)
    yield from (("a repair", (repair.start, repair.end)) for repair in doc.repairs)


def spans_of_speaker(speaker: Speaker | None) -> tuple[Span, ...]:
    """The places that say who a speaker is."""
    if speaker is None:
        return ()
    return tuple(filter(None, (speaker.antecedent, speaker.title, speaker.document, speaker.reason)))


def dotted(place: str, name: object) -> str:
    """The place of a field inside another."""
    return f"{place}.{name}" if place else str(name)


def wrong(place: str, expected: str, value: Any) -> NewsanError:
    """The error for a value of another type."""
    shown = repr(value)
    return NewsanError(f"an annotated document: {place} is not {expected}: {shown[:60]}{'…' * (len(shown) > 60)}")
