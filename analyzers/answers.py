"""One document's answer to a question: what a command or a function asks of each document by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analyzers import ANALYZERS
from analyzers.corrections import Corrections, corrected, vain_rejections
from analyzers.counts import Counts
from analyzers.findings import Annotated
from newsan.document import AnnotatedDocument


@dataclass(frozen=True, slots=True)
class Answer:
    """A document with its own rows, or with the counts that a summary of many adds up.

    ``vain`` are the quotations that a person rejects and that newsan does not have.
    """

    doc: Annotated
    rows: list[Any]
    counts: Counts[Any, Any] | None = None
    vain: int = 0

    def add_to(self, total: Counts[Any, Any]) -> None:
        """Count the document in a summary of many."""
        if self.counts is not None:
            total.merge(self.counts)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its options, as it is put to each document; it can be sent to another process.

    ``view`` says what is wanted of a document: its ``detail`` rows, a summary of its own (``doc``), or what it adds to
    a summary of all (``corpus``).  ``corrections`` are a person's, made before anything is counted.
    """

    question: str
    view: str
    options: Mapping[str, Any]
    corrections: Corrections | None = None

    def __call__(self, doc: Annotated) -> Answer:
        """What the document answers."""
        analyzer, vain = ANALYZERS[self.question], 0
        if self.corrections and isinstance(doc, AnnotatedDocument):
            vain = vain_rejections(doc, self.corrections)
            doc = corrected(doc, self.corrections)
        if self.view == "detail":
            return Answer(doc, list(analyzer.rows(doc, **self.options)), vain=vain)
        counts = analyzer.counts(**self.options)
        counts.add(doc)
        return Answer(doc, counts.rows(), vain=vain) if self.view == "doc" else Answer(doc, [], counts, vain)

    def total(self) -> Counts[Any, Any]:
        """Counts that nothing was added to, for the documents' own counts."""
        return ANALYZERS[self.question].counts(**self.options)

    def rows(self, answers: Iterable[Answer]) -> list[Any]:
        """The rows of all documents: their detail rows or summaries one after another, or the summary of all."""
        if self.view != "corpus":
            return [row for answer in answers for row in answer.rows]
        total = self.total()
        for answer in answers:
            answer.add_to(total)
        return total.rows()
