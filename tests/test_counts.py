"""Summaries that merge: parts of a corpus, counted apart, add up to the whole."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers import ANALYZERS
from analyzers.counts import Counts
from newsan.document import AnnotatedDocument
from tests.documents import annotated, documents

OPTIONS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "entities": ({}, {"types": ("person", "place"), "min_confidence": 0.3, "merge_demonyms": True, "body": True}),
    "quotes": ({}, {"kinds": ("direct", "mixed"), "thoughts": True, "min_confidence": 0.3, "body": True}),
    "stance": ({}, {"layers": ("expressed",), "targets": "Russia", "merge_demonyms": True, "body": True}),
    "pairs": ({}, {"layers": ("expressed", "directed"), "min_confidence": 0.3, "merge_demonyms": True}),
}
ASKED = [(question, options) for question, several in OPTIONS.items() for options in several]


def counts_of(question: str, docs: Sequence[AnnotatedDocument], options: Mapping[str, Any]) -> Counts[Any, Any]:
    counts = ANALYZERS[question].counts(**options)
    for doc in docs:
        counts.add(doc)
    return counts


@pytest.mark.parametrize(("question", "options"), ASKED)
@given(
    docs=st.lists(st.integers(), max_size=5).flatmap(lambda found: st.tuples(*(documents(f"{i}") for i in found))),
    cuts=st.sets(st.integers(0, 5), max_size=3),
)
def test_parts_add_up_to_the_whole(
    question: str, options: Mapping[str, Any], docs: tuple[AnnotatedDocument, ...], cuts: set[int]
) -> None:
    merged = ANALYZERS[question].counts(**options)
    for first, last in pairwise(sorted({0, *cuts, len(docs)})):
        merged.merge(counts_of(question, docs[first:last], options))
    assert merged.rows() == ANALYZERS[question].summary(docs, **options)


@pytest.mark.parametrize(("question", "options"), ASKED)
@given(docs=st.tuples(documents("a"), documents("b"), documents("c")))
def test_what_was_merged_stays_as_it_is(
    question: str, options: Mapping[str, Any], docs: tuple[AnnotatedDocument, ...]
) -> None:
    one, other = counts_of(question, docs[:1], options), counts_of(question, docs[1:2], options)
    before = other.rows()
    one.merge(other)
    one.add(docs[2])
    assert other.rows() == before


@pytest.mark.parametrize(("question", "options"), ASKED)
@given(doc=documents())
def test_a_summary_can_be_sent_to_another_process(
    question: str, options: Mapping[str, Any], doc: AnnotatedDocument
) -> None:
    counts = counts_of(question, [doc], options)
    sent: Counts[Any, Any] = pickle.loads(pickle.dumps(counts))
    assert sent.rows() == counts.rows()
    sent.merge(counts)
    assert sent.rows() == ANALYZERS[question].summary([doc, doc], **options)


@pytest.mark.parametrize("question", ANALYZERS)
def test_summaries_of_different_options_do_not_merge(question: str) -> None:
    counts = ANALYZERS[question].counts()
    with pytest.raises(ValueError, match="the same options"):
        counts.merge(ANALYZERS[question].counts(min_confidence=0.5))


def test_scores_add_up_in_any_order() -> None:
    text = "Norland slammed Sudland."
    given_ = {"evidence": text, "holder": "Norland", "target": "Sudland", "layer": "directed", "stance": "negative"}
    docs = [annotated(text, judgements=[{**given_, "score": score}]) for score in (-0.1, -0.2, -0.3, -0.6)]
    assert -0.1 - 0.2 != -0.3  # which is why they are not added up as floats
    forward, backward = (ANALYZERS["pairs"].summary(found) for found in (docs, docs[::-1]))
    assert forward == backward
    assert forward[0].score == -0.3


@pytest.mark.parametrize("question", ANALYZERS)
def test_a_document_that_raises_is_not_counted(question: str) -> None:
    doc = annotated("Norland slammed Sudland.", attributions=[{"content": ["Norland", "Sudland"]}])
    counts = counts_of(question, [doc], {})
    before = counts.rows()

    class Broken:
        """A document whose parts cannot be read."""

        document = doc.document

    with pytest.raises(AttributeError):
        counts.add(Broken())  # type: ignore[arg-type]
    assert counts.rows() == before
