"""Bylines, datelines, credits and the like: which forms are furniture and which are the story."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.entities import entities
from newsan.document import Document
from newsan.language.layout.furniture import furniture, furniture_at
from newsan.language.layout.sentences import paragraphs
from newsan.language.pipeline import annotate

ARTICLE = """Flood shuts harbour in Oslo
By Ada Crane, Staff Writer
Updated 3 pm

OSLO (AP) — Mayor Tor Lund said on Monday that the harbour was shut. “It is deep,” he said.

The harbour on Monday. (Photo: Nina Berg/Reuters)

Also read: Mayor Lund resigns

Reporting by Ada Crane; Editing by Kim Holt.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in furniture(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Crane", "byline"),
        ("BY ADA CRANE AND TOR LUND", "byline"),
        ("By LENA BRANDT, City Reporter", "byline"),
        ("Written by Mira Patel | Oslo |", "byline"),
        ("Ada Crane, Staff Writer", "byline"),
        ("By the Associated Press", "byline"),
        ("Photo: Tor Lund", "credit"),
        ("Photo by Tor Lund/AP", "credit"),
        ("File photo", "credit"),
        ("Tor Lund via Getty Images.", "credit"),
        ("Updated 3 pm", "timestamp"),
        ("Published: 12:01, 3 May 2021", "timestamp"),
        ("Sunday, October 18, 2020", "timestamp"),
        ("(Reporting by Ada Crane; Editing by Tor Lund)", "tagline"),
        ("Follow Ada Crane on Twitter: @adacrane", "tagline"),
        ("Ada Crane in Oslo contributed to this report.", "tagline"),
        ("This story was updated at 3 p.m.", "tagline"),
        ("ALSO READ: The mayor resigns", "link"),
        ("Sign up for our newsletter", "link"),
        ("Advertisement", "link"),
    ],
)
def test_lines_that_are_furniture(line: str, kind: str) -> None:
    assert kinds(line) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, Oslo had flooded again",
        "By Tom Lund’s own admission, it was late.",
        "By Ada Crane, who was first",
        "Ada Crane, Chief Executive",
        "Ada Crane, the editor, said no.",
        "He told the court (and Reuters).",
        "Photos were taken by the dozen.",
        "Reporting by the paper showed that he lied.",
        "Updated rules came into force on 3 May and were welcomed.",
        "More from the mayor: he will resign.",
        "Copyright law is a mess, said Ada Crane.",
        "The boat — a ferry — sank.",
        "BREAKING - it rained",
        "Credit cards were stolen",
    ],
)
def test_lines_that_tell_the_story(line: str) -> None:
    assert kinds(line) == []


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("LONDON (AP) — It rained.", "LONDON (AP) —"),
        ("(Reuters) - It rained.", "(Reuters) -"),
        ("DES MOINES, Iowa - It rained.", "DES MOINES, Iowa -"),
        ("Oslo, May 3 (Reuters) - It rained.", "Oslo, May 3 (Reuters) -"),
    ],
)
def test_datelines(text: str, opened: str) -> None:
    assert kinds(text) == [("dateline", opened)]


def test_a_speech_of_a_transcript_is_no_dateline() -> None:
    long = "we had a long and hard winter in the north, and the roads were shut for weeks on end."
    assert kinds(f"KUWAIT: {long}\nThe roads were shut.") == [("dateline", "KUWAIT:")]
    assert kinds(f"CRANE: {long}\nLUND: {long}") == []


def test_an_article_and_what_stands_around_it() -> None:
    (doc,) = annotate([Document("text", ARTICLE)], parts=("entities", "quotes", "stance"))
    parts = {(row.mention, row.part) for row in entities(doc)}
    assert {("Ada Crane", "byline"), ("OSLO", "dateline"), ("Nina Berg", "credit"), ("Kim Holt", "tagline")} <= parts
    assert {row.mention for row in entities(doc, body=True)} == {"Oslo", "Tor Lund"}
    named = [one.speaker.name for one in doc.attributions if one.speaker and one.speaker.status == "named"]
    assert set(named) == {"Tor Lund"}
    assert not {"Ada Crane", "Kim Holt", "Nina Berg"} & {one.target for one in doc.judgements}


@given(st.text(alphabet="By Ada CRANE(/)—-:.@\nPhoto 3pm", max_size=300))
def test_furniture_is_in_order_and_inside_the_text(text: str) -> None:
    found = furniture(text, paragraphs(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(furniture_at(found, one.start) == one.kind for one in found)
