"""Several processes that work on documents: results in order, failures as values, and nothing left running.

Each worker is a Python process of its own (``newsan/worker.py``), which needs nothing of the program that started it:
no ``if __name__ == "__main__"``, no fork of a process that may have threads.  A worker that dies costs the document it
was reading, and no other.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from newsan.attempt import attempt
from newsan.document import Document, Failure
from newsan.threads import keep_to_one_thread

AHEAD = 2
"""Documents that a worker has at hand: the one that it reads, and the next, so that it never waits for the caller."""

WINDOW = 16
"""Documents for each worker that may be done before the one whose turn it is: their results are held meanwhile."""

ATTEMPTS = 3
"""Workers that may die one after another before they are ready; then there is something wrong with the machine."""

GIVES_BACK = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Arrow's own allocator, mimalloc, keeps 20 MB of what a table took while it was written.  What glibc keeps goes back
by ``newsan/memory.py``; thresholds for it in the environment (mallopt(3)) save nothing more, and cost 5 % of time."""

START = "import sys; sys.path[:] = sys.argv[1:]; from newsan.worker import main; main()"

READY = -1
"""The number of a worker's first message, which is no document's."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document under way: its number, its id, and how it is sent."""

    number: int
    id: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Raised:
    """In place of a result: what the work raised, which ends the run."""

    error: Exception


@dataclass(slots=True, eq=False)
class Worker:
    """A process and the documents that it was given, the one that it reads first."""

    process: subprocess.Popen[bytes]
    jobs: deque[Job] = field(default_factory=deque)
    ready: bool = False

    def send(self, message: object) -> bool:
        """Whether the worker can still be written to, and has got the message then."""
        assert self.process.stdin is not None
        try:
            pickle.dump(message, self.process.stdin)
            self.process.stdin.flush()
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Close the way to a worker that has ended."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):  # it may still hold what could not be sent
                self.process.stdin.close()


@dataclass(slots=True)
class Source:
    """The documents that were not given yet, the number of those that were, and the error that ended them, if one did.

    Nothing is asked of an iterator that has ended.
    """

    documents: Iterable[Any]
    given: int = 0
    error: Exception | None = None
    left: Iterator[Any] | None = field(init=False)

    def __post_init__(self) -> None:
        """Begin to iterate."""
        self.left = iter(self.documents)

    def next(self) -> Any:
        """The next document; None when there is none."""
        try:
            document = None if self.left is None else next(self.left, None)
        except Exception as error:
            document, self.error = None, error
        if document is None:
            self.left = None
        else:
            self.given += 1
        return document


Message = tuple[Worker, int, bytes | None]
"""From a worker: the number of a document and its result, or None when the worker is no more."""


class Pool:
    """Worker processes, the documents that wait for one, and the results that wait for their turn."""

    def __init__(self, work: Callable[[Any], Any], processes: int, given: type[Any] = Document) -> None:
        """``given`` is the type of what is worked on, which has an ``id``; all else is a result as it comes."""
        self.work = pickle.dumps(work)
        self.processes = processes
        self.given = given
        self.workers: list[Worker] = []
        self.messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self.again: deque[Job] = deque()
        self.done: dict[int, Any] = {}
        self.failed_starts = 0

    def results(self, documents: Iterable[Any]) -> Iterator[Any]:
        """The results in order.  An error of the work or of the documents' iterator is raised when its turn comes."""
        source, turn = Source(documents), 0
        try:
            while self.under_way(source, turn):
                if turn in self.done:
                    result = self.done.pop(turn)
                    if isinstance(result, Raised):
                        raise result.error
                    yield result
                    turn += 1
                else:
                    self.receive()
        finally:
            self.end()
        if source.error is not None:
            raise source.error

    def under_way(self, source: Source, turn: int) -> bool:
        """Whether there are results to come, after all workers were given what they can take."""
        while not self.messages.empty():
            self.receive()
        while self.again and self.has_room():
            self.give(self.again.popleft())
        while (
            source.given - turn < WINDOW * self.processes
            and self.has_room()
            and (document := source.next()) is not None
        ):
            self.begin(source.given - 1, document)
        return source.given > turn

    def begin(self, number: int, document: Any) -> None:
        """Give a document to a worker; what is none, or cannot be sent, is done."""
        data = attempt(document.id, pickle.dumps, document) if isinstance(document, self.given) else document
        if not isinstance(data, bytes):
            self.done[number] = data
        else:
            self.give(Job(number, document.id, data))

    def give(self, job: Job) -> None:
        """Send a job to a worker; if that has died meanwhile, the job waits for another one."""
        worker = self.free()
        if worker.send((job.number, job.id, job.data)):
            worker.jobs.append(job)
        else:
            self.workers.remove(worker)
            self.again.appendleft(job)

    def has_room(self) -> bool:
        """Whether there is a worker, or may be one, that can take a job."""
        return len(self.workers) < self.processes or any(len(worker.jobs) < AHEAD for worker in self.workers)

    def free(self) -> Worker:
        """The worker with least to do, or a new one if all have something to do and there may be more."""
        least = min(self.workers, key=lambda worker: len(worker.jobs), default=None)
        if least is None or (least.jobs and len(self.workers) < self.processes):
            return self.start()
        return least

    def start(self) -> Worker:
        """A new worker, which has got the work."""
        apart: dict[str, Any] = {"process_group": 0}  # so that Ctrl-C is for this process alone, which ends the others
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        environment = GIVES_BACK | os.environ
        keep_to_one_thread(environment)
        process = subprocess.Popen(
            [sys.executable, "-c", START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            **apart,
        )
        worker = Worker(process)
        self.workers.append(worker)
        worker.send(self.work)
        threading.Thread(target=listen, args=(worker, self.messages), daemon=True).start()
        return worker

    def receive(self) -> None:
        """Wait for the next message and note what it says."""
        worker, number, data = self.messages.get()
        if data is None:
            self.bury(worker)
        elif number == READY:
            worker.ready, self.failed_starts = True, 0
        else:
            job = worker.jobs.popleft()
            self.done[number] = attempt(job.id, pickle.loads, data)

    def bury(self, worker: Worker) -> None:
        """Fail the document that a dead worker was reading; those that it had not begun wait for another one."""
        status = worker.process.wait()
        worker.close()
        if worker in self.workers:
            self.workers.remove(worker)
        if not worker.ready:
            self.failed_starts += 1
            if self.failed_starts == ATTEMPTS:
                raise RuntimeError(f"newsan's processes cannot be started: they end at once ({how(status)})")
        elif worker.jobs:
            job = worker.jobs.popleft()
            self.done[job.number] = Failure(job.id, f"the process that was reading it ended: {how(status)}")
        self.again.extendleft(reversed(worker.jobs))

    def end(self) -> None:
        """End all workers at once."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.wait()
            worker.close()


def listen(worker: Worker, messages: queue.SimpleQueue[Message]) -> None:
    """Hand on a worker's messages until there are no more."""
    assert worker.process.stdout is not None
    with worker.process.stdout as sent:
        try:
            for number, data in iter(partial(pickle.load, sent), None):
                messages.put((worker, number, data))
        except Exception:  # the pipe ends, perhaps in the middle of a message
            messages.put((worker, READY, None))


def how(status: int) -> str:
    """In what way a process ended, given its status.

    >>> how(1), how(-15)
    ('status 1', 'SIGTERM')
    """
    if status >= 0:
        return f"status {status}"
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    return f"{name}, as when there is not enough memory" if name == "SIGKILL" else name
