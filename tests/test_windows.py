"""Windows: every piece has one that answers for it, and breaks are kept where they can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsan.language.model.encoder import load
from newsan.language.model.windows import Sizes, Window, windows

SIZES = Sizes(176, 8)
BREAKS = st.lists(st.integers(0, 600), max_size=30).map(sorted)


@given(st.integers(0, 600), BREAKS, BREAKS)
def test_windows_answer_for_every_piece_once(n: int, paragraphs: list[int], sentences: list[int]) -> None:
    made = list(windows(n, paragraphs, sentences, SIZES))
    assert [i for w in made for i in range(w.owned, w.end)] == list(range(n))
    assert all(0 <= w.start <= w.owned < w.end and w.end - w.start <= SIZES.size for w in made)
    assert all(w.owned - w.start == min(SIZES.context, w.owned) for w in made)


def test_a_window_ends_with_a_paragraph_if_one_ends_in_its_second_half() -> None:
    first, *_ = windows(500, [0, 100, 120, 300], [0, 50, 100, 120, 170, 200], SIZES)
    assert first == Window(0, 0, 120)


def test_a_window_reads_something_before_its_own() -> None:
    _, *later = windows(2 * SIZES.size, [0, 120, 240], [0, 120, 240], SIZES)
    assert later and all(window.start < window.owned for window in later)


def test_else_with_a_sentence_else_where_it_is_full() -> None:
    assert next(windows(500, [0], [0, 60, 150, 260], SIZES)).end == 150
    assert next(windows(500, [0], [0, 20], SIZES)).end == SIZES.size


def test_the_shipped_model_reads_windows_as_long_as_training_saw_with_some_context() -> None:
    sizes = load().window
    assert 96 <= sizes.size <= 224
    assert sizes.context > 0
