"""What runs the work on shards: processes of this machine, or a cluster."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from newsan.corpus.folder import Done
from newsan.corpus.shard import Task, Work
from newsan.document import Failure
from newsan.errors import NewsanError
from newsan.pool import Pool

Scheduler = Callable[[Work, Sequence[Task]], Iterator[tuple[Task, Done | Failure]]]
"""From the work and tasks to each task with what came of it, as they are done.

A Failure says that the process that worked on the task ended; what the work raises is raised.  All work ends when the
iterator is closed.
"""


def processes(number: int) -> Scheduler:
    """Processes of this machine.  Also one is a process of its own, so that it may crash or be ended."""

    def schedule(work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        return zip(tasks, Pool(work, number, given=Task).results(tasks), strict=True)

    return schedule


NO_LEAKS = "ignore::UserWarning:multiprocessing.resource_tracker"
"""Keeps Python from telling of semaphores when a signal ends a run: the system gives them back."""

QUIET = {
    "processes": True,
    "threads_per_worker": 1,
    "dashboard_address": None,
    "scheduler_kwargs": {"dashboard_address": "127.0.0.1:0"},  # it answers about its health on any free port
    "silence_logs": logging.CRITICAL,
}
"""How a cluster of this machine works: a process for each core, and nothing is said."""


def cluster(address: str, tell: Callable[[str], None]) -> Scheduler:
    """A Dask cluster: ``local:N`` is one of N processes on this machine, else the address of its scheduler.

    Shards are submitted, and nothing else goes over the wire: every worker reads the inputs and writes its parts
    itself, with the newsan that is installed there.  A run without workers waits and says so: others may come.
    """

    def schedule(work: Work, tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        distributed = imported()
        with connected(distributed, address) as client, watched(client, address, tell):
            # a key of its own for each: whoever else uses the cluster may have shards of the same name
            futures = {client.submit(work, task, key=f"{task.id}-{uuid4()}", pure=False): task for task in tasks}
            try:
                for future in distributed.as_completed(futures):
                    yield futures[future], result(distributed, future)
            except (CancelledError, distributed.comm.CommClosedError) as error:
                said = f"the Dask scheduler at {address} has ended: the same command goes on with another"
                raise NewsanError(said) from error

    return schedule


def imported() -> Any:
    """The module distributed; NewsanError where it is not installed."""
    try:
        import distributed
    except ImportError as error:
        raise NewsanError("--scheduler needs Dask, which is not installed: pip install 'newsan[dask]'") from error
    return distributed


@contextlib.contextmanager
def connected(distributed: Any, address: str) -> Iterator[Any]:
    """A client of a cluster, which ends with the block if it is one of this machine; NewsanError if there is none."""
    import dask

    number = address.removeprefix("local:")
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it has to say, newsan says itself
    with contextlib.ExitStack() as stack:
        try:
            if number != address:
                os.environ.setdefault("PYTHONWARNINGS", NO_LEAKS)
                stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 0}))
                own = stack.enter_context(distributed.LocalCluster(n_workers=int(number), **QUIET))
            client = stack.enter_context(distributed.Client(address if number == address else own))
        except (OSError, TimeoutError) as error:
            raise NewsanError(f"there is no Dask scheduler at {address}: {error}") from error
        yield client


LOOKS = 1.0
"""Seconds between two looks at whether there are workers."""


@contextlib.contextmanager
def watched(client: Any, address: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Tells when there are no workers at the beginning, and whenever the last is lost while the block runs."""
    ended = Event()

    def watch() -> None:
        alone = without_workers(client)
        while not ended.wait(LOOKS):
            before, alone = alone, without_workers(client)
            if alone and not before:
                tell(f"the scheduler at {address} has lost its workers: dask worker {address} starts one")

    if without_workers(client):
        tell(f"the scheduler at {address} has no workers yet: dask worker {address} starts one")
    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def without_workers(client: Any) -> bool:
    """Whether a cluster that runs has no workers."""
    return client.status == "running" and not client.scheduler_info()["workers"]


def result(distributed: Any, future: Any) -> Done | Failure:
    """What came of a shard: a Failure when the worker that had it ended; what the work raised is raised."""
    try:
        done: Done = future.result()
    except distributed.scheduler.KilledWorker:
        return Failure(future.key, "the process that was reading it ended")
    return done
