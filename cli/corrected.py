"""A person's corrections, made before anything is counted; what came of them is noted in the tally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzers.answers import Answer
from analyzers.corrections import Seen, corrected, corrections_of, vain_rejections
from cli.view import Tally
from newsan.document import AnnotatedDocument, Failure


def read_corrections(path: str | None) -> Seen | None:
    """The corrections of a file, of which none was used yet; NewsanError where they cannot be read."""
    if path is None:
        return None
    from newsan.coding.tools import read_gold

    return Seen(corrections_of([read_gold(path, unread=True)], path))


def watched(answers: Iterable[Answer], tally: Tally) -> Iterator[Answer]:
    """The same answers; it is noted which corrections they used."""
    for answer in answers:
        if tally.seen:
            tally.seen.watch(answer.doc.document.id, answer.doc.document.text, answer.vain)
        yield answer


def put_right(found: Iterable[AnnotatedDocument | Failure], tally: Tally) -> Iterator[AnnotatedDocument | Failure]:
    """The documents as the person wants them."""
    seen = tally.seen
    for one in found:
        if seen is None or isinstance(one, Failure):
            yield one
        else:
            seen.watch(one.document.id, one.document.text, vain_rejections(one, seen.corrections))
            yield corrected(one, seen.corrections)
