"""Stances added up: from documents annotated by hand."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers import ANALYZERS
from analyzers.stance import StanceRow, stance
from analyzers.stance_summary import Evidence, verdict
from newsan.document import AnnotatedDocument
from tests.cases_of import Case, check_case, load
from tests.documents import CORPORA, annotated, documents

summary, pairs = ANALYZERS["stance"].summary, ANALYZERS["pairs"].summary

TEXT = "Norland slammed Sudland. The Sudlanders thanked Ann Lee. Lee, a brave woman, blamed Norland."
ENTITIES = (
    {"name": "Norland", "type": "place", "mentions": ["Norland", "Norland#2"]},
    {"name": "Sudland", "type": "place", "mentions": ["Sudland"]},
    {"name": "Ann Lee", "type": "person", "mentions": ["Ann Lee", "Lee#2"]},
)
JUDGEMENTS = (
    {
        "evidence": "Norland slammed Sudland.",
        "holder": "Norland",
        "target": "Sudland",
        "layer": "directed",
        "stance": "negative",
        "score": -0.9,
    },
    {
        "evidence": "The Sudlanders thanked Ann Lee.",
        "holder": "Sudland",
        "target": "Ann Lee",
        "layer": "directed",
        "stance": "positive",
        "score": 0.8,
    },
    {"evidence": "Lee, a brave woman, blamed Norland.", "target": "Ann Lee", "stance": "positive", "score": 0.6},
    {
        "evidence": "blamed Norland",
        "holder": "Ann Lee",
        "target": "Norland",
        "layer": "expressed",
        "stance": "negative",
        "score": -0.5,
        "confidence": 0.55,
    },
)
DOC = annotated(TEXT, ENTITIES, judgements=JUDGEMENTS)


@pytest.mark.parametrize("case", load("stance"), ids=lambda case: case["label"])
def test_cases(case: Case) -> None:
    check_case(case, stance, pairs if case.get("pairs") else summary)


def test_rows_slice_back() -> None:
    assert [TEXT[row.start : row.end] for row in stance(DOC)] == [row.evidence for row in stance(DOC)]


def test_summary_says_whom_an_actor_supports_and_opposes() -> None:
    rows = {row.actor: row for row in summary([DOC])}
    assert list(rows) == ["Norland", "Ann Lee", "Sudland"], "the most named first, then by evidence"
    lee = rows["Ann Lee"]
    assert (lee.portrayal, lee.portrayal_score, lee.positive, lee.mentions) == (None, None, 1, 2)
    assert (lee.supports, lee.opposes, lee.supported_by, lee.opposed_by) == (None, "Norland", "Sudland", None)
    assert (rows["Sudland"].opposed_by, rows["Norland"].opposed_by) == ("Norland", "Ann Lee")
    assert (rows["Sudland"].supports, rows["Norland"].opposes) == ("Ann Lee", "Sudland")


def test_the_articles_own_voice_is_no_actor() -> None:
    shown = summary([DOC], layers="portrayal")
    assert [(row.actor, row.portrayal, row.portrayal_score) for row in shown] == [("Ann Lee", "positive", 0.6)]
    assert "(author)" in {row.holder for row in pairs([DOC], layers="portrayal")}


def test_portrayals_and_neutral_evidence_are_shown_on_request() -> None:
    plain = {**JUDGEMENTS[2], "stance": "neutral", "score": 0.4}
    doc = annotated(TEXT, ENTITIES, judgements=[*JUDGEMENTS, plain])
    assert {row.layer for row in stance(doc)} == {"directed", "expressed"}
    assert [row.score for row in stance(doc, layers="portrayal")] == [0.6]
    assert [row.score for row in stance(doc, layers="portrayal", neutral=True)] == [0.6, 0.0]


def test_a_target_may_be_named_as_in_the_text() -> None:
    for name in ("Ann Lee", "ann lee", "Lee"):
        assert {row.target for row in stance(DOC, targets=(name,))} == {"Ann Lee"}
    assert list(stance(DOC, targets=("Nobody",))) == []


def test_layers_and_confidence_filter_rows() -> None:
    assert [row.layer for row in stance(DOC, layers=("expressed", "portrayal"))] == ["portrayal", "expressed"]
    assert len(list(stance(DOC, min_confidence=0.6))) == 2


def test_the_strongest_names_come_first() -> None:
    mild = {**JUDGEMENTS[0], "target": "Ann Lee", "score": -0.6}
    [row] = [
        row for row in summary([annotated(TEXT, ENTITIES, judgements=[mild, *JUDGEMENTS])]) if row.actor == "Norland"
    ]
    assert row.opposes == "Sudland; Ann Lee"


def test_an_unnamed_holder_has_no_mentions_and_no_type() -> None:
    given_ = {**JUDGEMENTS[3], "holder": "a senior official"}
    [row] = [row for row in summary([annotated(TEXT, ENTITIES, judgements=[given_])]) if row.mentions == 0]
    assert (row.actor, row.type, row.opposes) == ("a senior official", None, "Norland")


def test_demonyms_are_merged_on_request_for_holders_and_targets() -> None:
    actors = [
        {"name": "Russian", "type": "group", "mentions": ["Russians"]},
        {"name": "Russia", "type": "place", "mentions": ["Russia#2"]},
    ]
    text = "Russians mourned. Russia honoured Ann."
    given_ = {**JUDGEMENTS[1], "evidence": text, "holder": "Russian", "target": "Russia"}
    doc = annotated(text, actors, judgements=[given_])
    assert [(row.holder, row.target) for row in stance(doc)] == [("Russian", "Russia")]
    assert [(row.holder, row.target) for row in stance(doc, merge_demonyms=True)] == [("Russia", "Russia")]
    [row] = summary([doc], merge_demonyms=True)
    assert (row.mentions, row.supports) == (2, None), "nobody supports itself"


COUNTS = st.integers(0, 30)


@given(COUNTS, COUNTS, COUNTS)
def test_verdicts_are_symmetric(positive: int, neutral: int, negative: int) -> None:
    other = {"positive": "negative", "negative": "positive"}
    found = verdict(positive, neutral, negative)
    assert verdict(negative, neutral, positive) == other.get(found, found)
    if found in other:
        assert {"positive": positive, "negative": negative}[found] == max(positive, negative)


@given(CORPORA)
def test_pairs_are_the_aggregation_of_the_detail(docs: tuple[AnnotatedDocument, ...]) -> None:
    groups: dict[tuple[str, str, str], list[StanceRow]] = {}
    for row in (row for doc in docs for row in stance(doc)):
        groups.setdefault((row.holder, row.target, row.layer), []).append(row)
    found = {(pair.holder, pair.target, pair.layer): pair for pair in pairs(docs)}
    assert found.keys() == groups.keys()
    for key, group in groups.items():
        pair = found[key]
        assert pair.score == pytest.approx(sum(row.score for row in group) / len(group), abs=1e-4)
        assert pair.evidence in {row.evidence for row in group}
        assert (pair.n, pair.docs) == (len(group), len({row.doc_id for row in group}))
        counts = Counter(row.stance for row in group)
        assert (pair.positive, pair.neutral, pair.negative) == (
            counts["positive"],
            counts["neutral"],
            counts["negative"],
        )


@given(CORPORA)
def test_summary_is_the_aggregation_of_the_detail(docs: tuple[AnnotatedDocument, ...]) -> None:
    rows = [row for doc in docs for row in stance(doc)]
    found = {row.actor: row for row in summary(docs)}
    assert found.keys() == {name for row in rows for name in (row.holder, row.target)} - {"(author)"}
    for actor, row in found.items():
        about = [evidence for evidence in rows if evidence.target == actor]
        assert row.positive == sum(evidence.stance == "positive" for evidence in about)
        assert row.neutral + row.negative + row.positive == len(about)
        portrayal = [evidence.score for evidence in about if evidence.layer == "portrayal"]
        assert (row.portrayal_score is None) == (not portrayal)
        if portrayal:
            assert row.portrayal_score == pytest.approx(sum(portrayal) / len(portrayal), abs=1e-4)
        mentions = sum(len(named.mentions) for doc in docs for named in doc.entities if named.name == actor)
        assert row.mentions == mentions


@given(documents())
def test_every_row_slices_back(doc: AnnotatedDocument) -> None:
    for row in stance(doc):
        assert doc.document.text[row.start : row.end] == row.evidence


def test_a_side_with_more_pieces_but_weaker_ones_is_mixed() -> None:
    found = Evidence()
    for side, score in (("positive", 0.31), ("positive", 0.31), ("positive", 0.31), ("negative", -0.98)):
        found.add(SimpleNamespace(stance=side, score=score, confidence=abs(score), evidence=side))  # type: ignore[arg-type]
    assert verdict(3, 0, 1) == "positive"
    assert found.mean < 0
    assert (found.stance, found.evidence) == ("mixed", "negative")
