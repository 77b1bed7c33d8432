"""A process that works on the documents that ``newsan.pool`` sends it, until there is nobody who sends."""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import traceback
from typing import Any, BinaryIO

from newsan.attempt import attempt
from newsan.document import Failure
from newsan.errors import told
from newsan.pool import READY
from newsan.processes import Work


def main() -> None:
    """Receive the work, then a document after another, and send back what the work makes of each."""
    receiving, sending = channels()
    work: Work = pickle.loads(pickle.load(receiving))
    jobs: queue.SimpleQueue[tuple[int, str, bytes]] = queue.SimpleQueue()
    threading.Thread(target=receive, args=(receiving, jobs), daemon=True).start()
    send(sending, READY, b"")
    while True:
        number, name, data = jobs.get()
        send(sending, number, worked(work, name, data))


def channels() -> tuple[BinaryIO, BinaryIO]:
    """What was standard input and output; what a library prints goes to standard error from here on."""
    receiving, sending = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        os.dup2(2, 1)
    except OSError:  # standard error is closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = sys.stderr
    return receiving, sending


def receive(receiving: BinaryIO, jobs: queue.SimpleQueue[tuple[int, str, bytes]]) -> None:
    """Put every job that comes in line; end the process, whatever it does, when the other end is closed."""
    try:
        while True:
            jobs.put(pickle.load(receiving))
    except Exception:  # EOFError, or a message that was cut off
        os._exit(0)


def send(sending: BinaryIO, number: int, data: bytes) -> None:
    """Send a message; the process ends when nobody reads it."""
    try:
        pickle.dump((number, data), sending)
        sending.flush()
    except OSError:
        os._exit(0)


def worked(work: Work, name: str, data: bytes) -> bytes:
    """What the work makes of a document, to be sent; a Failure if the document or the result cannot be sent."""

    def whole(data: bytes) -> Any:
        return work(pickle.loads(data))

    result = attempt(name, whole, data)
    packed = attempt(name, pickle.dumps, sendable(result) if isinstance(result, Failure) else result)
    return packed if isinstance(packed, bytes) else pickle.dumps(sendable(packed))


def sendable(failure: Failure) -> Failure:
    """The same failure; its error has the traceback for a note, and is one that can be sent."""
    error = failure.error
    if error is None:
        return failure
    note = "in a process of newsan:\n" + "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an exception whose arguments are not those that it is made with
        error = RuntimeError(told(error))
    error.add_note(note)
    return Failure(failure.input, failure.reason, error)
