"""From the inputs to the answers of each document: what fails on the way is told and counted, the others go on."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from analyzers import ANALYZERS
from analyzers.answers import Answer, Asked
from analyzers.findings import Findings
from cli.damage import LOST, damage
from cli.formats import FORMATS
from cli.messages import PLEASE_REPORT, say, trace, wants_traceback
from cli.options import Settings
from cli.output import chosen_format, to_file
from cli.view import Group, Tally
from newsan import __version__
from newsan.annotator import Annotator
from newsan.attempt import Result, attempt
from newsan.document import Aliases, AnnotatedDocument, Document, Failure
from newsan.duplicates import ALL, ONCE, once, told
from newsan.inputs import Found, LeftOut, Remark, read
from newsan.processes import in_order

STDOUT = 1  # the number of its open file


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs, of which the first document was read: that document, and everything behind it, in order.

    Documents of annotated folders are given with what was found in them.
    """

    first: Document | Findings
    rest: Iterator[Found | Findings]

    @property
    def meta(self) -> tuple[str, ...]:
        """The names of the metadata that the first document has."""
        document = self.first.document if isinstance(self.first, Findings) else self.first
        return tuple(document.meta)


def texts(inputs: Iterable[str], settings: Settings, tally: Tally) -> Iterator[Found]:
    """What is read from inputs that are texts, in order."""
    exclude = settings.output if to_file(settings.output) else STDOUT
    found = read(inputs, settings.reading, exclude=exclude, meter=tally.meter)
    return once(found, settings.duplicates, tally.copies)


def begun(found: Iterator[Found | Findings], settings: Settings, tally: Tally) -> Inputs | None:
    """The inputs up to their first document; None when there is none.  What came before it is told."""
    first = next(documents(found, settings, tally), None)
    return None if first is None else Inputs(first, found)


def answered(inputs: Inputs, aliases: Aliases, asked: Asked, settings: Settings, tally: Tally) -> Iterator[Answer]:
    """Each document with its answer, as they come; a document that meets a bug is left out, wherever it meets it."""
    # rich is imported while the model works, which leaves the interpreter free
    threading.Thread(target=FORMATS[chosen_format(settings)].load, daemon=True).start()
    found = chain([inputs.first], inputs.rest)
    if isinstance(inputs.first, Findings):
        results: Iterable[Any] = (answer_of(one, asked) if isinstance(one, Findings) else one for one in found)
    else:
        work = Annotator(aliases, ANALYZERS[asked.question].parts, then=asked)
        results = in_order(found, work, settings.processes)
    return documents(results, settings, tally)


def answer_of(found: Findings, asked: Asked) -> Answer | Failure:
    """What is answered from what was found in a document."""
    return attempt(found.document.id, asked, found)


def documents(found: Iterable[Result | Failure | LeftOut | Remark], settings: Settings, tally: Tally) -> Iterator[Any]:
    """What was read or answered; everything else is told and counted when its turn comes."""
    for one in found:
        if isinstance(one, Failure):
            tally.failures += 1
            tally.bugs += one.error is not None
            tell(one, settings)
        elif isinstance(one, LeftOut):
            (tally.languages if one.language else tally.left_out)[one.kind] += 1
            if settings.verbose and not settings.quiet:
                say(f"{one.input}: left out ({one.kind})")
        elif isinstance(one, Remark):
            if not settings.quiet and (settings.verbose or not one.minor):
                say(f"{one.input}: {one.says}")
        else:
            yield one


def noted(answers: Iterable[Answer], meta: Collection[str], settings: Settings, tally: Tally) -> Iterator[Answer]:
    """The same answers; their documents are counted, and what is wrong with a text is told."""
    for answer in answers:
        doc = answer.doc
        tally.first = tally.first or doc.document.id
        tally.documents += 1
        tally.unshown.update(name for name in doc.document.meta if name not in meta)
        if tally.counts_words:
            tally.words += len(doc.document.text.split())
        if isinstance(doc, AnnotatedDocument) and (doc.repairs or LOST in doc.document.text):
            tell_damage(doc, settings)
        yield answer


def tell_damage(doc: AnnotatedDocument, settings: Settings) -> None:
    """Say in one line what a text holds beside its words, if there is anything worth telling."""
    remark = None if settings.quiet else damage(doc)
    if remark:
        say(f"{'standard input' if doc.document.id == '-' else doc.document.id}: {remark}")


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
    for message in told(tally.copies[ONCE if settings.duplicates == ALL else settings.duplicates], settings.duplicates):
        say(message)
    if tally.languages:
        say(in_other_languages(tally.languages))
    if tally.unshown:
        say(f"metadata that the first document lacks is not shown: {', '.join(tally.unshown)}; name it with --meta")
    for message in (*messages, *(tally.seen.messages() if tally.seen else ())):
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


def in_other_languages(names: Counter[str]) -> str:
    """How many documents are not read for their language.

    >>> in_other_languages(Counter({"German": 2, "French": 1}))
    '3 documents are in other languages and were left out: German 2, French 1 (--lang any reads them)'
    """
    number = names.total()
    what = "document is in another language and was" if number == 1 else "documents are in other languages and were"
    kinds = ", ".join(f"{name} {count:,}" for name, count in names.most_common())
    return f"{number:,} {what} left out: {kinds} (--lang any reads {'it' if number == 1 else 'them'})"


def counted(groups: Iterable[Group], tally: Tally) -> Iterator[Group]:
    """The same groups, their rows counted in ``tally``."""
    for group in groups:
        tally.rows += len(group.rows)
        yield group
