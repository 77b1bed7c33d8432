"""Agreement of coders, against the worked examples of those who thought of the measures."""

from __future__ import annotations

import random

import numpy as np
import pytest

from analyzers.agreement import agreement, alpha, alpha_of_all, cohen_kappa, coincidences, gwet_ac1, krippendorff_alpha
from analyzers.bootstrap import Estimate, draws, estimate

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A, B and C.
MEG = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"]
OWEN = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"]
BEN = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
GERRY = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
FOUR = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]


def nominal(*coders: list[str]) -> float:
    units = [[None if value == "." else value for value in unit] for unit in zip(*coders, strict=True)]
    values = sorted({value for unit in units for value in unit if value is not None})
    return float(alpha(coincidences(units, values)))


@pytest.mark.parametrize(
    ("coders", "expected"),
    [((MEG, OWEN), 0.095), ((BEN, GERRY), 0.692), (tuple(line.split() for line in FOUR), 0.743)],
)
def test_krippendorff_2011(coders: tuple[list[str], ...], expected: float) -> None:
    assert nominal(*coders) == pytest.approx(expected, abs=0.0005)


def test_gwet_2008() -> None:
    """125 subjects, nearly all of them positive: kappa falls below zero although the raters agree on 94 per cent."""
    table = np.array([[118.0, 5.0], [2.0, 0.0]])
    assert float(gwet_ac1(table)) == pytest.approx(0.9408, abs=0.00005)
    assert float(cohen_kappa(table)) == pytest.approx(-0.0234, abs=0.00005)


def test_gwets_own_package() -> None:
    """What irrCAC, Gwet's package for R, prints for its data set cont3x3abstractors (its vignette "overview", 2019)."""
    table = np.array([[13.0, 0.0, 0.0], [0.0, 20.0, 7.0], [0.0, 4.0, 56.0]])
    assert float(gwet_ac1(table)) == pytest.approx(0.8493305, abs=5e-8)
    assert float(cohen_kappa(table)) == pytest.approx(0.7964094, abs=5e-8)


def test_kappa_by_hand() -> None:
    """20 + 15 of 50 agree, 0.7; chance is 0.5 · 0.6 + 0.5 · 0.4 = 0.5; (0.7 − 0.5) / 0.5."""
    assert float(cohen_kappa(np.array([[20.0, 5.0], [10.0, 15.0]]))) == pytest.approx(0.4)


def test_the_package_of_krippendorff_says_the_same() -> None:
    krippendorff = pytest.importorskip("krippendorff")
    chance = random.Random(7)
    for _ in range(20):
        coders = [[chance.choice("abc.") for _ in range(30)] for _ in range(3)]
        data = [[np.nan if value == "." else float(ord(value)) for value in coder] for coder in coders]
        wanted = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        assert nominal(*coders) == pytest.approx(wanted)


def test_two_ways_to_alpha_agree() -> None:
    articles = [[("a", "a"), ("a", "b")], [("b", "b"), ("c", "c"), ("a", "c")]]
    assert agreement(articles).alpha == alpha_of_all(articles)


def test_one_value_tells_nothing_beyond_chance() -> None:
    found = agreement([[("a", "a")], [("a", "a")]])
    assert (found.percent.value, found.kappa.value, found.alpha.value, found.ac1.value) == (1.0, None, None, None)
    assert np.isnan(krippendorff_alpha(np.array([[3.0]])))


def test_missing_values_and_no_units() -> None:
    assert agreement([[("a", None), ("b", "b")]]).units == 1
    assert agreement([]).percent == Estimate(None)
    assert agreement([[("a", None)]]).percent == Estimate(None)


def test_one_article_has_no_interval() -> None:
    found = agreement([[("a", "a"), ("b", "a")]])
    assert found.percent == Estimate(0.5)


def test_an_interval_is_that_of_the_binomial_for_articles_of_one_unit() -> None:
    """300 of 400 articles: 0.75 ± 1.96 · √(0.75 · 0.25 / 400) = 0.7076..0.7924."""
    counts = np.array([[1.0]] * 300 + [[0.0]] * 100)
    found = estimate(counts, lambda sums: sums[..., 0] / 400)
    assert found.value == 0.75
    assert found.low == pytest.approx(0.7076, abs=0.005)
    assert found.high == pytest.approx(0.7924, abs=0.005)


def test_resamples_are_as_large_as_the_sample_and_always_the_same() -> None:
    assert draws(7).sum(axis=1).tolist() == [7.0] * 2000
    assert (draws(7) == draws.__wrapped__(7)).all()
