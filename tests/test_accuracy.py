"""The sample's accuracy against its floors: a change that lowers a figure fails here."""

from __future__ import annotations

import pytest

from benchmarks import floors
from benchmarks.accuracy import measured
from benchmarks.gold import SAMPLE
from benchmarks.scores import SCORES

FLOORS = floors.read()


@pytest.mark.parametrize("task", SCORES)
def test_no_figure_falls_below_its_floor(task: str) -> None:
    now: floors.Floors = {"sample": {task: floors.pinned(task, measured(task, SAMPLE[task]))}}
    assert floors.drops(now, FLOORS) == []


@pytest.mark.parametrize("name", ["sample", "dev"])
@pytest.mark.parametrize("task", SCORES)
def test_every_pinned_figure_has_a_floor(name: str, task: str) -> None:
    assert set(FLOORS[name][task]) == set(floors.PINNED[task])
