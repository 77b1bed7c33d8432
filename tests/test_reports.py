"""Reports within reports: who said the words inside somebody's report, and in which row they are reported."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analyzers import ANALYZERS
from analyzers.quotes import QuoteRow, quotes
from newsan.document import AnnotatedDocument, Attribution, Document, Span
from newsan.language.layout.marks import quotations
from newsan.language.model.links import Link
from newsan.language.pipeline import annotate
from newsan.language.quotations.reports import reported, told_apart
from newsan.language.spans import SpanSet
from tests.attributed import attributed


def annotated(text: str) -> AnnotatedDocument:
    return next(annotate([Document("t", text)], parts=("quotes",)))


def rows(text: str) -> list[QuoteRow]:
    return list(quotes(annotated(text)))


def test_words_in_marks_are_never_those_of_the_outer_reporter() -> None:
    text = (
        'The guard who took the call recalled that a caller said, "I will sink the ferry tonight," '
        "the district attorney's office said."
    )
    office, guard, caller = rows(text)
    assert (office.speaker, office.kind, office.reported_by) == ("the district attorney's office", "mixed", None)
    assert office.text.startswith("The guard who took the call recalled")
    assert (guard.speaker, guard.reported_by, guard.reported_in) == ("the guard", office.speaker, office.quote_id)
    assert (caller.text, caller.kind) == ('"I will sink the ferry tonight,"', "direct")
    assert (caller.source, caller.reported_by, caller.reported_in) == ("a caller", "the guard", guard.quote_id)


def test_words_told_to_somebody_are_a_row_also_where_the_report_has_gaps() -> None:
    text = "Reyes raised her concern to Berg that it “could sink,” according to the board."

    def span(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    said = (span("that it “could sink"),)
    link = Link(span("raised her concern to"), span("Reyes"), said, 0.9, claimed=said)
    parts = (span("Reyes raised her concern to Berg"), span("that it “could sink,”"))
    board = Attribution(span("the board"), span("according to"), parts, "mixed", "speech", 0.9, "model")
    marks = quotations(text, [(0, len(text))])
    [(found, outer)] = reported(text, [board], [link], marks, [(0, len(text))])
    assert (found.source, found.content, outer) == (span("Reyes"), (span("that it “could sink,”"),), 0)


def test_of_two_who_come_last_in_a_sentence_one_gets_its_words() -> None:
    text = "The ferry may sink, Reyes, the board said, added."

    def span(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    held = (span("may sink"),)
    reyes = Link(span("said"), span("Reyes"), (), 0.9, claimed=held)
    board = Link(span("added"), span("the board"), (), 0.9, claimed=held)
    told = told_apart(text, [reyes, board], [(0, len(text))], SpanSet([]))
    spans = sorted(span for link in told.outer for span in link.content)
    assert spans and all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "The guard recalled that a caller said, “I will sink the ferry,” the prosecutor's office said.",
        "A witness told police that the driver shouted, “I will sink the ferry,” according to the complaint.",
        "Neighbours told officers that she yelled, “I will sink the ferry,” police said.",
        "The boy said, “I will sink the ferry,” his mother told the court.",
    ],
)
def test_whoever_speaks_last_is_not_quoted_directly(text: str) -> None:
    found = rows(text)
    assert (found[0].kind, found[0].text[:3]) == ("mixed", text[:3])
    assert [row.kind for row in found if row.reported_in is None] == ["mixed"]
    assert found[-1].text == "“I will sink the ferry,”"
    assert found[-1].reported_in is not None


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("Orla Finch said the captain told her, “Leave the ship,” before dawn.", "the captain", "“Leave the ship,”"),
        ("Orla Finch testified that Mark Rowe had told him: “Sign or go.”", "Mark Rowe", "“Sign or go.”"),
        ("The report said the mayor had called the plan “a bad joke.”", "the mayor", "“a bad joke.”"),
        ("“He told me, ‘Sign it or leave,’” Orla Finch said of the captain.", "He", "‘Sign it or leave,’"),
    ],
)
def test_words_in_marks_inside_a_report_have_their_own_speaker(text: str, source: str, said: str) -> None:
    outer, inner = rows(text)
    assert (inner.source, inner.text, inner.kind, inner.reported_in) == (source, said, "direct", outer.quote_id)
    assert outer.reported_in is None
    assert said in outer.text


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("Mayor Reyes called the talks a farce, a Danish official said.", "a Danish official", "Mayor Reyes called"),
        (
            "Reyes accused the crew of theft, two aides said. He denies it, his office said.",
            "two aides",
            "Reyes accused",
        ),
        ("Reyes told the board that she was leaving, the company said.", "the company", "Reyes told the board"),
        ("He told a guard he was sorry, according to court papers.", "court papers", "He told a guard"),
    ],
)
def test_a_report_without_marks_is_its_last_source_s(text: str, source: str, said: str) -> None:
    found = rows(text)
    assert (found[0].source, found[0].text[: len(said)], found[0].reported_in) == (source, said, None)
    assert all(row.source != said.split()[0] for row in found)


@pytest.mark.parametrize(
    ("text", "link", "said"),
    [
        (
            "The new strain, which spreads fast, has reached nine ports, the health board warned on Friday.",
            ("the health board", "warned", ["which spreads fast, has reached nine ports"]),
            ["The new strain, which spreads fast, has reached nine ports"],
        ),
        (
            "Otto Brandt, a member of the council, died of pneumonia, his office announced.",
            ("his office", "announced", ["died of"]),
            ["Otto Brandt, a member of the council, died of pneumonia"],
        ),
        (
            "PORTO — The ferry, built in 1990, costs too much, the board said.",
            ("the board", "said", ["costs too much"]),
            ["The ferry, built in 1990, costs too much"],
        ),
        ("Like us, “we sail at dawn,” Moe said.", ("Moe", "said", ["“we sail at dawn,”"]), ["“we sail at dawn,”"]),
    ],
)
def test_a_report_whose_source_comes_last_begins_with_its_sentence(
    text: str, link: tuple[str, str, list[str]], said: list[str]
) -> None:
    found = next(one for one in attributed(text, link) if one.cue)
    assert [text[a:b] for a, b in found.content] == said


def test_whoever_speaks_between_the_pieces_of_a_report_keeps_the_words() -> None:
    text = "On Monday, Kim Lund says the run is no fluke, which stood at nine before the vote, according to the board."
    found = attributed(
        text,
        ("Kim Lund", "says", ["the run is no fluke"]),
        ("the board", "according to", ["On Monday", "which stood at nine before the vote"]),
    )
    assert "the run is no fluke" in [text[a:b] for one in found for a, b in one.content]


def test_a_row_says_in_which_row_it_is_reported() -> None:
    text = "Ada Cole said no. Orla Finch said the captain told her, “Leave the ship,” before dawn."
    by_number = {row.quote_id: row for row in rows(text)}
    (inner,) = [row for row in by_number.values() if row.reported_in]
    assert by_number[inner.reported_in or 0].speaker == inner.reported_by == "Orla Finch"


def test_both_count_in_the_summary() -> None:
    doc = annotated("Orla Finch said the captain told her, “Leave the ship,” before dawn.")
    counted = {row.speaker: (row.direct, row.mixed) for row in ANALYZERS["quotes"].summary([doc])}
    assert counted == {"Orla Finch": (0, 1), "the captain": (1, 0)}
