"""Quotations counted: from documents annotated by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers import ANALYZERS
from analyzers.quotes import QuoteRow, quotes, voices
from cli.tables.quotes import caption
from newsan.document import AnnotatedDocument
from tests.cases_of import Case, check_case, load
from tests.documents import CORPORA, annotated, documents

summary = ANALYZERS["quotes"].summary

TEXT = (
    "“We wait,” said Ann Lee, “and wait.” Officials fear a strike.\n\n“No.” He said it “may rain”. Officials said so."
)
LEE = {"name": "Ann Lee", "status": "named", "type": "person", "role": "mayor", "affiliation": "Oslo"}
ATTRIBUTIONS = (
    {"content": ["“We wait,”", "“and wait.”"], "source": "Ann Lee", "cue": "said", "speaker": LEE},
    {
        "content": ["a strike"],
        "source": "Officials",
        "cue": "fear",
        "kind": "indirect",
        "act": "thought",
        "speaker": {"name": "Officials", "status": "unnamed"},
    },
    {"content": ["“No.”"], "speaker": {"name": None, "status": "unattributed"}},
    {
        "content": ["it “may rain”"],
        "source": "He",
        "cue": "said#2",
        "kind": "mixed",
        "speaker": {"name": "He", "status": "unresolved"},
    },
    {
        "content": ["so"],
        "source": "Officials#2",
        "cue": "said#3",
        "kind": "indirect",
        "confidence": 0.3,
        "speaker": {"name": "officials", "status": "unnamed"},
    },
)
EK = {"name": "Bo Ek", "status": "named", "type": "person"}
DOC = annotated(TEXT, attributions=ATTRIBUTIONS)


@pytest.mark.parametrize("case", load("quotes"), ids=lambda case: case["label"])
def test_cases(case: Case) -> None:
    check_case(case, quotes, summary)


def test_a_quotation_split_by_its_cue_is_one_row() -> None:
    row = next(quotes(DOC))
    assert (row.quote_id, row.kind, row.words) == (1, "direct", 4)
    assert row.text == "“We wait,” “and wait.”"
    assert row.spans == "0-10;25-36"
    assert TEXT[row.start : row.end] == "“We wait,” said Ann Lee, “and wait.”"
    assert (row.source, row.cue) == ("Ann Lee", "said")
    assert (row.speaker_role, row.speaker_affiliation, row.speaker_rule) == ("mayor", "Oslo", "name")


def test_thoughts_are_left_out_unless_asked_and_numbers_stay() -> None:
    assert [row.quote_id for row in quotes(DOC)] == [1, 3, 4, 5]
    assert [row.quote_id for row in quotes(DOC, thoughts=True)] == [1, 2, 3, 4, 5]


def test_kind_and_confidence_filter_rows() -> None:
    assert [row.quote_id for row in quotes(DOC, kinds=("direct",))] == [1, 3]
    assert [row.quote_id for row in quotes(DOC, min_confidence=0.5)] == [1, 3, 4]


def test_summary_counts_no_unknown_as_a_person_and_puts_it_last() -> None:
    rows = summary([DOC])
    assert [(row.speaker, row.speaker_status, row.quotes) for row in rows] == [
        ("Ann Lee", "named", 1),
        ("He", "unresolved", 1),
        ("officials", "unnamed", 1),
        (None, "unattributed", 1),
    ]
    assert sum(row.share_quotes for row in rows) == 1


def test_a_phrase_is_one_row_in_whatever_capitals() -> None:
    rows = {row.speaker_status: row for row in summary([DOC], thoughts=True)}
    assert (rows["unnamed"].speaker, rows["unnamed"].quotes) == ("Officials", 2)


def test_the_same_phrase_in_two_documents_counts_two_documents() -> None:
    rows = {row.speaker: row for row in summary([DOC, DOC])}
    assert (rows["officials"].docs, rows["officials"].quotes) == (2, 2)
    assert rows["Ann Lee"].first_position == 0


def test_a_source_that_nobody_resolved_is_shown_as_it_stands() -> None:
    doc = annotated("She said no.", attributions=[{"content": ["no"], "source": "She", "cue": "said"}])
    [row] = quotes(doc)
    assert (row.speaker, row.speaker_status) == ("She", "unresolved")


def test_a_content_without_source_is_unattributed() -> None:
    [row] = quotes(annotated("“No.”", attributions=[{"content": ["“No.”"]}]))
    assert (row.speaker, row.speaker_status, row.source, row.source_start) == (None, "unattributed", None, None)


def test_what_two_say_together_is_one_row_and_counts_for_both() -> None:
    both = {"content": ["no"], "source": "Ann Lee", "cue": "said", "speaker": LEE, "joint": [EK]}
    doc = annotated("Ann Lee and Bo Ek said no.", attributions=[both])
    [row] = quotes(doc)
    assert (row.speaker, row.joint) == ("Ann Lee", "Bo Ek")
    assert [(row.speaker, row.quotes, row.share_quotes, row.joint) for row in summary([doc])] == [
        ("Ann Lee", 1, 0.5, 1),
        ("Bo Ek", 1, 0.5, 1),
    ]


def test_title_and_reason_are_words_of_the_text() -> None:
    text = "Ann Lee, mayor of Oslo, who saw the fire, said no."
    lee = {**LEE, "title": "mayor of Oslo", "reason": "who saw the fire", "source_type": "person"}
    [row] = quotes(
        annotated(text, attributions=[{"content": ["no"], "source": "Ann Lee", "cue": "said", "speaker": lee}])
    )
    assert text[row.speaker_title_start : row.speaker_title_end] == row.speaker_title == "mayor of Oslo"
    assert text[row.reason_start : row.reason_end] == row.reason == "who saw the fire"
    assert (row.source_type, row.document, row.publisher, row.joint, row.perhaps) == ("person", None, None, None, None)


def test_a_source_without_a_name_may_be_somebody() -> None:
    judge = {"name": "the judge", "status": "unnamed", "perhaps": ("Ann Lee",)}
    doc = annotated(
        "The judge said no.", attributions=[{"content": ["no"], "source": "The judge", "cue": "said", "speaker": judge}]
    )
    assert [row.perhaps for row in summary([doc])] == ["Ann Lee"]
    assert "May be one person: the judge and Ann Lee." in caption([asdict(row) for row in summary([doc])], False, "x")


@given(documents())
def test_spans_slice_back(doc: AnnotatedDocument) -> None:
    text = doc.document.text
    for row in quotes(doc, thoughts=True):
        spans = [tuple(map(int, span.split("-"))) for span in row.spans.split(";")]
        assert row.text == " ".join(text[start:end] for start, end in spans)
        assert (row.start, row.end) == (spans[0][0], spans[-1][1])
        assert 0 <= row.position <= 1


@given(CORPORA, st.booleans())
def test_summary_is_the_aggregation_of_the_detail(docs: tuple[AnnotatedDocument, ...], thoughts: bool) -> None:
    groups: dict[tuple[str, str | None], list[QuoteRow]] = {}
    for row in (row for doc in docs for row in voices(doc, thoughts=thoughts)):
        name = row.speaker if row.speaker_status == "named" or row.speaker is None else row.speaker.casefold()
        groups.setdefault((row.speaker_status, name), []).append(row)
    firsts = {(status, group[0].speaker): group for (status, _), group in groups.items()}
    n_quotes = sum(map(len, groups.values()))
    words = sum(row.words for group in groups.values() for row in group)
    found = summary(docs, thoughts=thoughts)
    assert len(found) == len(groups)
    for total in found:
        group = firsts[total.speaker_status, total.speaker]
        kinds = Counter(row.kind for row in group)
        assert (total.direct, total.mixed, total.indirect) == (kinds["direct"], kinds["mixed"], kinds["indirect"])
        assert (total.quotes, total.words) == (len(group), sum(row.words for row in group))
        assert total.docs == len({row.doc_id for row in group})
        assert total.first_position == group[0].position
        assert total.joint == sum(row.joint is not None for row in group)
        assert total.role == next((row.speaker_role for row in group if row.speaker_role is not None), None)
        assert total.share_quotes == pytest.approx(total.quotes / n_quotes, abs=1e-4)
        assert total.share_words == pytest.approx(total.words / max(words, 1), abs=1e-4)
