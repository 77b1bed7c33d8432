"""Corrected shares: the machine's, put right by a sample."""

from __future__ import annotations

import pytest

from analyzers.bootstrap import Estimate, student
from analyzers.corrected_shares import Coded, Counted, Share, corrected_share
from benchmarks.coverage import COUNTS, coverage

BIASED = [Counted(float(i % 4), 4.0) for i in range(100)]
"""What a machine says that finds half of all that is there."""


def read(numbers: range, probability: float) -> list[Coded]:
    """These documents, coded: the machine is one short in every other document."""
    return [Coded(BIASED[i], Counted(BIASED[i].part + i % 2, 4.0), probability) for i in numbers]


def test_a_corpus_that_was_coded_whole_leaves_nothing_open() -> None:
    share = corrected_share(BIASED, read(range(100), 1.0))
    assert share.machine == 0.375
    assert share.corrected == Estimate(0.5, 0.5, 0.5)
    assert share.bias == Estimate(-0.125, -0.125, -0.125)
    assert share.more == 0


def test_with_full_trust_it_is_the_machine_and_the_mean_correction() -> None:
    """Prediction-powered inference of a mean (Angelopoulos et al. 2023): the mean of all predictions, 1.5 of 4, plus
    the mean of what the coders added in the sample, 0.5 of 4."""
    share = corrected_share(BIASED, read(range(40), 0.4))
    assert share.corrected.value == pytest.approx(0.375 + 0.5 / 4, abs=0.01)
    assert share.corrected.low is not None and share.corrected.high is not None
    assert share.corrected.low < 0.5 < share.corrected.high


def test_a_machine_that_says_nothing_is_not_trusted() -> None:
    noise = [Counted(float(i * 7 % 5), 4.0) for i in range(100)]
    sample = [Coded(noise[i], Counted(float(i // 2 % 4), 4.0), 0.4) for i in range(40)]
    share = corrected_share(noise, sample)
    assert share.trust < 0.2
    assert share.corrected.value == pytest.approx(share.human.value, abs=0.02)


def test_documents_count_as_often_as_they_stand_for_others() -> None:
    nothing = [Counted(0.0, 1.0)] * 100
    rare = [Coded(nothing[0], Counted(1.0, 1.0), 0.1, "a") for _ in range(5)]
    usual = [Coded(nothing[0], Counted(0.0, 1.0), 0.2, "b") for _ in range(10)]
    share = corrected_share(nothing, [*rare, *usual])
    assert share.human.value == pytest.approx(0.5)


def test_a_share_that_few_documents_speak_of_has_no_interval() -> None:
    rare = [Counted(float(i < 3), 4.0) for i in range(100)]
    share = corrected_share(rare, [Coded(rare[i], rare[i], 0.4) for i in range(40)])
    assert (share.corrected.low, share.more) == (None, None)


@pytest.mark.parametrize("n", [1, 4])
def test_few_documents_give_no_interval(n: int) -> None:
    share = corrected_share(BIASED, read(range(n), n / 100))
    assert share.corrected.value is not None
    assert (share.corrected.low, share.bias.low, share.more) == (None, None, None)


def test_nothing_to_count() -> None:
    nobody = corrected_share(BIASED, [])
    assert nobody == Share(0.375, Estimate(None), Estimate(None), Estimate(None), 0, 0.0, None)
    empty = corrected_share([Counted(0, 0)], [Coded(Counted(0, 0), Counted(0, 0), 1.0)])
    assert (empty.machine, empty.corrected.value) == (None, None)


def test_as_many_more_as_are_said_would_do() -> None:
    few = corrected_share(BIASED, read(range(20), 0.2))
    assert few.more is not None and few.more > 0
    enough = corrected_share(BIASED, read(range(20 + few.more), (20 + few.more) / 100))
    assert enough.corrected.low is not None and enough.corrected.high is not None
    assert (enough.corrected.high - enough.corrected.low) / 2 == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize(("freedom", "expected"), [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (59, 2.001)])
def test_students_t_is_that_of_the_tables(freedom: int, expected: float) -> None:
    assert student(freedom) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("stratified", [False, True])
@pytest.mark.parametrize("share", COUNTS)
def test_the_intervals_hold_the_truth(share: str, stratified: bool) -> None:
    """1,000 draws: 95 per cent ± 1.4 would be chance."""
    found = coverage(60, 1000, stratified=stratified, share=share)
    assert found["with_interval"] > 99
    assert 93 <= found["corrected_covers"] <= 97
    assert found["corrected_half_width"] < found["human_half_width"]
    if share != "positive":
        assert found["plain_covers"] == 0
