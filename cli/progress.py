"""A line on standard error that says how far the work is."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

AFTER = 2.0  # seconds: work that is done sooner needs no progress (docs: the command line)
EVERY = 0.2  # seconds between two looks


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
        yield
    finally:
        done.set()
        thread.join()


def spin(describe: Callable[[], str], done: threading.Event) -> None:
    """Draw the spinner until ``done``; rich is imported only when there is something to draw."""
    if done.wait(AFTER):
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(describe()) as status:
        while not done.wait(EVERY):
            status.update(describe())
