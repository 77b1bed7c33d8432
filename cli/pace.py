"""How far the work has got: documents, words per second, and the time that is left."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from time import monotonic

from cli.view import Tally
from newsan.inputs.paths import files_in

LEAST = 0.005  # of the bytes: before so much is read, the time that is left would be a guess


@dataclass(slots=True)
class Pace:
    """What the progress line says; the bytes of the inputs are counted when it first says something."""

    tally: Tally
    inputs: Collection[str]
    begun: float = field(default_factory=monotonic)
    total: int | None = None

    def describe(self) -> str:
        """How far the work has got, in half a line."""
        if self.total is None:
            self.total = sum(map(bytes_of, self.inputs))
        seconds = monotonic() - self.begun
        words = round(self.tally.words / seconds) if seconds else 0
        rows = f", {self.tally.rows:,} rows found" if self.tally.rows else ""
        return f"{self.tally.documents:,} documents read, {words:,} words/s{rows}{self.left(seconds)}"

    def left(self, seconds: float) -> str:
        """How much time is left, if all bytes take as long as those that were read; nothing where nobody can know."""
        read = self.tally.meter.read
        if not self.total or read < LEAST * self.total or read > self.total:
            return ""
        return f", {duration(seconds * (self.total - read) / read)} left"


def bytes_of(name: str) -> int:
    """The bytes of a file, or of all files in a folder; 0 for what has no size."""
    try:
        if os.path.isdir(name):
            return sum(os.path.getsize(path) for path in files_in(name) if isinstance(path, str))
        return os.path.getsize(name) if os.path.isfile(name) else 0
    except OSError:
        return 0


def duration(seconds: float) -> str:
    """A time as people say it.

    >>> duration(42), duration(600), duration(8000), duration(200_000)
    ('42 s', '10 min', '2 h 13 min', '2 d 7 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 100:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"
