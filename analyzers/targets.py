"""The targets that a user named: which of them no text names, and what may have been meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from analyzers.answers import Answer
from analyzers.entities import mentions, named
from analyzers.findings import Annotated
from analyzers.rows import one_line
from analyzers.stance import evidence
from newsan.choices import closest, did_you_mean


@dataclass(slots=True)
class Search:
    """A search for targets: ``missing`` holds those that were not met yet, each with the names that resemble it.

    It is ``done`` when the last document has passed; before, nothing can be said about what is missing.
    """

    missing: dict[str, set[str]] = field(default_factory=dict)
    merge_demonyms: bool = False
    done: bool = False

    def watch(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """The same answers, their documents looked through for the targets as they pass."""
        for answer in answers:
            if self.missing:
                self.look(answer.doc)
            yield answer
        self.done = True

    def look(self, doc: Annotated) -> None:
        """Strike the targets that a document names, and note the names that resemble the others."""
        names = {*names_in(doc, self.merge_demonyms)}
        folded = {name.casefold() for name in names}
        for target in [target for target in self.missing if target.casefold() in folded]:
            del self.missing[target]
        for target, like in self.missing.items():
            name = closest(target, names)
            if name:
                like.add(name)

    def messages(self) -> list[str]:
        """A line for each target that no document names."""
        missing = self.missing if self.done else {}
        return [f"no text names {target!r}{did_you_mean(target, like)}" for target, like in missing.items()]


def search(targets: Collection[str], merge_demonyms: bool) -> Search:
    """A search for these targets."""
    return Search({target: set() for target in targets}, merge_demonyms)


def names_in(doc: Annotated, merge_demonyms: bool) -> Iterator[str]:
    """Every name by which a target may be meant in a document: of actors in all their forms, and of what is judged."""
    for row in mentions(doc):
        yield from (row.entity, named(row.entity, row.type, merge_demonyms)[0], one_line(row.mention))
    yield from (one.row.target for one in evidence(doc))
