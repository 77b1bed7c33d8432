"""Where the source of an attribution begins and ends."""

from __future__ import annotations

import pytest

from newsan.document import Entity, Mention
from newsan.language.index import index_of
from newsan.language.layout.page import page
from newsan.language.quotations.source_spans import whole_words
from newsan.language.quotations.whole_sources import with_whole_sources
from newsan.language.speakers.joint import spoken_together
from tests.attributed import attributed
from tests.documents import span_of


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We could not see the road,” said Mr. J. Hall in Leeds. Ellis had left.", "Mr. J. Hall"),
        ("“Could we see the road?” asked the mayor of Leeds, a farmer. Ellis had left.", "the mayor of Leeds"),
        ("“We could not see the road,” said in a letter by Ellis. Hall had left.", "Ellis"),
        ("Of the road, ''a dark one,'' said Hall, nothing was seen. Ellis had left.", "Ellis"),
    ],
)
def test_the_subject_of_said_stands_behind_it(text: str, speaker: str) -> None:
    cue = "asked" if "asked" in text else "said"
    marked = text[text.index("“") : text.index("”") + 1] if "“" in text else "''a dark one,''"
    (one,) = attributed(text, ("Ellis", cue, [marked]))
    assert one.source is not None
    assert text[slice(*one.source)] == speaker


def test_there_were_reports_has_the_reports_for_its_source() -> None:
    text = "There were new reports that Ellis had left. There were fears that Hall had stayed."
    told, feared = attributed(
        text,
        (None, "were new reports", ["that Ellis had left"]),
        (None, "were fears", ["that Hall had stayed"]),
    )
    assert told.source is not None
    assert text[slice(*told.source)] == "new reports"
    assert feared.source is None


@pytest.mark.parametrize(
    ("behind", "speaker"), [("police.", "police"), ("Mr. Ellis, a farmer.", "Mr. Ellis"), ("which Ellis fell.", "Hall")]
)
def test_who_stands_behind_according_to_is_the_source(behind: str, speaker: str) -> None:
    text = f"The governor of Leeds, Hall, left. The road was dark, according to {behind}"
    (one,) = attributed(text, ("Hall", "according to", ["The road was dark"]))
    assert one.source is not None
    assert text[slice(*one.source)] == speaker


def test_nobody_is_the_it_of_it_was_reported() -> None:
    text = "It was reported that Ellis had left. It said that Hall had stayed."
    nobody, somebody = attributed(
        text, ("It", "was reported", ["that Ellis had left"]), ("It#2", "said", ["that Hall had stayed"])
    )
    assert nobody.source is None
    assert somebody.source is not None


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("the U.S. officials said", "U", "U.S."),
        ("Another U.S. military official said", ". military official", "U.S. military official"),
        ("the vice-president said", "president", "vice-president"),
        ("“Ellis said", "Ellis", "Ellis"),
        ("told Ellis. Hall", "Ellis", "Ellis"),
        ("all.\nEllis said", "Ellis", "Ellis"),
    ],
)
def test_a_source_has_whole_words(text: str, cut: str, whole: str) -> None:
    assert text[slice(*whole_words(text, span_of(text, cut)))] == whole


def test_one_source_is_as_long_everywhere() -> None:
    text = "A clerk for the bank said it was shut and urged Hall to wait."
    said, urged = attributed(
        text, ("A clerk for the bank", "said", ["it was shut"]), ("A clerk", "urged", ["Hall to wait"])
    )
    assert said.source == urged.source == span_of(text, "A clerk for the bank")


