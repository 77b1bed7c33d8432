"""From the inputs to the answers of each document: what fails on the way is told and counted, the others go on."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from analyzers import ANALYZERS
from analyzers.answers import Answer, Asked
from cli.damage import LOST, damage
from cli.formats import FORMATS
from cli.messages import PLEASE_REPORT, say, trace, wants_traceback
from cli.options import Settings
from cli.output import chosen_format, to_file
from cli.stored import folders_of, in_folders
from cli.view import Group, Tally
from newsan import __version__
from newsan.annotator import Annotator
from newsan.attempt import Result
from newsan.document import Aliases, AnnotatedDocument, Document, Failure
from newsan.inputs import LeftOut, read
from newsan.processes import in_order

STDOUT = 1  # the number of its open file


def answered(
    inputs: Collection[str], aliases: Aliases, asked: Asked, settings: Settings, tally: Tally
) -> Iterator[Answer] | None:
    """Each document with its answer, as they come; None when no document gives one.

    An input may be a folder that was annotated before.

    The language side is not loaded before there is a text to read.  A document that meets a bug is left out, wherever
    it meets it.
    """
    folders = folders_of(inputs)
    results = in_folders(folders, asked) if folders else in_texts(inputs, aliases, asked, settings, tally)
    answers = succeeding(results, settings, tally)
    one = next(answers, None)
    return None if one is None else noted(chain([one], answers), settings, tally)


def in_texts(
    inputs: Iterable[str], aliases: Aliases, asked: Asked, settings: Settings, tally: Tally
) -> Iterator[Answer | Failure]:
    """The answer of each document in the inputs, which are read and annotated for it."""
    documents = succeeding(articles(texts(inputs, settings), settings, tally), settings, tally)
    first = next(documents, None)
    if first is None:
        return iter(())
    # rich is imported while the model works, which leaves the interpreter free
    threading.Thread(target=FORMATS[chosen_format(settings)].load, daemon=True).start()
    work = Annotator(aliases, ANALYZERS[asked.question].parts, then=asked)
    return in_order(chain([first], documents), work, processes=1)


def texts(inputs: Iterable[str], settings: Settings) -> Iterator[Document | Failure | LeftOut]:
    """What becomes of each input."""
    exclude = settings.output if to_file(settings.output) else STDOUT
    plain = settings.input_format == "text"
    return read(inputs, encoding=settings.encoding, exclude=exclude, max_size=settings.max_size, plain=plain)


def noted(answers: Iterable[Answer], settings: Settings, tally: Tally) -> Iterator[Answer]:
    """The same answers; their documents are counted, and what is wrong with a text is told."""
    for answer in answers:
        doc = answer.doc
        tally.first = tally.first or doc.document.id
        tally.documents += 1
        if isinstance(doc, AnnotatedDocument) and (doc.repairs or LOST in doc.document.text):
            tell_damage(doc, settings)
        yield answer


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


def counted(groups: Iterable[Group], tally: Tally) -> Iterator[Group]:
    """The same groups, their rows counted in ``tally``."""
    for group in groups:
        tally.rows += len(group.rows)
        yield group
