"""Turns of interviews, hearings and transcripts: what is one, who talks, where a turn ends."""

from __future__ import annotations

from time import process_time

import pytest

import newsan
from newsan.language.layout.interviews import turns
from newsan.language.layout.sentences import paragraphs


def found(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*turn.label)], text[slice(*turn.said)].strip()) for turn in turns(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Q: Why?\n\nA: Rain fell.\n\nQ: When?\n\nA: In May.", ["Q", "A", "Q", "A"]),
        ("Speaker 1: Order.\nSpeaker 2: The dam is old.\nSpeaker 1: Noted.", ["Speaker 1", "Speaker 2", "Speaker 1"]),
        ("[00:01] LUND: Is it old?\n[00:09] BERG: I think so.\n[01:10] LUND: Thank you.", ["LUND", "BERG", "LUND"]),
        ("LUND (00:01): Is it old?\nBERG (00:09): I think so.\nLUND (01:10): Thank you.", ["LUND", "BERG", "LUND"]),
        ("EVA LUND, HOST:\n\nIs it old?\n\nBERG:\n\nI think so.\n\nLUND: Thanks.", ["EVA LUND", "BERG", "LUND"]),
        ("Mr. BERG. I rise to object.\n\nMs. LUND. Why?\n\nMr. BERG. It costs.", ["Mr. BERG", "Ms. LUND", "Mr. BERG"]),
        (
            "Mr Speaker: Order.\n\nHon. E. Lund: It opens.\n\nA Member: Where?",
            ["Mr Speaker", "Hon. E. Lund", "A Member"],
        ),
        ("THE CHAIR: Order.\n\nDR. LUND: It is old.\n\nTHE CHAIR: Noted.", ["THE CHAIR", "DR. LUND", "THE CHAIR"]),
        (
            "**Post: Why now?**\n\nEva Lund: I was bored.\n\n**And the money?**\n\nI had some.",
            ["Post", "Eva Lund", "", ""],
        ),
    ],
)
def test_labels_of_turns(text: str, labels: list[str]) -> None:
    assert [label for label, _ in found(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "Fees rise.\nAlso Read: Who Pays?\nBerg said no.\nAlso Read: What Now?\nLund said yes.\nAlso Read: Why Us?",
        "OSLO: Shares fell. Trader Eva Lund said they would.\n\nBERN: Shares rose.\n\nOSLO: Shares fell again.",
        "WINNER: The harbour, with a new crane.\n\nLOSER: The ferry.\n\nWINNER: The bridge.",
        "Starters: Soup with bread.\n\nMains: Fish from the bay.\n\nStarters: Salad of the house.",
        "DEAR EVA: My son lies to me. What now? -- SAD\n\nDEAR SAD: Ask him.\n\nDEAR EVA: I did.\n\nDEAR SAD: Again.",
        "Lund: 1,769.\n\nBerg: 1,501.\n\nLund: 547.\n\nBerg: 46.",
        "Present:\nEva Lund\nUdo Berg\n\nAbsent:\nIda Moe\n\nPresent:\nKai Roth",
    ],
)
def test_headings_links_and_salutations_are_no_turns(text: str) -> None:
    assert found(text) == []


def test_what_the_article_tells_in_between_is_no_turn() -> None:
    text = (
        "POST: Will the dam hold?\n\nBERG: It will hold, I think.\n\nThe council met on Friday. “We need money,” Eva "
        "Lund said.\n\nPOST: And then?\n\nBERG: Ask me in May.\n\nUdo Berg was born in 1961. He lives in Oslo."
    )
    assert [said for _, said in found(text)] == [
        "Will the dam hold?",
        "It will hold, I think.",
        "And then?",
        "Ask me in May.",
    ]
    rows = newsan.quotes(text, detail=True)
    assert ("Eva Lund", "“We need money,”") in set(zip(rows.speaker, rows.text, strict=True))


def test_an_answer_without_a_label_is_theirs_who_answered_before() -> None:
    text = "**Post: Why now?**\n\nEva Lund: I was bored.\n\n**And the money?**\n\nIt was never about money. I had some."
    rows = newsan.quotes(text, detail=True)
    assert list(rows.speaker) == ["Post", "Eva Lund", "interviewer", "Eva Lund"]
    assert list(rows.text)[2:] == ["And the money?", "It was never about money. I had some."]


def test_a_turn_is_as_sure_as_its_paragraphs() -> None:
    rows = newsan.quotes(
        "Q: Why?\n\nA: We saw rain.\n\nIt fell on the roofs of the old town.\n\nWe ran.\n\nQ: And?\n\nA: No.",
        detail=True,
    )
    assert list(rows.confidence) == [0.95, 0.7, 0.95, 0.95]


def test_the_time_grows_with_the_text_and_not_with_its_square() -> None:
    def seconds(n: int) -> float:
        text = "Q: Why?\nA: I know.\n" * n
        borders = paragraphs(text)
        begun = process_time()
        turns(text, borders)
        return process_time() - begun

    assert any(seconds(8_000) < 20 * max(seconds(1_000), 0.01) for _ in range(5))


def test_lines_that_lead_to_other_articles_say_nothing() -> None:
    text = "Fees rise.\nAlso Read: How the Fee Was Set\n“We will leave,” Eva Lund said.\nRead more: Lund says no"
    assert list(newsan.quotes(text, detail=True).speaker) == ["Eva Lund"]
