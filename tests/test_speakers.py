"""Resolving sources to speakers: cases in ``cases/entity_linking.json``, and what must hold for any text."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import Attribution, Entity, Mention
from newsan.language.entities.link import link
from newsan.language.index import index_of
from newsan.language.layout.interviews import turn_attributions, turns
from newsan.language.layout.page import Page
from newsan.language.layout.sentences import paragraphs
from newsan.language.quotations.whole_sources import with_whole_sources
from newsan.language.speakers.resolve import resolve
from newsan.values import EntityType
from tests.entity_cases import attributions_of, cases_with, speakers_of

WORDS = st.sampled_from(
    [
        "Ada",
        "Crane",
        "he",
        "she",
        "they",
        "it",
        "who",
        "I",
        "the minister",
        "the",
        "a",
        "report",
        "said",
        ",",
        ".",
        '"',
        "\n\n",
        "Q:",
        "’s",
        "of",
        "\ud800",
    ]
)


@pytest.mark.parametrize("case", cases_with("speakers"))
def test_case(case: dict[str, Any]) -> None:
    found = speakers_of(case)
    assert len(found) == len(attributions_of(case)) == len(case["speakers"])
    rows = [
        {name: getattr(speaker, name) for name in wanted}
        for speaker, wanted in zip(found, case["speakers"], strict=True)
    ]
    assert rows == case["speakers"]


@st.composite
def scenes(draw: st.DrawFn) -> tuple[str, list[Mention], list[Attribution]]:
    """Any words, with spans anywhere in them taken for mentions, sources, cues and contents."""
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=40)))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda s: (s[0], min(len(text), s[0] + s[1]))
    )
    places = sorted(draw(st.lists(span, max_size=4, unique=True)))
    mentions = [Mention(a, b, "person", 0.9) for i, (a, b) in enumerate(places) if i == 0 or a >= places[i - 1][1]]
    said = [
        Attribution(source, cue, tuple(sorted(content)), "direct", "speech", 0.9, "model")
        for source, cue, content in draw(
            st.lists(st.tuples(st.none() | span, st.none() | span, st.lists(span, max_size=2)), max_size=5)
        )
    ]
    return text, mentions, said


@given(scenes())
def test_one_speaker_for_each_attribution(scene: tuple[str, list[Mention], list[Attribution]]) -> None:
    text, mentions, said = scene
    borders = paragraphs(text)
    entities = link(text, mentions, borders)
    index = index_of(Page(text, borders, borders), entities)
    found = resolve(index, tuple(with_whole_sources(index, said))).attributions
    speakers = [one.speaker for one in found if one.speaker]
    assert len(speakers) == len(said)
    for speaker in speakers:
        assert (speaker.name is None) == (speaker.status == "unattributed")
        assert speaker.rule
        assert speaker.antecedent is None or 0 <= speaker.antecedent[0] < speaker.antecedent[1] <= len(text)


def test_turns_of_an_interview_cover_its_answers() -> None:
    text = "Intro.\n\nQ: Why?\n\nA: Rain.\n\nMuch rain.\n\nQ: When?\n\nA: Today."
    borders = paragraphs(text)
    said = list(turn_attributions(turns(text, borders), borders))
    assert [[text[a:b] for a, b in one.content] for one in said] == [
        ["Why?"],
        ["Rain.", "Much rain."],
        ["When?"],
        ["Today."],
    ]


def test_a_transcript_in_marks_is_an_interview_and_its_heading_no_turn() -> None:
    text = 'Hall: The pier stays.\nTranscript:\n"ELLIS: Will the pier stay?\n"HALL: It stays.\n"ELLIS: Why?"'
    found = turns(text, paragraphs(text))
    assert [text[slice(*turn.label)] for turn in found] == ["ELLIS", "HALL", "ELLIS"]


def test_an_interview_ends_where_the_text_tells_again_who_said_what() -> None:
    text = "Q: Why?\n\nA: Rain.\n\nQ: When?\n\nA: Today.\n\nAll day.\n\n“Nonsense,” the mayor told us.\n\nIt rained."
    said = turns(text, paragraphs(text))
    assert text[slice(*said[-1].said)].split() == ["Today.", "All", "day."]


@pytest.mark.parametrize(
    "text",
    [
        "Hall said:\n“A.”\nHall added:\n“B.”\nHall added:\n“C.”",
        "",
        "Time: 9 pm\nPlace: Hull\nPrice: free",
        "Image: one\nImage: two\nImage: three",
    ],
)
def test_lists_are_no_interviews(text: str) -> None:
    assert turns(text, paragraphs(text)) == ()


@pytest.mark.parametrize("source", ["’s", "'", "’s’s", "—", ",", "??", "the", "The ’s", "s’", "---"])
def test_a_source_of_crumbs_has_a_name_or_is_nobody(source: str) -> None:
    text = f"{source} said it was late."
    said = Attribution(
        (0, len(source)),
        (len(source) + 1, len(source) + 5),
        ((len(source) + 6, len(text)),),
        "indirect",
        "speech",
        0.9,
        "model",
    )
    for kind in get_args(EntityType):
        entities = [Entity("Nukari", kind, (Mention(0, len(source), kind, 0.9),))]
        for known in ([], entities):
            whole = ((0, len(text)),)
            (one,) = resolve(index_of(Page(text, whole, whole), known), [said]).attributions
            assert one.speaker and (one.speaker.name is None or one.speaker.name.strip())


def test_no_source_is_empty_wherever_it_stands_in_a_table() -> None:
    text = "Ann Lee | mayor | \t| it was late\t. Bo Ek | 59"
    index = index_of(Page(text, ((0, len(text)),), ((0, 35), (36, len(text)))), ())
    for start in range(30):
        for end in range(start + 1, 34):
            said = Attribution((start, end), (end, end + 1), ((36, 41),), "indirect", "speech", 0.9, "model")
            (whole,) = with_whole_sources(index, [said])
            assert whole.source is None or whole.source[0] < whole.source[1]
            assert resolve(index, [whole]).attributions[0].speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mill may close in June, according to a letter seen by Northwire.", "a letter seen by Northwire"),
        ("The bridge was unsafe, according to documents reviewed by Reuters.", "documents reviewed by Reuters"),
        ("A memo obtained by the Daily Beacon said that the tests had failed.", "a memo obtained by the Daily Beacon"),
        ("A poll by the Meridian Institute published on Sunday found that half support it.", "Meridian Institute"),
        ("A survey by Castor Institute released last week showed that half plan to move.", "Castor Institute"),
    ],
)
def test_a_document_belongs_to_whoever_made_it_and_not_to_whoever_has_seen_it(text: str, speaker: str) -> None:
    import newsan

    assert newsan.quotes(text)["speaker"].tolist() == [speaker]


def test_a_document_speaks_for_the_maker_whose_name_stands_before_it() -> None:
    import newsan

    text = "It kept to Castor Institute guidelines issued in June. The guidelines say that masks must be worn indoors."
    assert newsan.quotes(text, detail=True)["speaker"].tolist()[-1] == "Castor Institute"


def test_nobody_says_what_they_are_asked() -> None:
    import newsan

    text = "Asked whether he would stand again, Mayor Rex Kemp smiled and left the room. “No,” he told Ana Lind later."
    assert newsan.quotes(text, detail=True)["text"].tolist() == ["“No,”"]
    asking = "Ana Lind asked whether the pier would hold. When asked by Lind if he would resign, Kemp left."
    assert newsan.quotes(asking, detail=True)["source"].tolist()[0] == "Ana Lind"
