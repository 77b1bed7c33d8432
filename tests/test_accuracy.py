"""The sample's accuracy against its floors: a change that lowers a figure fails here."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from benchmarks import floors
from benchmarks.accuracy import measured
from benchmarks.gold import ARTICLES, DEV, SAMPLE

FLOORS = floors.read()


@pytest.mark.parametrize("task", SAMPLE)
def test_no_figure_falls_below_its_floor(task: str) -> None:
    now: floors.Floors = {"sample": {task: floors.pinned(task, measured(task, SAMPLE[task]))}}
    assert floors.drops(now, FLOORS) == []


SETS: dict[str, Mapping[str, object]] = {"sample": SAMPLE, "dev": DEV, **ARTICLES}


@pytest.mark.parametrize("name", SETS)
def test_every_pinned_figure_has_a_floor(name: str) -> None:
    assert {task: set(FLOORS[name][task]) for task in FLOORS[name]} == {
        task: set(floors.PINNED[task]) for task in SETS[name]
    }
