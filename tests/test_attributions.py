"""Attributions: where what the model links and the quotation marks meet."""

from __future__ import annotations

import pytest

from newsan.document import Attribution
from newsan.language.layout.page import page
from newsan.language.model.links import Link
from newsan.language.quotations.acts import act_of_marked
from newsan.language.quotations.attributions import attributions
from newsan.language.quotations.source_spans import whole_words
from tests.documents import span_of


def found(text: str, *links: tuple[str | None, str, list[str]]) -> list[Attribution]:
    """The attributions of a text for links given as words: source, cue, content."""
    made = [
        Link(
            span_of(text, cue), span_of(text, source) if source else None, tuple(span_of(text, c) for c in content), 0.9
        )
        for source, cue, content in links
    ]
    return attributions(page(text), made)


def pieces(text: str, attribution: Attribution) -> list[str]:
    return [text[a:b] for a, b in attribution.content]


def test_content_takes_the_whole_quotation_with_its_marks() -> None:
    text = "“We will not pay, now or ever,” Ellis said."
    (one,) = found(text, ("Ellis", "said", ["We will not pay, now"]))
    assert pieces(text, one) == ["“We will not pay, now or ever,”"]
    assert one.kind == "direct"


def test_content_that_touches_a_quotation_leaves_it() -> None:
    text = "Ellis said it was over. “We will not pay, now or ever,” she added."
    first, second = found(
        text, ("Ellis", "said", ["it was over. “We"]), ("she", "added", ["will not pay, now or ever,”"])
    )
    assert pieces(text, first) == ["it was over."]
    assert pieces(text, second) == ["“We will not pay, now or ever,”"]
    assert (first.kind, second.kind) == ("indirect", "direct")


def test_further_paragraphs_of_a_quotation_come_along() -> None:
    text = "Ellis said: “It was dark.\n“We could not see.”\nNobody answered."
    (one,) = found(text, ("Ellis", "said", ["“It was dark."]))
    assert pieces(text, one) == ["“It was dark.", "“We could not see.”"]
    assert one.kind == "direct"


def test_a_quotation_split_by_its_cue_is_one() -> None:
    text = "“It was dark,” Ellis said. “We could not see.”"
    (one,) = found(text, ("Ellis", "said", ["“It was dark,”"]))
    assert pieces(text, one) == ["“It was dark,”", "“We could not see.”"]


def test_a_quotation_after_a_mixed_one_joins_it() -> None:
    text = (
        "It was “dark as a mine”, Ellis said after the storm had passed over Leeds; nobody moved. “We could not see.”"
    )
    (one,) = found(text, ("Ellis", "said", ["It was “dark as a mine”"]))
    assert pieces(text, one)[-1] == "“We could not see.”"
    assert (one.kind, one.rule) == ("mixed", "model+marks")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It was dark,” Ellis said. Hall told them all.", "Ellis"),
        ("“It was dark,” said Ellis. Hall told them all.", "Ellis"),
        ("“Was it dark?” asked Ellis, whom Hall told nothing.", "Ellis"),
        ("Hall told them. Then Ellis said: “It was dark.”", "Ellis"),
        ("Hall told them all.\nEllis said:\n“It was dark.”", "Ellis"),
        ("“It was dark,” Hall, an aide to the mayor of Leeds, told reporters. Ellis said no.", "Hall"),
    ],
)
def test_the_form_of_the_sentence_decides_whose_quotation_it_is(text: str, speaker: str) -> None:
    quotation = text[text.index("“") : text.index("”") + 1]
    cues = {"Ellis": next(cue for cue in ("said", "asked") if cue in text), "Hall": "told"}
    wrong = next(name for name in cues if name != speaker)
    model = [(name, cue, [quotation] if name == wrong else []) for name, cue in cues.items()]
    (one,) = found(text, *model)
    assert one.source is not None
    assert text[slice(*one.source)] == speaker
    assert pieces(text, one) == [quotation]


