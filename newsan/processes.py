"""Documents worked on one after another, by this process or by several: one way for the commands and the functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsan.document import Document

Work = Callable[[Document], Any]
"""What is done with each document.  It gives a Failure for a document that fails; what it raises, as where there is no
model, ends the run.  For several processes it has to be picklable, since it is sent to them."""


def in_order(documents: Iterable[Any], work: Work, processes: int) -> Iterator[Any]:
    """What the work makes of each document, in order, or a Failure; what is no document stays as it is, in its place.

    One process is this one.  More are started as there are documents for them, and ended with the last document, when
    the iterator is closed or forgotten, and when this process ends, however it ends.
    """
    if processes == 1:
        return (work(document) if isinstance(document, Document) else document for document in documents)
    from newsan.pool import Pool

    return Pool(work, processes).results(documents)
