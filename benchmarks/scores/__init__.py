"""The definitions of every accuracy figure: one module a task, each with ``score(gold, predictions)``; in per cent."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.records import Record
from benchmarks.scores import directed, entities, quotes, tone

SCORES: dict[str, Callable[[Iterable[Record], Iterable[Record]], Record]] = {
    "entities": entities.score,
    "quotes": quotes.score,
    "tone": tone.score,
    "directed": directed.score,
}
