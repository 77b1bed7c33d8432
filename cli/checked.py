"""A corpus counted without being analysed: what there is, and what would be skipped and why."""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from cli.formats import FORMATS
from cli.options import Settings
from cli.output import chosen_format, opened_output, refuse_overwriting, write
from cli.pace import Pace
from cli.progress import progress
from cli.run import ALL_FAILED, DONE, SOME_FAILED, safe, wanted
from cli.stored import texts_of
from cli.view import Cells, Group, Tally, View
from newsan.document import Document, Failure
from newsan.duplicates import Copies, mark_of
from newsan.inputs import Found, LeftOut, Remark, check_encoding
from newsan.inputs.language import NAMES, language_of
from newsan.inputs.reading import ANY
from newsan.periods import iso_date

COLUMNS = {"check": "str", "value": "str | None", "count": "int", "examples": "str | None"}
EXAMPLES = 3  # documents that are named for each thing that is counted
DATE = "date"
LOST = "\ufffd"
MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ¡-¿]|â€[\x80-\xbf™œ˜“”\x9d¦]")
"""What UTF-8 looks like that was read as cp1252: é as Ã©, ’ as â€™."""
PLACES = re.compile(r"(?<![\w-])(?:0x[\dA-F]+|\d[\d,]*)\b")
"""Numbers of places and bytes, by which reasons differ that are the same; not those in names, as utf-8 or 100MB."""


@dataclass(slots=True)
class Seen:
    """One thing that is counted, with the first documents that have it."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(name)


@dataclass(slots=True)
class Checked:
    """Everything that is known of a corpus; ``things`` by what they are and by their value."""

    wanted_language: str
    words: int = 0
    things: dict[tuple[str, str | None], Seen] = field(default_factory=dict)
    copies: Copies = field(default_factory=lambda: Copies(near=True))
    longest: list[tuple[int, str]] = field(default_factory=list)

    def add(self, found: Found) -> None:
        """Count what became of a document."""
        if isinstance(found, Document):
            self.document(found)
        elif isinstance(found, Failure):
            self.see("failed", PLACES.sub("…", found.reason), found.input)
        elif isinstance(found, LeftOut):
            self.see("other language" if found.language else "left out", found.kind, found.input)
        elif isinstance(found, Remark) and found.minor and found.says.startswith("is read as "):
            self.see("inputs", found.says.removeprefix("is read as "), found.input)
        elif isinstance(found, Remark) and not found.minor:
            self.see("remarks", found.says, found.input)

    def see(self, what: str, value: str | None, name: str) -> None:
        """Count one thing."""
        self.things.setdefault((what, value), Seen()).add(name)

    def document(self, document: Document) -> None:
        """Count a document."""
        self.see("documents", None, document.id)
        words = len(document.text.split())
        self.words += words
        if not words:
            self.see("empty", None, document.id)
            return
        language = language_of(document.text)
        name = NAMES[language] if language else "not told"
        self.see("language" if language in (None, self.wanted_language) else "other language", name, document.id)
        self.copy(document)
        if DATE in document.meta:
            self.date(document)
        for what, damaged in (("lost characters", LOST in document.text), ("mojibake", MOJIBAKE.search(document.text))):
            if damaged:
                self.see(what, None, document.id)
        heapq.heappush(self.longest, (words, document.id))
        if len(self.longest) > EXAMPLES:
            heapq.heappop(self.longest)

    def copy(self, document: Document) -> None:
        """Count a copy of an earlier document, or a near copy of one."""
        same, like = self.copies.first(document.id, mark_of(document.text, near=True))
        if same is not None:
            self.see("duplicates", None, f"{document.id} = {same}")
        elif like is not None:
            self.see("near copies", None, f"{document.id} ≈ {like}")

    def date(self, document: Document) -> None:
        """Count a date, missing or not."""
        value = document.meta[DATE]
        if value is None:
            self.see("no date", None, document.id)
        elif iso_date(value) is None:
            self.see("date not read", None, f"{document.id}: {value}")

    def rows(self) -> Iterator[Cells]:
        """What was counted, in the order of ``ORDER``, the most frequent first."""
        for what in ORDER:
            if what == "words":
                yield what, None, self.words, None
            if what == "longest":
                yield from ((what, name, words, None) for words, name in sorted(self.longest, reverse=True))
            found = [(value, seen) for (kind, value), seen in self.things.items() if kind == what]
            for value, seen in sorted(found, key=lambda pair: -pair[1].count):
                yield what, value, seen.count, None if what in PLAIN else "; ".join(seen.examples)


ORDER = (
    *("documents", "words", "inputs", "language", "other language", "empty", "duplicates", "near copies"),
    *("no date", "date not read", "lost characters", "mojibake", "longest", "failed", "left out", "remarks"),
)
PLAIN = ("documents", "inputs", "language")
"""What needs no examples: it is nothing to look at."""


def checked(inputs: Collection[str], settings: Settings) -> int:
    """Count the inputs, and write what there is; the exit status."""
    check_encoding(settings.reading.encoding)
    refuse_overwriting(inputs, settings.output, plain=settings.reading.plain)
    language = settings.reading.language
    found = Checked("en" if language == ANY else language)
    tally, name = Tally(), chosen_format(settings)
    with opened_output(settings.output) as output:
        with progress(Pace(tally, inputs).describe, wanted(settings)):
            for one in texts_of(inputs, replace(settings.reading, language=ANY), tally.meter):
                found.add(one)
                tally.documents += isinstance(one, Document)
                tally.failures += isinstance(one, Failure)
                tally.words = found.words
        tally.first = next(iter(inputs), "")
        view = View("check", settings, COLUMNS, [Group(None, list(found.rows()))], tally)
        write(safe(FORMATS[name].load()(view), name, output), output)
    return ALL_FAILED if not tally.documents else SOME_FAILED if tally.failures else DONE
