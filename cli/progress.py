"""A line on standard error that says how far the work has got."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from itertools import cycle

from cli.messages import erase, show
from cli.stopping import undone_by_signals

AFTER = 2.0  # seconds: work that is done sooner needs no progress (docs: the command line)
EVERY = 0.2  # seconds between two looks
FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


@contextlib.contextmanager
def progress(describe: Callable[[], str], shown: bool) -> Iterator[None]:
    """Show a spinner with ``describe()`` while the block runs, once it has lasted over two seconds; gone at the end."""
    if not shown:
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=spin, args=(describe, done), daemon=True)
    thread.start()
    try:
        with undone_by_signals(erase):
            yield
    finally:
        done.set()
        thread.join()


def spin(describe: Callable[[], str], done: threading.Event) -> None:
    """Draw the spinner until ``done``.

    The cursor is not hidden: no way of ending the process, ``kill -9`` among them, can then leave it hidden.
    """
    if done.wait(AFTER):
        return
    for frame in cycle(FRAMES):
        show(f"{frame} {describe()}")
        if done.wait(EVERY):
            break
    erase()
