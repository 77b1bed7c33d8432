"""Paragraphs and sentences: cases in ``cases/sentences.json``, wrapped text, and what must hold for any text."""

from __future__ import annotations

import json
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import Span
from newsan.language.layout.sentences import CHUNK, LONGEST, PARAMETERS, paragraphs, sentences
from newsan.language.lexicon import lookup

CASES = json.loads((Path(__file__).parent / "cases" / "sentences.json").read_text(encoding="utf-8"))

ANY = st.one_of(st.text(alphabet='aB. ?!"”)1\n\r\u2028-', max_size=200), st.text(max_size=200))

STORY = [
    "The harbour board of Westmere voted on Thursday to close the old ferry terminal before the end of the winter, and "
    "to move its forty workers to the new building on the other side of the bay.",
    "“Nobody will lose a job over this,” the chairman said after the meeting, which had lasted until midnight and "
    "ended with six votes to three.",
    "Shop owners near the terminal were less certain of it; they fear that visitors will take the bridge and never "
    "come past their doors again.",
]


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, paragraphs(text))]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["label"], marks=[] if case["pass"] else pytest.mark.xfail(strict=True))
        for case in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    assert found(case["text"]) == case["expect"]


def test_the_shipped_parameters_hold_the_hand_written_list() -> None:
    shipped = json.loads(PARAMETERS.read_text(encoding="utf-8"))
    kinds = lookup.table("punkt_abbreviations")
    assert {"titles": set(kinds["title"]), "inner": set(kinds["inner"]), "numbered": set(kinds["number"])} == {
        name: set(shipped[name]) for name in ("titles", "inner", "numbered")
    }
    assert set(kinds["title"] + kinds["inner"] + kinds["word"]) <= set(shipped["abbreviations"])


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n", "\n \n", "\u2029"])
def test_a_line_is_a_paragraph(line_break: str) -> None:
    text = line_break.join(STORY) + line_break
    assert [text[start:end] for start, end in paragraphs(text)] == STORY


@pytest.mark.parametrize("width", [50, 60, 72, 80])
@pytest.mark.parametrize("separator", ["\n\n", "\n", "\r\n\r\n"])
def test_wrapped_lines_are_joined(width: int, separator: str) -> None:
    line_break = "\r\n" if "\r" in separator else "\n"
    text = separator.join(textwrap.fill(story, width).replace("\n", line_break) for story in STORY)
    assert [" ".join(text[start:end].split()) for start, end in paragraphs(text)] == STORY


def test_short_lines_are_not_joined() -> None:
    lines = [
        "Results of the regatta:",
        "Anna Bell, Westmere",
        "Tom Reed, Port Alder",
        "Ines Duarte, Westmere",
        "Lee Fox",
    ]
    text = "\n".join(lines)
    assert [text[start:end] for start, end in paragraphs(text)] == lines


def test_a_wrapped_article_keeps_its_heading_apart() -> None:
    heading = "Ferry terminal closes"
    text = heading + "\n" + textwrap.fill(STORY[0], 60)
    assert [" ".join(text[start:end].split()) for start, end in paragraphs(text)] == [heading, STORY[0]]


@given(ANY)
def test_spans_are_trimmed_in_order_and_apart(text: str) -> None:
    borders = paragraphs(text)
    for spans in (borders, sentences(text, borders)):
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


@given(ANY)
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    borders = paragraphs(text)
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in borders)
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in sentences(text, borders))


@given(ANY)
def test_no_sentence_crosses_a_paragraph(text: str) -> None:
    borders = paragraphs(text)
    assert all(_within(sentence, borders) for sentence in sentences(text, borders))


def _within(span: Span, borders: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in borders)


def test_chunks_leave_no_trace() -> None:
    sentence = "The board met again and again without a vote."
    text = " ".join([sentence] * (3 * CHUNK // len(sentence)))
    assert set(found(text)) == {sentence}


@pytest.mark.parametrize("unit", ["word ", "x", "word\t", "a. b ", "! "])
def test_an_endless_line_is_cut(unit: str) -> None:
    text = unit * (2 * CHUNK // len(unit))
    assert max(map(len, found(text))) <= LONGEST
