"""Accuracy floors: pinned in a file, raised at will, never lowered silently.

A floor lies ``MARGINS`` below what was measured, since the quantised model's figures differ a little between processors
(with and without 8-bit dot products) and releases of its runtime; a drop by more is a loss.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.records import Record

FILE = Path(__file__).parents[1] / "tests" / "accuracy_floors.json"

Floors = dict[str, dict[str, dict[str, float]]]
"""Set → task → figure → value in per cent."""

PINNED = {
    "entities": (
        "exact.micro.f1",
        "normalised.micro.f1",
        *(f"exact.per_label.{label}.f1" for label in ("PERSON", "ORG", "PLACE")),
        "other_labels.GROUP.f1",
    ),
    "quotes": (
        *(f"all.{part}.f1" for part in ("content_tokens", "attribution", "end_to_end")),
        *(f"direct_lenient.{part}.f1" for part in ("attribution", "end_to_end")),
        *(f"recall_by_kind.{kind}.end_to_end" for kind in ("direct", "mixed", "indirect")),
    ),
    "tone": ("accuracy", "macro_f1"),
    "directed": ("directed.macro_f1", "with_reversed.macro_f1"),
    "actors": (
        *(f"quotes.{figure}" for figure in ("f1", "speaker_lenient", "named_right", "top_speaker_right")),
        *(f"stance.{figure}" for figure in ("recall", "precision", "sign_accuracy")),
        *(f"entities.{figure}" for figure in ("mention_f1", "b3_f1")),
    ),
    "stances": tuple(f"{part}.{figure}" for part in ("shown", "directed") for figure in ("precision", "recall")),
    "speakers": ("all.right", *(f"via {via}.right" for via in ("name", "surname", "pronoun", "nominal", "relative"))),
}
"""The figures of each task that have floors, as paths into what ``scores`` gives."""

MARGINS = {
    "sample": 4.0,
    "dev": 0.7,
    "wikinews_dev": 3.0,
    "wikinews_dev2": 1.3,
    "polnear_speakers": 1.4,
    "stance_dev": 2.5,
}
"""Points between a figure and its floor: two of the sample's 60 sentences; on dev twice what quantisation moves; about
four quotations of the articles, and three times that of the pronouns; four of the stances shown."""

FEW = ("quotes.top_speaker_right", "stance.sign_accuracy", "via relative.right")
"""Figures over few articles, pairs or sources, where a single one moves more than that."""

ONE_OF_FEW = 3
"""By how much their margins are wider: one article, pair or source may be lost in any of the sets."""


def pinned(task: str, figures: Record) -> dict[str, float]:
    """The figures of a task that have floors."""
    return {path: _at(figures, path) for path in PINNED[task]}


def _at(figures: Record, path: str) -> float:
    """The figure at a dotted path."""
    for key in path.split("."):
        figures = figures[key]
    return float(figures)  # type: ignore[arg-type]


def margin(name: str, path: str) -> float:
    """Points between a figure of a set and its floor."""
    return MARGINS[name] * (ONE_OF_FEW if path in FEW else 1)


def below(now: Floors) -> Floors:
    """The floors that measured figures give."""
    return {
        name: {
            task: {path: max(0.0, round(value - margin(name, path), 1)) for path, value in figures.items()}
            for task, figures in tasks.items()
        }
        for name, tasks in now.items()
    }


def merged(old: Floors, new: Floors, *, lower: bool = False) -> Floors:
    """The old floors with the new ones, the higher of two unless ``lower``; all others stay."""
    out = {name: {task: dict(figures) for task, figures in tasks.items()} for name, tasks in old.items()}
    for name, task, path, value in flat(new):
        figures = out.setdefault(name, {}).setdefault(task, {})
        figures[path] = value if lower else max(value, figures.get(path, value))
    return out


def drops(now: Floors, floors: Floors) -> list[str]:
    """A line for each measured figure that lies below its floor."""
    return [
        f"{name} {task}: {path} is {value}, the floor is {floor}"
        for name, task, path, value in flat(now)
        if (floor := floors.get(name, {}).get(task, {}).get(path)) is not None and value < floor
    ]


def flat(floors: Floors) -> Iterator[tuple[str, str, str, float]]:
    """Set, task, figure and value, one after the other."""
    for name, tasks in floors.items():
        for task, figures in tasks.items():
            for path, value in figures.items():
                yield name, task, path, value


def read() -> Floors:
    """The floors of the file; none if it is not there."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def write(floors: Floors) -> None:
    """Write the file."""
    FILE.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
