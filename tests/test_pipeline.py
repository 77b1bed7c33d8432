"""The whole road of a text, with the real model."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsan.document import AnnotatedDocument, Document
from newsan.language import annotate
from newsan.language.findings import SECTION, sections

NEWS = st.lists(
    st.sampled_from(
        ["“We ", "will not pay,” ", "said Ann Lee", " of Leeds", ". ", "\n", '"', "He told Reuters that ", "’"]
    ),
    max_size=30,
).map("".join)


def annotated(text: str) -> AnnotatedDocument:
    (doc,) = annotate([Document("x", text)])
    return doc


@settings(max_examples=40)
@given(NEWS | st.text(max_size=120))
@example(
    'He told Reuters that “We "He told Reuters that "'
)  # a report inside a report: its words are the outer one's, too
def test_any_text_is_annotated_and_every_span_lies_in_it(text: str) -> None:
    doc = annotated(text)
    for entity in doc.entities:
        assert entity.name
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert 0 <= mention.confidence <= 1
    taken: set[int] = set()
    for one in doc.attributions:
        assert one.speaker is not None
        assert one.content
        assert 0 <= one.confidence <= 1
        for start, end in one.content:
            assert 0 <= start < end <= len(text)
            if one.reported_in is None:
                assert not taken.intersection(range(start, end))
                taken.update(range(start, end))
    for judgement in doc.judgements:
        assert 0 <= judgement.start <= judgement.end <= len(text)
        assert -1 <= judgement.score <= 1
        assert 0 <= judgement.sentence < len(doc.sentences)


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "…", "\ud800", "“", "’" * 300, "a" * 5_000, "👍🏽 “👍🏽” 👍🏽"])
def test_odd_texts(text: str) -> None:
    assert annotated(text).document.text == text


def test_a_quotation_from_source_to_speaker() -> None:
    text = "“The bridge will stay closed until June,” said Ann Lee, the mayor of Leeds. She blamed the storm."
    doc = annotated(text)
    assert {(entity.name, entity.type) for entity in doc.entities} == {("Ann Lee", "person"), ("Leeds", "place")}
    first = doc.attributions[0]
    assert (first.kind, first.speaker and first.speaker.name) == ("direct", "Ann Lee")
    assert text[slice(*first.content[0])] == "“The bridge will stay closed until June,”"


def test_a_long_text_is_read_in_sections_like_a_short_one() -> None:
    paragraph = "“The bridge will stay closed,” said Ann Lee, the mayor of Leeds. She blamed the storm for it.\n"
    doc = annotated(paragraph * (2 * SECTION // len(paragraph)))
    assert {entity.name for entity in doc.entities} == {"Ann Lee", "Leeds"}
    assert len({entity.name: 0 for entity in doc.entities}) == len(doc.entities)


def test_parts_leave_out_what_nobody_asked_for() -> None:
    text = "“It is over,” said Ann Lee."
    (doc,) = annotate([Document("x", text)], parts=("entities",))
    assert doc.entities
    assert not doc.attributions
    assert not doc.judgements


@given(st.lists(st.integers(1, 30_000), max_size=12))
def test_sections_hold_every_sentence_once(lengths: list[int]) -> None:
    lines, at = [], 0
    for length in lengths:
        lines.append((at, at + length))
        at += length + 1
    parts = list(sections(lines))
    assert [line for part in parts for line in lines[part]] == lines
    assert all(lines[p][-1][1] - lines[p][0][0] <= SECTION or len(lines[p]) == 1 for p in parts)


def test_an_alias_may_consist_of_signs() -> None:
    text = "Ann Lee, the mayor, met us.\nLEE: Was it late?\nEK: It was.\nLEE: Why?\nEK: “Because,” Ann Lee said."
    (doc,) = annotate([Document("x", text)], aliases={"ann lee": ("???", "person"), "lee": ("’s", None)})
    assert "???" in {entity.name for entity in doc.entities}