def test_a_source_does_not_reach_into_what_it_says() -> None:
    text = "Hall said Ellis had left, and Ellis denied it loudly."
    said, _ = attributed(text, ("Hall", "said", ["Ellis had left"]), ("Hall said Ellis", "denied", ["it loudly"]))
    assert said.source == span_of(text, "Hall")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "found", "pieces"),
    [
        ("The jury was told that it was open.", "The jury", "was told", "that it was open", None, ["that it was open"]),
        ("The firm is said to have left.", "The firm", "is said", "to have left", None, ["The firm", "to have left"]),
        ("Moe was blamed for the fire.", "Moe", "was blamed for", "the fire", None, ["the fire"]),
        ("Moe was prompted to say it rained.", "Moe", "was prompted to say", "it rained", "Moe", ["it rained"]),
        ("Moe was quoted as saying it rained.", "Moe", "was quoted as saying", "it rained", "Moe", ["it rained"]),
        ("Moe AM said that it rained.", "Moe AM", "said", "that it rained", "Moe AM", ["that it rained"]),
        ("The crew were told it rained by Moe.", "Moe", "were told", "it rained", "Moe", ["it rained"]),
    ],
)
def test_the_subject_of_a_passive_of_uttering_is_no_source(
    text: str, source: str, cue: str, content: str, found: str | None, pieces: list[str]
) -> None:
    (one,) = attributed(text, (source, cue, [content]))
    assert (text[slice(*one.source)] if one.source else None) == found
    assert [text[slice(*span)] for span in one.content] == pieces


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ("A banker who hides because talks are private said it was low.", "talks are private", "A banker"),
        ("On Monday, two aides, speaking anonymously because it is late, said it was low.", "it is late", "two aides"),
        ("A banker who left because of the price said it was low.", "A banker who left because of the price", None),
        ("Ann Lee, who is the mayor, said it was low.", "Ann Lee, who is the mayor", None),
    ],
)
def test_a_clause_is_no_source(text: str, source: str, found: str | None) -> None:
    (one,) = attributed(text, (source, "said", ["it was low"]))
    assert one.source
    assert text[slice(*one.source)] == (found or source)


@pytest.mark.parametrize(
    ("text", "source", "cue", "whole"),
    [
        ("Ellis fans in Hull, angry, vow to stay.", "Ellis fans in Hull", "vow", "Ellis fans in Hull"),
        ("Prices fell and polling shows that Ellis had left.", "polling", "shows", "polling"),
        ("Police in Hull, where Ellis lives, said he had left.", "Ellis lives", "said", "Police in Hull"),
        ("In Hull, where Ellis lives, police said he had left.", "police", "said", "police"),
        ("Hall, Ellis, and nurses told him he had left.", "and nurses", "told", "nurses"),
        ("The poll released Friday showed he had left.", "poll released Friday", "showed", "The poll released Friday"),
        ("Some say that Ellis had left.", "Some", "say", "Some"),
        ("Ellis reportedly had left.", "Ellis", "reportedly", None),
        ("Ellis reportedly said he had left.", "Ellis", "reportedly said", "Ellis"),
    ],
)
def test_a_source_is_a_noun_phrase_of_its_own(text: str, source: str, cue: str, whole: str | None) -> None:
    content = text[text.index(cue) + len(cue) + 1 :]
    (one,) = with_whole_sources(index_of(page(text), ()), attributed(text, (source, cue, [content])))
    assert (one.source and text[slice(*one.source)]) == whole


def test_a_lone_noun_for_one_person_has_the_body_before_it() -> None:
    text = "A Hull District Court judge denied bail. After the Hull District Court guards said it was late."
    court = Entity("Hull District Court", "org", tuple(Mention(a, a + 19, "org", 0.9) for a in (2, 51)))
    said = attributed(text, ("judge", "denied", ["bail"]), ("guards", "said", ["it was late"]))
    whole = with_whole_sources(index_of(page(text), (court,)), said)
    assert [text[slice(*one.source)] for one in whole if one.source] == ["A Hull District Court judge", "guards"]


def test_all_names_of_a_list_speak_where_the_source_is_the_last_one() -> None:
    text = "On Tuesday the four, Alan Ek, Bo Lee, Cora Dahl and Dora Marsh staged a protest, saying it was late."
    names = ("Alan Ek", "Bo Lee", "Cora Dahl", "Dora Marsh")
    people = [Entity(name, "person", (Mention(*span_of(text, name), "person", 0.9),)) for name in names]
    together = spoken_together(index_of(page(text), people), span_of(text, "Dora Marsh"), 3)
    assert [text[one.start : one.end] for one in together] == list(names[:3])
