"""Quotation marks: cases in ``cases/marks.json``, and what must hold for any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import Span
from newsan.language.layout.marks import Quotation, quotations
from newsan.language.layout.sentences import paragraphs

CASES = json.loads((Path(__file__).parent / "cases" / "marks.json").read_text(encoding="utf-8"))

MARKED = st.text(alphabet="\"“”„‟«»‹›‘’‚‛'`´＂ab s9.,?-—()[] \n\t", max_size=80)
"""Texts that consist of marks and what decides about them."""

ANY = st.one_of(MARKED, st.text(max_size=200))


def found(text: str) -> tuple[Quotation, ...]:
    return quotations(text, paragraphs(text))


def described(text: str, quotation: Quotation, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what the quotation has for the fields that the case names, and for those that must never be left out."""
    fields = {name: getattr(quotation, name) for name in {"depth", "closed", "opened"} | (wanted.keys() - {"pieces"})}
    return {"pieces": [text[start:end] for start, end in quotation.spans], **fields}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["label"], marks=[] if case["pass"] else pytest.mark.xfail(strict=True))
        for case in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    expected = [{"depth": 0, "closed": True, "opened": True, **wanted} for wanted in case["expect"]]
    given_quotations = found(text)
    assert [[text[a:b] for a, b in q.spans] for q in given_quotations] == [wanted["pieces"] for wanted in expected]
    assert [described(text, q, wanted) for q, wanted in zip(given_quotations, expected, strict=True)] == expected


@given(ANY)
def test_quotations_lie_in_their_paragraphs(text: str) -> None:
    borders = paragraphs(text)
    for quotation in quotations(text, borders):
        assert quotation.start == quotation.spans[0][0]
        assert quotation.end == quotation.spans[-1][1]
        assert len(quotation.spans) == len(quotation.inner)
        for (start, end), (inner_start, inner_end) in zip(quotation.spans, quotation.inner, strict=True):
            assert start <= inner_start <= inner_end <= end
            assert start < end
            assert any(left <= start and end <= right for left, right in borders)


@given(ANY)
def test_pieces_nest_or_are_apart(text: str) -> None:
    pieces = [(span, quotation.depth) for quotation in found(text) for span in quotation.spans]
    for (left, left_depth), (right, right_depth) in ((a, b) for a in pieces for b in pieces if a is not b):
        apart = left[1] <= right[0] or right[1] <= left[0]
        assert apart or (_holds(left, right) and left_depth < right_depth) or _holds(right, left)


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@given(ANY)
def test_quotations_come_in_order(text: str) -> None:
    starts = [(quotation.start, quotation.depth) for quotation in found(text)]
    assert starts == sorted(starts)


@given(st.text(alphabet="abc ,.", min_size=1, max_size=60).filter(str.strip))
def test_a_well_formed_quotation_is_found_whole(words: str) -> None:
    inner = " ".join(words.split())
    text = f"Before it she said: “{inner}” and left."
    assert [(text[q.start : q.end], q.closed) for q in found(text)] == [(f"“{inner}”", True)]


@given(st.text(alphabet='ab" ', max_size=60))
def test_an_unclosed_mark_ends_with_its_paragraph(words: str) -> None:
    text = f'“{words}\n\nThe council met. "Fine," he said.'
    last = found(text)[-1]
    assert text[last.start : last.end] == '"Fine,"'
    assert last.closed


@pytest.mark.parametrize("unit", ['"', "'", '" ', "“a ", "\"'", 'a"b\n', "‘", '5" '])
def test_a_long_run_of_marks_ends(unit: str) -> None:
    text = unit * 5_000
    for quotation in found(text):
        assert 0 <= quotation.start < quotation.end <= len(text)
