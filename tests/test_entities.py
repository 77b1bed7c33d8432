"""Mentions counted: from documents annotated by hand."""

from __future__ import annotations

import pytest
from hypothesis import given

from analyzers import ANALYZERS
from analyzers.entities import EntityRow, entities
from newsan.document import AnnotatedDocument
from tests.cases_of import Case, check_case, load
from tests.documents import CORPORA, annotated

summary = ANALYZERS["entities"].summary

TEXT = "Bo Ek met the Russian envoy. Ek left. Russia spoke; EK did not.\n\nEk wept in New\nYork."
ENTITIES = (
    {"name": "Bo Ek", "type": "person", "mentions": ["Bo Ek", "Ek#2", "EK", "Ek#3"]},
    {"name": "Russian", "type": "group", "mentions": ["Russian"]},
    {"name": "Russia", "type": "place", "mentions": ["Russia#2"]},
    {"name": "New York", "type": "place", "mentions": ["New\nYork"]},
)


@pytest.mark.parametrize("case", load("entities"), ids=lambda case: case["label"])
def test_cases(case: Case) -> None:
    check_case(case, entities, summary)


def test_rows_slice_back_and_are_in_order() -> None:
    doc = annotated(TEXT, ENTITIES)
    rows = list(entities(doc))
    assert [row.mention for row in rows] == ["Bo Ek", "Russian", "Ek", "Russia", "EK", "Ek", "New\nYork"]
    assert [TEXT[row.start : row.end] for row in rows] == [row.mention for row in rows]
    assert [row.sentence for row in rows] == [0, 0, 1, 2, 2, 3, 3]


def test_summary_names_the_other_forms_most_frequent_first() -> None:
    [ek, *rest] = summary([annotated(TEXT, ENTITIES)])
    assert (ek.entity, ek.count, ek.first_start, ek.aliases) == ("Bo Ek", 4, 0, "Ek|EK")
    assert [row.aliases for row in rest] == [None, None, None], "New\\nYork is New York"


def test_demonyms_stay_apart_unless_asked() -> None:
    doc = annotated(TEXT, ENTITIES)
    assert {row.entity: row.count for row in summary([doc])}["Russian"] == 1
    merged = {(row.entity, row.type): row.count for row in summary([doc], merge_demonyms=True)}
    assert merged["Russia", "place"] == 2
    assert ("Russian", "group") not in merged


def test_shares_are_of_the_mentions_that_were_counted() -> None:
    rows = summary([annotated(TEXT, ENTITIES)], types=("place",))
    assert [(row.entity, row.share) for row in rows] == [("Russia", 0.5), ("New York", 0.5)]


def test_weak_mentions_are_dropped_on_request() -> None:
    weak = {"name": "Sofia", "type": "place", "mentions": ["Sofia"], "confidence": 0.4}
    doc = annotated("Sofia waits.", [weak])
    assert list(entities(doc, min_confidence=0.5)) == []
    assert len(list(entities(doc, min_confidence=0.4))) == 1


def test_documents_are_counted_once_each_and_only_equal_names_of_equal_type_merge() -> None:
    one = annotated("Paris. Paris.", [{"name": "Paris", "type": "place", "mentions": ["Paris", "Paris#2"]}], doc_id="1")
    two = annotated("Paris. ", [{"name": "Paris", "type": "place", "mentions": ["Paris"]}], doc_id="2")
    three = annotated("Hi Paris.", [{"name": "Paris", "type": "person", "mentions": ["Paris"]}], doc_id="3")
    rows = summary([one, two, three])
    assert [(row.type, row.count, row.docs, row.first_start) for row in rows] == [
        ("place", 3, 2, 0),
        ("person", 1, 1, 3),
    ]


@given(CORPORA)
def test_summary_is_the_aggregation_of_the_detail(docs: tuple[AnnotatedDocument, ...]) -> None:
    groups: dict[tuple[str, str], list[EntityRow]] = {}
    for mention in (row for doc in docs for row in entities(doc)):
        groups.setdefault((mention.entity, mention.type), []).append(mention)
    n_mentions = sum(map(len, groups.values()))
    found = {(row.entity, row.type): row for row in summary(docs)}
    assert list(found) == sorted(groups, key=lambda key: -len(groups[key]))
    for key, group in groups.items():
        row = found[key]
        assert (row.count, row.docs) == (len(group), len({mention.doc_id for mention in group}))
        assert row.share == pytest.approx(len(group) / n_mentions, abs=1e-4)
        assert row.first_start == group[0].start


@given(CORPORA)
def test_every_row_slices_back(docs: tuple[AnnotatedDocument, ...]) -> None:
    for doc in docs:
        for row in entities(doc):
            assert doc.document.text[row.start : row.end] == row.mention