def test_what_is_broken_off_goes_on_with_its_speaker() -> None:
    text = "“If it rains,” Ellis said, while Hall told them to go, and the others waited outside, “we stay at home.”"
    (one,) = found(text, ("Ellis", "said", ["“If it rains,”"]), ("Hall", "told", ["“we stay at home.”"]))
    assert pieces(text, one) == ["“If it rains,”", "“we stay at home.”"]


def test_what_is_told_outside_the_marks_of_a_form_is_not_said() -> None:
    text = "“You winning?” Ellis said, but Hall was asleep."
    (one,) = found(text, ("Ellis", "said", ["“You winning?”", "but Hall was asleep"]))
    assert pieces(text, one) == ["“You winning?”"]


def test_content_that_runs_into_a_quotation_gets_all_of_it() -> None:
    text = "Ellis said the road would be “the longest, the widest and the dearest ever built in Leeds”."
    (one,) = found(text, ("Ellis", "said", ["the road would be “the"]))
    assert pieces(text, one) == ["the road would be “the longest, the widest and the dearest ever built in Leeds”"]


@pytest.mark.parametrize("dash", ["—", "― ", "-- ", "\n– "])
def test_a_signed_quotation(dash: str) -> None:
    text = f"“We could not see the road ahead.” {dash}Ana van der Berg, a farmer\nAnother line follows."
    (one,) = found(text)
    assert one.source is not None
    assert text[slice(*one.source)] == "Ana van der Berg, a farmer"
    assert (one.kind, one.rule) == ("direct", "signature")


def test_a_dash_and_a_clause_are_no_signature() -> None:
    (one,) = found("“We could not see the road ahead.” — That was all they heard from the mountain that night\nMore.")
    assert one.source is None


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
    (one,) = found(text, ("Ellis", cue, [marked]))
    assert one.source is not None
    assert text[slice(*one.source)] == speaker


def test_a_cue_reaches_no_quotation_two_paragraphs_off() -> None:
    text = "“It was dark,” Ellis said.\nThe road was closed.\nHall came late. “We could not see the road at all.”"
    first, alone = found(text, ("Ellis", "said", ["“It was dark,”", "“We could not see the road at all.”"]))
    assert (pieces(text, first), alone.source) == (["“It was dark,”"], None)


def test_the_sentence_that_goes_on_behind_a_quotation_has_its_cue() -> None:
    text = "“It was dark,” Ellis said. “We were sent” into the night, Hall said."
    first, second = found(
        text, ("Ellis", "said", ["“It was dark,”", "“We were sent"]), ("Hall", "said#2", ["into the night"])
    )
    assert (pieces(text, first), pieces(text, second)) == (["“It was dark,”"], ["“We were sent”", "into the night"])


def test_what_follows_in_the_paragraph_goes_on_with_what_is_told() -> None:
    text = "Ellis denied that she had seen the road. “It was dark.”"
    (one,) = found(text, ("Ellis", "denied", ["that she had seen the road"]))
    assert (pieces(text, one)[-1], one.kind) == ("“It was dark.”", "mixed")


@pytest.mark.parametrize("name", ["“Law and order”", "“The long pier.”", "“Stay or pay!”"])
def test_a_short_quotation_needs_a_cue(name: str) -> None:
    assert found(f"Hall had left the hall by noon.\n{name}\nEllis stayed.") == []


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("“It was dark,” Ellis said.\n“We could not see the road ahead.”", 1),
        ("“It was dark,” Ellis said in Leeds.\n“We could not.”", 1),
        ("“Was it dark?” Ellis asked.\n“We could not see the road ahead at all.”", 1),
        ("“Was it dark?”, Ellis asked.\nHall had left. “We could not see the road ahead at all.”", 2),
        ('“It was dark,” Ellis said.\n"We could not see the road ahead at all."', 2),
        ("“It was dark,” Ellis said. Hall had left.\n“We could not see the road ahead at all.”", 2),
    ],
)
def test_a_quotation_that_fills_the_next_paragraph_goes_on(text: str, n: int) -> None:
    cue = "asked" if "asked" in text else "said"
    made = found(text, ("Ellis", cue, [text[: text.index("”") + 1]]))
    assert len(made) == n


