"""Who is meant where two could be: whole texts, read by the real model, with the speakers and stances of an editor."""

from __future__ import annotations

from typing import Any

import pytest

from analyzers.quotes import QuoteRow, quotes
from analyzers.stance import stance
from newsan import annotate
from newsan.document import AnnotatedDocument
from tests.cases_of import load

CASES = load("antecedents")


def spoken(doc: AnnotatedDocument, words: str) -> list[QuoteRow]:
    """The rows, thoughts among them, that hold some words."""
    return [row for row in quotes(doc, thoughts=True) if words in row.text]


def name(row: QuoteRow) -> str | None:
    """The speaker, but none where it stays open who that is; a leading "the" is no part of a name."""
    return None if row.speaker is None or row.speaker_status == "unresolved" else row.speaker.removeprefix("the ")


def test_there_are_enough_cases() -> None:
    labels = {case["label"] if isinstance(case, dict) else case.values[0]["label"] for case in CASES}
    assert len(labels) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    doc = annotate(case["text"])
    wanted = {words: [speaker and speaker.removeprefix("the ")] for words, speaker in case.get("speakers", [])}
    assert {words: [name(row) for row in spoken(doc, words)] for words in wanted} == wanted
    sides = {(row.holder, row.target, row.stance) for row in stance(doc)}
    assert sides.issuperset(map(tuple, case.get("stances", [])))
