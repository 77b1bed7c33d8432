"""A process that works on the documents that ``newsan.pool`` sends it, until there is nobody who sends."""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import traceback
from typing import BinaryIO

from newsan.attempt import attempt
from newsan.document import Failure
from newsan.errors import told
from newsan.pool import READY, Raised
from newsan.processes import Work
from newsan.unneeded import import_only_punkt


def main() -> None:
    """Receive the work, then a document after another, and send back what the work makes of each."""
    import_only_punkt()
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
    document = attempt(name, pickle.loads, data)
    try:
        result = document if isinstance(document, Failure) else work(document)
    except Exception as error:
        result = Raised(sendable(error))
    if isinstance(result, Failure) and result.error is not None:
        result = Failure(result.input, result.reason, sendable(result.error))
    packed = attempt(name, pickle.dumps, result)
    return pickle.dumps(Failure(name, packed.reason)) if isinstance(packed, Failure) else packed


def sendable(error: Exception) -> Exception:
    """The same error with the traceback for a note, or one like it that can be sent."""
    note = "in a process of newsan:\n" + "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an exception whose arguments are not those that it is made with
        error = RuntimeError(told(error))
    error.add_note(note)
    return error
