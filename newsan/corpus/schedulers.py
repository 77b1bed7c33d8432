"""What runs the work on shards: processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from newsan.corpus.folder import Done
from newsan.corpus.shard import Task, Work
from newsan.document import Failure
from newsan.pool import Pool

Scheduler = Callable[[Work, Sequence[Task]], Iterator[tuple[Task, Done | Failure]]]
"""From the work and tasks to each task with what came of it, as they are done.

A Failure says that the process that worked on the task ended; what the work raises is raised.  All work ends when the
iterator is closed.
"""


def processes(number: int) -> Scheduler:
    """Processes of this machine.  Also one is a process of its own, so that it may crash or be ended."""

    def schedule(work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        return zip(tasks, Pool(cast(Any, work), number).results(cast(Any, tasks)), strict=True)

    return schedule
