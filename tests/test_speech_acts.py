"""Whether an attribution is speech, or a thought or deed that nobody need have uttered."""

from __future__ import annotations

import pytest

from newsan.language.layout.page import page
from newsan.language.model.links import Link
from newsan.language.quotations.acts import act_of_marked
from newsan.language.quotations.attributions import attributions
from tests.attributed import attributed
from tests.documents import span_of


@pytest.mark.parametrize(
    ("cue", "expected"),
    [("launched", "speech"), ("also fears", "thought"), ("believed in", "thought"), ("said he feared", "speech")],
)
def test_what_stands_in_marks_is_speech_unless_its_cue_is_of_thinking(cue: str, expected: str) -> None:
    assert act_of_marked(cue) == expected


SAID = [
    ("said", "that the pier was safe"),
    ("argued", "that the seabed was theirs"),
    ("slammed", "Norland for denying its request"),
    ("denied", "that he had known"),
    ("rejected", "claims that he had known"),
    ("referred to", "Berg as a fraud"),
    ("vowed", "that the pier would stay"),
    ("asked", "for the price to be kept secret"),
    ("announced", "the deal"),
    ("threatened", "to sue the town"),
    ("issued a plea for", "calm in the streets"),
    ("issued", "a plea for calm"),
    ("made a", "new appeal for blankets"),
    ("attributed", "the delay to the frost"),
    ("called", "the bill a gift to builders"),
    ("called for", "an inquiry into the sale"),
    ("issued a statement saying", "the ferry would sail again"),
    ("warned", "residents to stay indoors"),
]
TOLD = [
    ("have argued over", "the seabed south of Porto"),
    ("slams", "Norland"),
    ("rejected", "the criticism"),
    ("disputed", "that account"),
    ("responded to", "the concerns of Norland regarding its harbours"),
    ("discussed", "the sale"),
    ("vowed", "to attack the harbour"),
    ("asked", "not to be named because of the trial"),
    ("voted to", "close the pier"),
    ("launched", "a ferry to the island"),
    ("expressed", "anger over the closure"),
    ("joked about", "the hat of his brother"),
    ("refused to make", "an appeal for blankets"),
    ("posted", "a video of the flood"),
    ("dismissed", "three claims against the builder"),
    ("proposed", "a toll on lorries"),
    ("declined to say", "who had paid for the roof"),
    ("has yet to explain", "why the lights went out"),
    ("did not reply to", "an email about the roof"),
    ("was charged with", "forging a permit"),
    ("was widely credited for", "saving the orchard"),
    ("is known for", "portraits of fishermen"),
    ("wondered", "whether the roof would hold"),
    ("learned", "that the roof was rotten"),
    ("found out", "that the roof was rotten"),
    ("shows off", "its lanterns every April"),
    ("said", "this in a letter on Friday"),
    ("tells", "the story of a fisherman"),
    ("announced", "the news"),
    ("citing", "local officials"),
]


@pytest.mark.parametrize(
    ("cue", "content", "act"), [(*one, "speech") for one in SAID] + [(*one, "thought") for one in TOLD]
)
def test_a_deed_or_feeling_is_told_and_speech_is_reported(cue: str, content: str, act: str) -> None:
    (one,) = attributed(f"Hall {cue} {content}.", ("Hall", cue, [content]))
    assert one.act == act


@pytest.mark.parametrize(
    ("source", "cue", "content", "act"),
    [
        ("Many", "would argue", "that the pier is too long", "thought"),
        ("Hall", "would argue", "that the pier is too long", "speech"),
        ("The council", "has voted against", "a “no toll” bridge", "thought"),
        ("The council", "dismissed", "the “absurd” claim", "speech"),
        ("The council", "gave", "its “deepest thanks”", "speech"),
    ],
)
def test_what_nobody_need_have_said_is_told(source: str, cue: str, content: str, act: str) -> None:
    (one,) = attributed(f"{source} {cue} {content}.", (source, cue, [content]))
    assert one.act == act


def test_the_one_who_is_asked_does_not_ask() -> None:
    text = "Hall named Bo Ek when asked to pick a partner."
    (one,) = attributed(text, ("Hall", "asked", ["to pick a partner"]))
    assert one.act == "thought"


def test_a_sentence_in_marks_behind_a_colon_is_speech_without_what_it_is_about() -> None:
    quoted = "“The idea that ships need no pilot shows that nobody has asked us.”"
    (one,) = attributed(f"Hall opposed the plan: {quoted}", ("Hall", "opposed", ["the plan", quoted]))
    assert (one.act, one.kind, len(one.content)) == ("speech", "direct", 1)


@pytest.mark.parametrize(
    ("cue", "given", "content"),
    [
        ("has said", "publicly the port is full", "the port is full"),
        ("described", "herself as a friend of the port", "a friend of the port"),
        ("said", "the port was full, but", "the port was full"),
    ],
)
def test_a_content_has_no_words_of_its_verb_and_none_that_lead_on(cue: str, given: str, content: str) -> None:
    text = f"Hall {cue} {given}"
    (one,) = attributed(text, ("Hall", cue, [given]))
    assert [text[slice(*span)] for span in one.content] == [content]


def test_what_an_article_says_of_itself_is_nobodys_speech() -> None:
    text = "This article originally said that the pier had closed."
    (one,) = attributed(text, ("This article", "originally said", ["that the pier had closed"]))
    assert one.act == "thought"


def test_a_report_without_marks_is_as_sure_as_link_and_speech_together() -> None:
    (said,) = attributed("Hall said that the pier was safe.", ("Hall", "said", ["that the pier was safe"]))
    (vague,) = attributed("Hall announced the deal.", ("Hall", "announced", ["the deal"]))
    assert vague.confidence < said.confidence


@pytest.mark.parametrize(("cue", "confidence", "n"), [("backed", 0.01, 0), ("backed", 0.9, 1), ("said", 0.01, 1)])
def test_a_deed_must_be_likely(cue: str, confidence: float, n: int) -> None:
    text = f"Ellis {cue} that the pier should stay."
    link = Link(span_of(text, cue), (0, 5), (span_of(text, "that the pier should stay"),), confidence)
    assert len(attributions(page(text, spoken=False), [link])) == n
