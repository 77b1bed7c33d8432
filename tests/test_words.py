"""Words as tokens and words as an editor counts them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.language.text.words import CHUNK, n_words, words

ANY = st.one_of(st.text(alphabet="\"'`“”‘’ab nt's.,-—…\n", max_size=80), st.text(max_size=200))


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said \"yes\" and 'no'.", ["He", "said", '"', "yes", '"', "and", "'", "no", "'", "."]),
        ("They can't.", ["They", "ca", "n't", "."]),
        ("They can’t.", ["They", "ca", "n’t", "."]),
        ("''So,'' he said.", ["''", "So", ",", "''", "he", "said", "."]),
        ("A 5\" pipe, a \"6'' one", ["A", "5", '"', "pipe", ",", "a", '"', "6", "''", "one"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(ANY)
def test_tokens_hold_all_but_the_white_space(text: str) -> None:
    assert "".join(tokens(text)) == "".join(text.split())


@given(ANY)
def test_tokens_are_in_order_and_apart(text: str) -> None:
    spans = words(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_chunks_leave_no_trace() -> None:
    text = "wordless " * (3 * CHUNK // 9)
    assert set(tokens(text)) == {"wordless"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("… – “ ” — !", 0),
        ("We don't, won’t and can't.", 5),
        ("a well-known, 72-year-old man", 4),
        ("the Walkers’ house", 3),
        ("yes—no--maybe…perhaps...never", 5),
        ("$1.5m and 3,000 (or 5 %)", 5),
        ("see www.example.org/page now", 3),
        ("the U.S. and AT&T", 4),
        ("rock 'n' roll", 3),
    ],
)
def test_n_words(text: str, count: int) -> None:
    assert n_words(text) == count


@given(ANY, ANY)
def test_counts_add_up_over_a_blank(left: str, right: str) -> None:
    assert n_words(f"{left} {right}") == n_words(left) + n_words(right)