def test_a_quotation_in_a_new_paragraph_stands_for_itself() -> None:
    text = "“It was dark,” Ellis said. Hall stayed.\n“We could not see the road ahead.”"
    _, alone = found(text, ("Ellis", "said", ["“It was dark,”"]))
    assert pieces(text, alone) == ["“We could not see the road ahead.”"]
    assert (alone.source, alone.cue, alone.kind, alone.rule) == (None, None, "direct", "marks")


def test_titles_and_terms_are_no_quotations() -> None:
    assert found("She read the novel “The Grapes of Wrath” on the so-called “love train” to Leeds.") == []


def test_mixed() -> None:
    text = "Ellis said the plan was “dead on arrival” in Congress."
    (one,) = found(text, ("Ellis", "said", ["the plan was “dead on arrival” in Congress"]))
    assert one.kind == "mixed"


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
]


@pytest.mark.parametrize(
    ("cue", "content", "act"), [(*one, "speech") for one in SAID] + [(*one, "thought") for one in TOLD]
)
def test_a_deed_or_feeling_is_told_and_speech_is_reported(cue: str, content: str, act: str) -> None:
    (one,) = found(f"Hall {cue} {content}.", ("Hall", cue, [content]))
    assert one.act == act


def test_what_an_article_says_of_itself_is_nobodys_speech() -> None:
    text = "This article originally said that the pier had closed."
    (one,) = found(text, ("This article", "originally said", ["that the pier had closed"]))
    assert one.act == "thought"


def test_a_report_without_marks_is_as_sure_as_link_and_speech_together() -> None:
    (said,) = found("Hall said that the pier was safe.", ("Hall", "said", ["that the pier was safe"]))
    (vague,) = found("Hall announced the deal.", ("Hall", "announced", ["the deal"]))
    assert vague.confidence < said.confidence


def test_who_spoke_about_something_is_the_source_of_the_words_behind_it() -> None:
    text = "Ellis responded to the concerns of Hall. “We could not see the road ahead at all.”"
    deed, words = found(text, ("Ellis", "responded to", ["the concerns of Hall"]))
    assert (deed.act, words.act, words.source) == ("thought", "speech", deed.source)


