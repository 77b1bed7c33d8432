"""What is written for annotation tools and counted of coders, as other people's programs read and count it."""

from __future__ import annotations

import os
import random
from pathlib import Path

import numpy as np
import pytest

from analyzers.agreement import cohen_kappa, table
from analyzers.corrected_shares import Coded, Counted, corrected_share
from analyzers.scores import mention_counts
from newsan.coding.codes import CodedMention
from tests.conftest import ROOT
from tests.test_cli import Out

Mention = tuple[int, int, str]


def need_apart(package: str) -> None:
    """Skip without a package; ``.ci/run`` has an environment apart for these, where they do not skip.

    nltk imports scikit-learn where it is there, and joblib with it, which makes a semaphore: the tests that watch what
    newsan's functions write run without them.
    """
    if not os.environ.get("NEWSAN_TESTS_APART"):
        pytest.importorskip(package)


def test_bioc_reads_what_is_written_for_brat(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from bioc import brat

    articles = [str(ROOT / "sample_data" / f"{name}.txt") for name in ("company_story", "interview")]
    folder = tmp_path / "brat"
    options = ("--entities", "--stance", "--tool", "brat", "-q", "-o", str(folder))
    assert Out(capsys, "export", *articles, *options).status == 0
    for name in ("company_story", "interview"):
        with (folder / f"{name}.txt").open(newline="") as text, (folder / f"{name}.ann").open() as marks:
            document = brat.load(text, marks, name)
        assert len(document.entities) > 50 and len(document.relations) > 20 and len(document.notes) > 40
        ids = {one.id for one in document.entities}
        assert all(set(one.arguments.values()) <= ids for one in document.relations)
        assert all(one.refid in ids for one in document.notes)
        for one in document.entities:
            pieces = (document.text[span[0] : span[1]] for span in sorted(one.locations))
            assert " ".join(pieces) == one.text


def test_scikit_learn_says_the_same_of_kappa() -> None:
    need_apart("sklearn")
    from sklearn import metrics

    chance = random.Random(3)
    for _ in range(50):
        one = [chance.choice("abcd") for _ in range(50)]
        other = [value if chance.random() < 0.7 else chance.choice("abcd") for value in one]
        values = sorted({*one, *other})
        found = float(cohen_kappa(table(list(zip(one, other, strict=True)), values)))
        assert found == pytest.approx(metrics.cohen_kappa_score(one, other))


def mentions(chance: random.Random) -> list[Mention]:
    """Mentions that do not overlap."""
    found: list[Mention] = []
    at = 0
    while at < 90:
        start = at + chance.randint(1, 8)
        at = start + chance.randint(1, 4)
        found.append((start, at, chance.choice(["person", "org", "place"])))
    return found


def test_nervaluate_says_the_same_of_mentions() -> None:
    import nervaluate

    chance = random.Random(3)
    for _ in range(50):
        gold = mentions(chance)
        kept = [one for one in gold if chance.random() < 0.85]
        found = [(start, end + (chance.random() < 0.2), chance.choice([kind, "person"])) for start, end, kind in kept]
        ours = mention_counts(*([CodedMention(*one, "x") for one in side] for side in (gold, found)))
        sides = [
            [[{"label": kind, "start": start, "end": end - 1} for start, end, kind in side]] for side in (gold, found)
        ]
        theirs = nervaluate.Evaluator(*sides, tags=["person", "org", "place"]).evaluate()["overall"]
        assert (ours["exact"], ours["matched"]) == (theirs["strict"].correct, theirs["ent_type"].correct)


def test_the_authors_of_ppi_say_the_same_of_a_mean() -> None:
    need_apart("ppi_py")
    import ppi_py as ppi

    chance = np.random.default_rng(3)
    size, n = 5000, 200
    machine = chance.binomial(1, 0.6, size).astype(float)
    human = np.where(chance.random(size) < 0.8, machine, 1 - machine)
    drawn = chance.choice(size, n, replace=False)
    rest = np.setdiff1d(np.arange(size), drawn)
    theirs = np.ravel(ppi.ppi_mean_ci(human[drawn], machine[drawn], machine[rest], alpha=0.05))
    sample = [Coded(Counted(machine[i], 1.0), Counted(human[i], 1.0), n / size) for i in drawn]
    ours = corrected_share([Counted(value, 1.0) for value in machine], sample).corrected
    assert (ours.low, ours.high) == pytest.approx(tuple(theirs), abs=0.005)
