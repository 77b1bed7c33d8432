"""Words as an editor counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.language.layout.words import n_words

ANY = st.one_of(st.text(alphabet="\"'`“”‘’ab nt's.,-—…\n", max_size=80), st.text(max_size=200))


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
