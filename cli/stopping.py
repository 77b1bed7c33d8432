"""Signals that end newsan: silently, at any moment, and with nothing left behind.

A handler that ends the process by itself is safe where an exception is not: KeyboardInterrupt can come up inside any
``finally`` or in the middle of an import, and would be told with a traceback or leave a file behind.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # the C part of signal: the rest takes 0.4 ms, at each start
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGXCPU")  # Ctrl-C, kill, a terminal that is closed, a limit (ulimit -t)

_undoing: list[Callable[[], object]] = []


def end_on_signals() -> None:
    """Nothing; from here on these signals end the process, but for those that its caller ignores (``nohup``)."""
    for name in ENDING:
        number = getattr(_signal, name, None)  # Windows lacks some
        if number is not None and _signal.getsignal(number) in (_signal.SIG_DFL, _signal.default_int_handler):
            _signal.signal(number, end)


def end(number: int, frame: FrameType | None) -> NoReturn:
    """Undo what is unfinished, write the rows so far and leave with 128 + the signal's number, as shells do."""
    for undo in _undoing[::-1]:
        with contextlib.suppress(Exception):
            undo()
    with contextlib.suppress(Exception):  # the signal may have come in the middle of a write
        sys.stdout.flush()
    os._exit(128 + number)


@contextlib.contextmanager
def undone_by_signals(undo: Callable[[], object]) -> Iterator[None]:
    """Have ``undo`` called if a signal ends the process inside the block; it may find that there is nothing to do."""
    _undoing.append(undo)
    try:
        yield
    finally:
        _undoing.remove(undo)
