"""From the inputs to the rows of an answer: what fails on the way is told and counted, and the others go on."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain
from typing import Any

from analyzers import Analyzer, cells
from cli.damage import LOST, damage
from cli.messages import PLEASE_REPORT, say, trace, wants_traceback
from cli.options import Settings
from cli.output import chosen_format, to_file
from cli.shape import Cells, common, summarises_documents
from newsan import __version__
from newsan.attempt import Result, attempt
from newsan.document import Aliases, AnnotatedDocument, Document, Failure
from newsan.inputs import LeftOut, read

STDOUT = 1  # the number of its open file

Answer = tuple[AnnotatedDocument, list[Any]]


@dataclass(slots=True)
class Tally:
    """What became of the inputs, and how many rows there are without ``--limit``; the first document's id.

    ``documents`` gave an answer, ``failures`` did not, ``bugs`` of them because newsan is wrong.  ``left_out`` counts
    the files in folders that are not articles, by kind.
    """

    documents: int = 0
    failures: int = 0
    bugs: int = 0
    rows: int = 0
    first: str = ""
    left_out: Counter[str] = field(default_factory=Counter)

    def describe(self) -> str:
        """How far the work has got, in half a line."""
        rows = f", {self.rows:,} rows found" if self.rows else ""
        return f"{self.documents:,} documents read{rows}"


def annotated(
    inputs: Iterable[str], aliases: Aliases, analyzer: Analyzer, settings: Settings, tally: Tally
) -> Iterator[AnnotatedDocument]:
    """The annotated documents, as they come; the language side is not loaded before there is a text to read."""
    exclude = settings.output if to_file(settings.output) else STDOUT
    plain = settings.input_format == "text"
    texts = read(inputs, encoding=settings.encoding, exclude=exclude, max_size=settings.max_size, plain=plain)
    documents = succeeding(articles(texts, settings, tally), settings, tally)
    first = next(documents, None)
    if first is None:
        return
    if chosen_format(settings) == "table":  # rich is imported while the model works, which leaves the interpreter free
        threading.Thread(target=import_module, args=("cli.tables",), daemon=True).start()
    from newsan.language import annotate_or_fail

    found = annotate_or_fail(chain([first], documents), aliases=aliases, parts=analyzer.parts)
    for doc in succeeding(found, settings, tally):
        if doc.repairs or LOST in doc.document.text:
            tell_damage(doc, settings)
        yield doc


def tell_damage(doc: AnnotatedDocument, settings: Settings) -> None:
    """Say in one line what a text holds beside its words, if there is anything worth telling."""
    remark = None if settings.quiet else damage(doc)
    if remark:
        say(f"{'standard input' if doc.document.id == '-' else doc.document.id}: {remark}")


def articles(
    found: Iterable[Document | Failure | LeftOut], settings: Settings, tally: Tally
) -> Iterator[Document | Failure]:
    """What was read or failed; each file that was left out is counted, and named where that was asked for."""
    for one in found:
        if isinstance(one, LeftOut):
            tally.left_out[one.kind] += 1
            if settings.verbose and not settings.quiet:
                say(f"{one.input}: left out ({one.kind})")
        else:
            yield one


def answered(
    docs: Iterable[AnnotatedDocument], analyzer: Analyzer, settings: Settings, options: Mapping[str, Any], tally: Tally
) -> Iterator[Answer] | None:
    """The documents, each with what is asked of it by itself: detail rows, or its summary for ``--by doc``.

    One summary of all asks for the rows of each document first, too, because only here a document that meets a bug can
    be left out.  None when no document gives an answer.
    """

    def rows(doc: AnnotatedDocument) -> Answer:
        by_doc = summarises_documents(settings)
        return doc, list(analyzer.summary([doc], **options) if by_doc else analyzer.rows(doc, **options))

    answers = succeeding((attempt(doc.document.id, rows, doc) for doc in docs), settings, tally)
    first = next(answers, None)
    return None if first is None else noted(chain([first], answers), tally)


def noted(answers: Iterable[Answer], tally: Tally) -> Iterator[Answer]:
    """The same answers, their documents counted."""
    for doc, found in answers:
        tally.first = tally.first or doc.document.id
        tally.documents += 1
        yield doc, found


def succeeding(found: Iterable[Result | Failure], settings: Settings, tally: Tally) -> Iterator[Result]:
    """What did not fail; each failure is counted, and is one line on standard error."""
    for one in found:
        if isinstance(one, Failure):
            tally.failures += 1
            tally.bugs += one.error is not None
            tell(one, settings)
        else:
            yield one


def tell(failure: Failure, settings: Settings) -> None:
    """Say in one line what failed; a bug's traceback comes below where it was asked for."""
    if not settings.quiet:
        say(f"{failure.input}: {failure.reason}")
        if failure.error and wants_traceback(settings.verbose):
            trace(failure.error)


def conclude(settings: Settings, tally: Tally, messages: Iterable[str]) -> None:
    """Say at the end what became of the inputs, other ``messages``, and how to report a bug; nothing if quiet."""
    if settings.quiet:
        return
    if tally.left_out:
        say(left_out(tally.left_out))
    for message in messages:
        say(message)
    if settings.verbose:
        say(f"{tally.documents} documents read, {tally.failures} failed, {tally.rows} rows")
    if tally.bugs:
        say(f"this is a bug in newsan {__version__}: {PLEASE_REPORT}")


def left_out(kinds: Counter[str]) -> str:
    """How many files in folders are not articles, and of which kinds they are.

    >>> left_out(Counter({"CSV": 2, "PDF": 1}))
    '3 files are not articles and were left out: CSV 2, PDF 1'
    """
    number = kinds.total()
    what = "file is not an article and was" if number == 1 else "files are not articles and were"
    return f"{number:,} {what} left out: " + ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())


def rows_of(
    answers: Iterable[Answer], analyzer: Analyzer, settings: Settings, options: Mapping[str, Any]
) -> Iterator[Cells]:
    """The rows that were asked for: findings, one summary, or a summary of each document."""
    if settings.detail:
        rows = (row for _, found in answers for row in found)
        yield from map(cells, common(list(rows), analyzer, settings.min_count) if settings.min_count else rows)
    elif settings.by == "doc":
        for doc, found in answers:
            for row in found:
                if getattr(row, analyzer.count) >= settings.min_count:
                    yield (doc.document.id, *cells(row))
    else:
        summary = analyzer.summary((doc for doc, _ in answers), **options)
        yield from (cells(row) for row in summary if getattr(row, analyzer.count) >= settings.min_count)


def counted(rows: Iterable[Cells], tally: Tally) -> Iterator[Cells]:
    """The same rows, counted in ``tally``."""
    for row in rows:
        tally.rows += 1
        yield row
