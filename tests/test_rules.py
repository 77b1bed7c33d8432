"""The page of all rules: every value is on it, with an example that has it."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from newsan.document import Document
from newsan.language import annotate
from newsan.values import QuoteRule, SourceType, SpeakerRule, StanceRule
from tests.conftest import ROOT
from tests.entity_cases import CASES

PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
ROW = re.compile(r"^\| `(.+?)` \| (.+?) \| (.+) \|$", re.MULTILINE)
QUOTES, SPEAKERS, SOURCES, STANCES = (ROW.findall(part) for part in PAGE.split("\n## ")[1:])
BY_PERSON = "corrected"
"""What only a person's corrections give (tests/test_corrections.py)."""

BY_HAND = {"name:form", "continued", "same-sentence"}
"""Rules of speakers that put right what the model misses; their examples are cases with given mentions."""


def test_every_rule_is_on_the_page_in_order() -> None:
    assert [row[0] for row in QUOTES] == list(get_args(QuoteRule))
    assert [row[0] for row in SPEAKERS] == list(get_args(SpeakerRule))
    assert [row[0] for row in SOURCES] == list(get_args(SourceType))
    assert [row[0] for row in STANCES] == list(get_args(StanceRule))


def rules_in(example: str) -> tuple[set[str], set[str], set[str]]:
    """The rules of a text's quotations, of their speakers, and of its judgements."""
    (doc,) = annotate([Document("", example.replace(" ¶ ", "\n\n"))])
    speakers = {one.speaker.rule for one in doc.attributions if one.speaker}
    return {one.rule for one in doc.attributions}, {*speakers}, {one.rule for one in doc.judgements}


@pytest.mark.parametrize(("rule", "example"), [(row[0], row[2]) for row in QUOTES if row[0] != BY_PERSON])
def test_quotes(rule: str, example: str) -> None:
    assert rule in rules_in(example)[0]


@pytest.mark.parametrize(
    ("rule", "example"), [(row[0], row[2]) for row in SPEAKERS if row[0] not in {*BY_HAND, BY_PERSON}]
)
def test_speakers(rule: str, example: str) -> None:
    assert rule in rules_in(example)[1]


@pytest.mark.parametrize(("rule", "example"), [(row[0], row[2]) for row in SPEAKERS if row[0] in BY_HAND])
def test_speakers_by_hand(rule: str, example: str) -> None:
    given = (case["speakers"] for case in CASES if case["text"] == example.replace(" ¶ ", "\n\n") and case["pass"])
    assert any(one and one.get("rule") == rule for speakers in given for one in speakers)


@pytest.mark.parametrize(("kind", "example"), [(row[0], row[2]) for row in SOURCES])
def test_sources(kind: str, example: str) -> None:
    (doc,) = annotate([Document("", example)])
    assert doc.attributions[-1].speaker is not None
    assert doc.attributions[-1].speaker.source_type == kind


@pytest.mark.parametrize(("rule", "example"), [(row[0], row[2]) for row in STANCES if row[0] != BY_PERSON])
def test_stances(rule: str, example: str) -> None:
    assert rule in rules_in(example)[2]
