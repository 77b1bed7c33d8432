"""Tag sequences: words from pieces, and the best legal path."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.language.model.tags import decode, grammar, spans, word_scores

BIOES = ("O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y", "S-Y")
BIO = ("O", "B-X", "I-X", "B-Y", "I-Y")


def legal(path: tuple[int, ...], tags: tuple[str, ...]) -> bool:
    rules = grammar(tags)
    steps = all(rules.allowed[a, b] for a, b in pairwise(path))
    return steps and bool(rules.opening[path[0]] and rules.closing[path[-1]])


def drawn(n: int, tags: tuple[str, ...], seed: int) -> np.ndarray:
    return np.log(np.random.default_rng(seed).dirichlet(np.ones(len(tags)) / 4, n) + 1e-6).astype(np.float32)


@pytest.mark.parametrize("tags", [BIO, BIOES])
@given(n=st.integers(1, 60), seed=st.integers(0, 100_000))
def test_the_path_is_legal_and_the_best_tags_are_kept_where_they_are(tags: tuple[str, ...], n: int, seed: int) -> None:
    scores = drawn(n, tags, seed)
    path = tuple(decode(scores, grammar(tags)).tolist())
    best = tuple(scores.argmax(axis=1).tolist())
    assert legal(path, tags)
    assert path == best or not legal(best, tags)


@pytest.mark.parametrize("tags", [BIO, BIOES])
@given(n=st.integers(1, 4), seed=st.integers(0, 100_000))
def test_within_one_stretch_the_path_is_the_best_legal_one(tags: tuple[str, ...], n: int, seed: int) -> None:
    scores = drawn(n, tags, seed)
    scores[1:-1, 0] = -20

    def total(candidate: tuple[int, ...]) -> float:
        return float(sum(scores[i, tag] for i, tag in enumerate(candidate)))

    path = tuple(decode(scores, grammar(tags)).tolist())
    best = max(total(other) for other in product(range(len(tags)), repeat=n) if legal(other, tags))
    assert total(path) == pytest.approx(best, abs=1e-3)


def test_no_words_have_no_tags() -> None:
    assert decode(np.empty((0, len(BIO)), np.float32), grammar(BIO)).tolist() == []


def test_a_word_scores_as_its_pieces_must_stand() -> None:
    scores = np.random.default_rng(1).normal(size=(4, len(BIOES))).astype(np.float32)
    words = word_scores(scores, np.array([0, 1]), grammar(BIOES))
    o, b, i, e, s = (BIOES.index(tag) for tag in ("O", "B-X", "I-X", "E-X", "S-X"))
    assert words[0] == pytest.approx(scores[0])
    assert words[1, o] == pytest.approx(scores[1:, o].sum())
    assert words[1, s] == pytest.approx(scores[1, b] + scores[2, i] + scores[3, e])
    assert words[1, b] == pytest.approx(scores[1, b] + scores[2, i] + scores[3, i])
    assert words[1, e] == pytest.approx(scores[1, i] + scores[2, i] + scores[3, e])


def test_spans_of_tags() -> None:
    path = [BIOES.index(tag) for tag in ("B-X", "I-X", "E-X", "O", "S-Y", "S-X")]
    assert spans(path, BIOES) == [(0, 3, "X"), (4, 5, "Y"), (5, 6, "X")]


@given(n=st.integers(1, 40), seed=st.integers(0, 100_000))
def test_spans_are_those_of_the_tags_one_by_one(n: int, seed: int) -> None:
    path = decode(drawn(n, BIOES, seed), grammar(BIOES))
    covered = {i: label for first, last, label in spans(path, BIOES) for i in range(first, last)}
    assert covered == {i: BIOES[tag][2:] for i, tag in enumerate(path) if tag}
