"""Python values to documents: strings, Documents, columns of a table; a bad one is a value, not an exception."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsan.attempt import Result
from newsan.document import Document, Failure
from newsan.errors import NO_MEMORY, NewsanError, NewsanWarning
from newsan.inputs.containers import container
from newsan.inputs.formats import TEXT_ENDINGS, by_ending, ending
from newsan.meta import readable

Found = Document | Failure

ONE_TEXT = "give the text of one article, or a Document to have it read as it stands"
OWN = ("newsan", "analyzers")
"""The packages that a warning is not about."""

NAMED = 5  # failures that a warning names; the rest are counted


@dataclass(slots=True)
class Failures:
    """The texts that could not be read, or met a bug; ``found`` fills while the others pass.

    Where there is only ``one`` text, its failure is raised.
    """

    one: bool = False
    found: list[Failure] = field(default_factory=list)

    def set_apart(self, results: Iterable[Result | Failure]) -> Iterator[Result]:
        """What did not fail."""
        for one in results:
            if isinstance(one, Failure):
                if self.one:
                    raise raised(one)
                self.found.append(one)
            else:
                yield one

    def warn(self, *messages: str) -> None:
        """A NewsanWarning that names the first failures, and one for each other message."""
        for message in (self.told(), *messages) if self.found else messages:
            warnings.warn(message, NewsanWarning, stacklevel=outside())

    def told(self) -> str:
        """How many texts were not read, with the names of the first ones and why."""
        number, more = len(self.found), len(self.found) - NAMED
        named = [f"{failure.input} {failure.reason}" for failure in self.found[:NAMED]]
        if more > 0:
            named.append(f"and {more:,} more")
        return f"{number:,} {'text was' if number == 1 else 'texts were'} not read: {'; '.join(named)}"


def raised(failure: Failure) -> Exception:
    """The exception that stands for a failure."""
    if failure.reason == NO_MEMORY:
        return MemoryError(failure.reason)
    return failure.error or NewsanError(f"the text was not read: {failure.reason}")


def outside() -> int:
    """The level of the stack, for a warning of the function that asks, at which newsan was called."""
    frame, level = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in OWN:
        frame, level = frame.f_back, level + 1
    return level


def warned(results: Iterable[Result | Failure]) -> Iterator[Result]:
    """What did not fail, with a NewsanWarning in place of each failure."""
    for one in results:
        if isinstance(one, Failure):
            warnings.warn(f"a text was not read: {one.input} {one.reason}", NewsanWarning, stacklevel=outside())
        else:
            yield one


def is_one(texts: Any) -> bool:
    """Whether a value is one text and not several."""
    return isinstance(texts, str | Document)


def documents(texts: Any) -> Iterator[Found]:
    """A Document or a Failure for each text, in order; for a single text that cannot be read, NewsanError.

    One string or Document is one text.  The ids of a mapping's and of a pandas Series' texts are its keys, as strings,
    those of all others "1", "2" and so on.  What is not a collection of texts at all raises TypeError, at once.
    """
    if is_one(texts):
        found = document("1", texts)
        if isinstance(found, Failure):
            raise NewsanError(f"the text {found.reason}")
        return iter([found])
    if isinstance(texts, Mapping) or is_pandas(texts, "Series"):
        pairs: Iterable[tuple[Any, Any]] = texts.items()
    elif isinstance(texts, bytes | bytearray) or is_pandas(texts, "DataFrame") or not isinstance(texts, Iterable):
        raise TypeError(f"expected a text or several, not {type(texts).__name__}{advice(texts)}")
    else:
        pairs = enumerate(texts, 1)
    return (document(str(name), text) for name, text in pairs)


def document(name: str, text: Any) -> Found:
    """A text as a Document, or the reason why it is not one.

    The text of a Document is taken as it is, even if it looks like data; its id is a string, its metadata is checked.
    """
    if isinstance(text, Document):
        return given(text)
    if isinstance(text, Failure):  # as newsan.read gives them
        return text
    if not isinstance(text, str):
        return Failure(name, what_it_is(text))
    found = container(text)
    if found is not None:
        return Failure(name, f"is {found.called}, not plain text: {ONE_TEXT}")
    if is_file_name(text):
        return Failure(name, f"is the name of a file ({text}), not its text: read the file first")
    return Document(name, str(text))


def given(document: Document) -> Found:
    """A Document of the user's, with plain strings and with None for metadata that is missing; or a Failure."""
    if not isinstance(document.text, str):
        return Failure(str(document.id), what_it_is(document.text))
    meta = readable(document.meta)
    if isinstance(meta, str):
        return Failure(str(document.id), meta)
    return Document(str(document.id), str(document.text), meta)


def is_file_name(text: str) -> bool:
    """Whether a text is nothing but the name of a file.

    >>> is_file_name("articles/pier.txt"), is_file_name("See pier.txt")
    (True, False)
    """
    return len(text.split()) == 1 and bool(by_ending(text) or ending(text) in TEXT_ENDINGS)


def what_it_is(value: Any) -> str:
    """The reason why a value is not a text."""
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:
        return f"is missing ({value})"
    return f"is not a text but {type(value).__name__}{advice(value)}"


def advice(value: Any) -> str:
    """What to do about a value that is not a text, after a colon; nothing where there is nothing to say."""
    if isinstance(value, bytes | bytearray):
        return ": decode it first"
    if is_pandas(value, "DataFrame"):
        return ": name one of its columns"
    return ": read the file first" if hasattr(value, "__fspath__") else ""


def is_pandas(value: Any, name: str) -> bool:
    """Whether a value is of this class of pandas, which is not imported for it."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, getattr(pandas, name))
