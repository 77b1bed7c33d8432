"""Pieces: case patterns, offsets, line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.language.layout.sentences import paragraphs
from newsan.language.model.encoder import load
from newsan.language.model.pieces import N_PATTERNS, case_pattern, encode


@pytest.mark.parametrize(
    ("word", "pattern"), [("war", 0), ("War", 1), ("A", 1), ("UN", 2), ("McCain", 3), ("2024", 4), ("平和", 5)]
)
def test_case_patterns(word: str, pattern: int) -> None:
    assert case_pattern(word) == pattern


def test_all_pieces_of_a_word_carry_its_pattern() -> None:
    text = "Zakharova spoke.\nMOSCOW listened."
    pieces = encode(load().tokenizer, text, paragraphs(text))
    by_word = {text[a:b]: case for (a, b), case in zip(pieces.spans, pieces.cases, strict=True)}
    assert {case for (a, _), case in zip(pieces.spans, pieces.cases, strict=True) if a < 9} == {1}
    assert by_word["MOSCOW"] == 2 + N_PATTERNS
    assert by_word["listened"] == 0


@given(st.text(max_size=200))
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    pieces = encode(load().tokenizer, text, paragraphs(text))
    assert len(pieces.ids) == len(pieces.cases) == len(pieces.spans) == len(pieces.words)
    assert all(0 <= a < b <= len(text) for a, b in pieces.spans)
    assert pieces.spans == sorted(pieces.spans)
    assert all(0 <= case < 2 * N_PATTERNS for case in pieces.cases)
