"""No source crosses the border of a sentence, a paragraph or a cell, in whatever text."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsan.document import Document
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.pipeline import annotate
from newsan.language.quotations.borders import within_borders
from newsan.language.syntax.subjects import is_abbreviation

PARTS = (
    *("“The pier is shut,” said Denise Lee", "Ruth Berg said the ferry was late", "according to the harbour office"),
    *("he said", "“No,” shrugged Ada Moss", "asked Mr. Crane", "the U.S. envoy", "Kim Berg Jr.", "Board president"),
    *("“Never”", "Police said", "Nobody came", "the mayor told her, “Go,”", "told reporters", "Ada"),
)
JOINTS = (". ", ", ", " ", ".\n", "\n\n", ": ", "\t", " | ", "? ", ".” ", " — ", "")


def assert_within_borders(text: str) -> None:
    (doc,) = annotate([Document("t", text)], parts=("quotes",))
    starts = [start for start, _ in doc.sentences]
    for one in doc.attributions:
        if one.source is not None:
            start, end = one.source
            assert start < end
            line = doc.sentences[bisect_right(starts, start) - 1]
            assert line[0] <= start < end <= line[1], text[start:end]
            assert "\t" not in text[start:end]
            assert " | " not in text[start:end]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(JOINTS)), max_size=14))
def test_no_source_crosses_a_border(parts: list[tuple[str, str]]) -> None:
    assert_within_borders("".join(part + joint for part, joint in parts))


@settings(max_examples=1000, deadline=None)
@example(" A\n", 0, 4, 0)
@given(st.text(alphabet="Aa. ,“”\t|\n'"), st.integers(0, 40), st.integers(1, 40), st.integers(0, 80))
def test_a_span_is_cut_to_one_sentence_and_cell(text: str, start: int, length: int, near: int) -> None:
    text = text + "x" * 80
    lines = sentences(text, paragraphs(text))
    a, b = within_borders(text, (start, start + length), near, lines)
    assert start <= a <= b <= start + length
    assert sum(s < b and a < e for s, e in lines) <= 1
    assert "\t" not in text[a:b]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We are tired of waiting,” said Denise Lee. Ruth Berg said it was late.", ["Denise Lee", "Ruth Berg"]),
        ("“Never,” said Orla Finch. Tom Hale said he would think about it.", ["Orla Finch", "Tom Hale"]),
        ("The pier is shut, according to Orla Finch. Tom Hale said so, too.", ["Orla Finch", "Tom Hale"]),
    ],
)
def test_whoever_opens_the_next_sentence_is_another_speaker(text: str, speakers: list[str]) -> None:
    (doc,) = annotate([Document("t", text)], parts=("quotes",))
    assert [one.speaker.name for one in doc.attributions if one.speaker] == speakers


def test_a_full_stop_is_kept_where_it_ends_an_abbreviation() -> None:
    text = "“No,” said Kim Berg Jr. She left."
    assert text[slice(*within_borders(text, (11, 23), 6, [(0, 23), (24, 33)]))] == "Kim Berg Jr."
    assert not is_abbreviation("Berg.")
