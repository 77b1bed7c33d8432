"""How far the work in a folder is."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from newsan.corpus.folder import Folder
from newsan.corpus.lock import holders
from newsan.corpus.shard import noted


@dataclass(frozen=True, slots=True)
class Status:
    """Shards of a plan and those that are done, with their documents, words and failures.

    ``holders`` are the processes that are at work, ``under_way`` the documents that are being read now: the name of
    each one's shard, its number there, and the seconds that it took so far.
    """

    shards: int
    done: int
    documents: int
    words: int
    failures: int
    finished: bool
    holders: tuple[str, ...]
    under_way: tuple[tuple[str, int, float], ...]


def status(folder: Folder) -> Status:
    """The state of a folder at this moment."""
    shards = folder.shards
    found = [folder.done(shard.name) for shard in shards]
    done = [one for one in found if one is not None]
    at_work = tuple(holders(folder.path))
    return Status(
        shards=len(shards),
        done=len(done),
        documents=sum(one.documents for one in done),
        words=sum(one.words for one in done),
        failures=sum(len(one.failures) for one in done),
        finished=folder.finished,
        holders=at_work,
        under_way=tuple(under_way(folder)) if at_work else (),
    )


def under_way(folder: Folder) -> Iterator[tuple[str, int, float]]:
    """The documents that are being read."""
    for shard in folder.shards:
        note = noted(folder.note(shard.name)) if not os.path.exists(folder.mark(shard.name)) else None
        if note is not None:
            yield shard.name, note.document, max(0.0, time.time() - note.begun)
