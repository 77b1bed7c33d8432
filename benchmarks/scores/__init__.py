"""The definitions of the accuracy figures, in per cent: a module for each task, with ``score(gold, predictions)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.records import Record
from benchmarks.scores import actors, directed, entities, quotes, speakers, stances, tone

SCORES: dict[str, Callable[[Iterable[Record], Iterable[Record]], Record]] = {
    "entities": entities.score,
    "quotes": quotes.score,
    "tone": tone.score,
    "directed": directed.score,
    "actors": actors.score,
    "speakers": speakers.score,
    "stances": stances.score,
}