def test_there_were_reports_has_the_reports_for_its_source() -> None:
    text = "There were new reports that Ellis had left. There were fears that Hall had stayed."
    told, feared = found(
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
    (one,) = found(text, ("Hall", "according to", ["The road was dark"]))
    assert one.source is not None
    assert text[slice(*one.source)] == speaker


def test_content_ends_with_a_word() -> None:
    text = "Ellis slammed Hall for leaving early, to be at home."
    (one,) = found(text, ("Ellis", "slammed", [" Hall for leaving early,"]))
    assert pieces(text, one) == ["Hall for leaving early"]


@pytest.mark.parametrize(("cue", "confidence", "n"), [("backed", 0.01, 0), ("backed", 0.9, 1), ("said", 0.01, 1)])
def test_a_deed_must_be_likely(cue: str, confidence: float, n: int) -> None:
    text = f"Ellis {cue} that the pier should stay."
    link = Link(span_of(text, cue), (0, 5), (span_of(text, "that the pier should stay"),), confidence)
    assert len(attributions(page(text, spoken=False), [link])) == n


def test_a_quotation_within_a_sentence_goes_on_with_what_is_before_it() -> None:
    text = "Hall feared that it “could be dark”, too.\nEllis spoke: “It was dark.”"
    first, second = found(
        text, ("Hall", "feared", ["that it"]), ("Ellis", "spoke", ["“could be dark”, too", "“It was dark.”"])
    )
    assert pieces(text, first) == ["that it", "“could be dark”"]
    assert pieces(text, second) == ["“It was dark.”"]


def test_the_sentence_of_a_quotation_comes_before_the_form_behind_it() -> None:
    text = "Asked whether Hall had “the strength to stay,” most people said no."
    asked, said = found(text, (None, "Asked", ["whether Hall had “the"]), ("most people", "said", ["no"]))
    assert pieces(text, asked) == ["whether Hall had “the strength to stay,”"]
    assert pieces(text, said) == ["no"]


def test_what_stands_between_dashes_is_passed_over() -> None:
    text = "Speaker Ellis commented on the matter — which Hall noted as a novelty — “It was dark in the hall.”"
    other, one = found(
        text, ("Speaker Ellis", "commented on", ["the matter"]), ("Hall", "noted", ["as a novelty", "“It was dark"])
    )
    assert pieces(text, one)[-1] == "“It was dark in the hall.”"
    assert pieces(text, other) == ["as a novelty"]


def test_nobody_is_the_it_of_it_was_reported() -> None:
    text = "It was reported that Ellis had left. It said that Hall had stayed."
    nobody, somebody = found(
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
    said, urged = found(text, ("A clerk for the bank", "said", ["it was shut"]), ("A clerk", "urged", ["Hall to wait"]))
    assert said.source == urged.source == span_of(text, "A clerk for the bank")


def test_a_source_does_not_reach_into_what_it_says() -> None:
    text = "Hall said Ellis had left, and Ellis denied it loudly."
    said, _ = found(text, ("Hall", "said", ["Ellis had left"]), ("Hall said Ellis", "denied", ["it loudly"]))
    assert said.source == span_of(text, "Hall")


def test_crumbs_and_noise_are_no_content() -> None:
    text = (
        "The report, which was expected early, was said to blame Ellis. Hall said so. Ellis feared that it would rain."
    )
    found_here = found(
        text,
        (None, "was expected", ["The", "which", "early"]),
        ("Hall", "said", ["so"]),
        ("Ellis", "feared", ["it", "would rain"]),
    )
    assert [pieces(text, one) for one in found_here] == [["so"], ["would rain"]]


def test_a_long_apposition_between_quotation_and_cue_is_passed_over() -> None:
    text = "“It was dark,” Ann Ellis, who has led the harbour board in the town of Leeds since the spring, said."
    (one,) = found(text, ("Ann Ellis", "said", []))
    assert (pieces(text, one), text[slice(*one.source or (0, 0))]) == (["“It was dark,”"], "Ann Ellis")


@pytest.mark.parametrize(("held", "is_whole"), [("will not pay now or ever", True), ("now or ever", False)])
def test_content_that_holds_most_of_a_quotation_takes_all_of_it(held: str, is_whole: bool) -> None:
    text = "Ellis smiled. “We here in Leeds will not pay now or ever.” Nobody spoke."
    said = found(text, ("Ellis", "smiled", [held]))
    assert [bool(one.source) for one in said] == [is_whole]
    assert pieces(text, said[0]) == ["“We here in Leeds will not pay now or ever.”"]


def test_a_form_makes_a_report_surer_than_the_model_is() -> None:
    text = "“We will not pay, now or ever,” Ellis said."
    (one,) = found(text, ("Ellis", "said", ["We will not pay, now"]))
    assert (one.rule, one.confidence) == ("model+form", 0.9)


def test_a_quotation_behind_a_comma_does_not_go_on_with_the_words_before_it() -> None:
    text = "Ellis feared it would be dark, “and so it was for all of us,” Hall said."
    ellis, hall = found(text, ("Ellis", "feared", ["it would be dark,"]), ("Hall", "said", ["and so it was"]))
    assert (pieces(text, ellis), pieces(text, hall)) == (["it would be dark"], ["“and so it was for all of us,”"])
