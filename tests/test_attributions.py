"""Attributions: where what the model links and the quotation marks meet."""

from __future__ import annotations

from typing import Any

import pytest

from analyzers.quotes import quotes
from newsan import annotate
from newsan.document import Attribution
from tests.attributed import attributed
from tests.cases_of import load


def pieces(text: str, attribution: Attribution) -> list[str]:
    return [text[a:b] for a, b in attribution.content]


def test_content_takes_the_whole_quotation_with_its_marks() -> None:
    text = "“We will not pay, now or ever,” Ellis said."
    (one,) = attributed(text, ("Ellis", "said", ["We will not pay, now"]))
    assert pieces(text, one) == ["“We will not pay, now or ever,”"]
    assert one.kind == "direct"


def test_content_that_touches_a_quotation_leaves_it() -> None:
    text = "Ellis said it was over. “We will not pay, now or ever,” she added."
    first, second = attributed(
        text, ("Ellis", "said", ["it was over. “We"]), ("she", "added", ["will not pay, now or ever,”"])
    )
    assert pieces(text, first) == ["it was over."]
    assert pieces(text, second) == ["“We will not pay, now or ever,”"]
    assert (first.kind, second.kind) == ("indirect", "direct")


def test_further_paragraphs_of_a_quotation_come_along() -> None:
    text = "Ellis said: “It was dark.\n“We could not see.”\nNobody answered."
    (one,) = attributed(text, ("Ellis", "said", ["“It was dark."]))
    assert pieces(text, one) == ["“It was dark.", "“We could not see.”"]
    assert one.kind == "direct"


def test_a_quotation_split_by_its_cue_is_one() -> None:
    text = "“It was dark,” Ellis said. “We could not see.”"
    (one,) = attributed(text, ("Ellis", "said", ["“It was dark,”"]))
    assert pieces(text, one) == ["“It was dark,”", "“We could not see.”"]


def test_a_quotation_after_a_mixed_one_joins_it() -> None:
    text = (
        "It was “dark as a mine”, Ellis said after the storm had passed over Leeds; nobody moved. “We could not see.”"
    )
    (one,) = attributed(text, ("Ellis", "said", ["It was “dark as a mine”"]))
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
    (one,) = attributed(text, *model)
    assert one.source is not None
    assert text[slice(*one.source)] == speaker
    assert pieces(text, one) == [quotation]


def test_what_is_broken_off_goes_on_with_its_speaker() -> None:
    text = "“If it rains,” Ellis said, while Hall told them to go, and the others waited outside, “we stay at home.”"
    (one,) = attributed(text, ("Ellis", "said", ["“If it rains,”"]), ("Hall", "told", ["“we stay at home.”"]))
    assert pieces(text, one) == ["“If it rains,”", "“we stay at home.”"]


def test_what_is_told_outside_the_marks_of_a_form_is_not_said() -> None:
    text = "“You winning?” Ellis said, but Hall was asleep."
    (one,) = attributed(text, ("Ellis", "said", ["“You winning?”", "but Hall was asleep"]))
    assert pieces(text, one) == ["“You winning?”"]


def test_content_that_runs_into_a_quotation_gets_all_of_it() -> None:
    text = "Ellis said the road would be “the longest, the widest and the dearest ever built in Leeds”."
    (one,) = attributed(text, ("Ellis", "said", ["the road would be “the"]))
    assert pieces(text, one) == ["the road would be “the longest, the widest and the dearest ever built in Leeds”"]


@pytest.mark.parametrize("dash", ["—", "― ", "-- ", "\n– "])
def test_a_signed_quotation(dash: str) -> None:
    text = f"“We could not see the road ahead.” {dash}Ana van der Berg, a farmer\nAnother line follows."
    (one,) = attributed(text)
    assert one.source is not None
    assert text[slice(*one.source)] == "Ana van der Berg, a farmer"
    assert (one.kind, one.rule) == ("direct", "signature")


def test_a_dash_and_a_clause_are_no_signature() -> None:
    (one,) = attributed(
        "“We could not see the road ahead.” — That was all they heard from the mountain that night\nMore."
    )
    assert one.source is None


def test_a_cue_reaches_no_quotation_two_paragraphs_off() -> None:
    text = "“It was dark,” Ellis said.\nThe road was closed.\nHall came late. “We could not see the road at all.”"
    first, alone = attributed(text, ("Ellis", "said", ["“It was dark,”", "“We could not see the road at all.”"]))
    assert (pieces(text, first), alone.source) == (["“It was dark,”"], None)


def test_the_sentence_that_goes_on_behind_a_quotation_has_its_cue() -> None:
    text = "“It was dark,” Ellis said. “We were sent” into the night, Hall said."
    first, second = attributed(
        text, ("Ellis", "said", ["“It was dark,”", "“We were sent"]), ("Hall", "said#2", ["into the night"])
    )
    assert (pieces(text, first), pieces(text, second)) == (["“It was dark,”"], ["“We were sent”", "into the night"])


def test_what_follows_in_the_paragraph_goes_on_with_what_is_told() -> None:
    text = "Ellis denied that she had seen the road. “It was dark.”"
    (one,) = attributed(text, ("Ellis", "denied", ["that she had seen the road"]))
    assert (pieces(text, one)[-1], one.kind) == ("“It was dark.”", "mixed")


@pytest.mark.parametrize("name", ["“Law and order”", "“The long pier.”", "“Stay or pay!”"])
def test_a_short_quotation_needs_a_cue(name: str) -> None:
    assert attributed(f"Hall had left the hall by noon.\n{name}\nEllis stayed.") == []


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
    made = attributed(text, ("Ellis", cue, [text[: text.index("”") + 1]]))
    assert len(made) == n


def test_a_quotation_in_a_new_paragraph_stands_for_itself() -> None:
    text = "“It was dark,” Ellis said. Hall stayed.\n“We could not see the road ahead.”"
    _, alone = attributed(text, ("Ellis", "said", ["“It was dark,”"]))
    assert pieces(text, alone) == ["“We could not see the road ahead.”"]
    assert (alone.source, alone.cue, alone.kind, alone.rule) == (None, None, "direct", "marks")


def test_titles_and_terms_are_no_quotations() -> None:
    assert attributed("She read the novel “The Grapes of Wrath” on the so-called “love train” to Leeds.") == []


def test_an_auxiliary_alone_is_no_cue() -> None:
    assert attributed("Ellis could back the Harbour Union.", ("Ellis", "could", ["back the Harbour Union"])) == []


def test_mixed() -> None:
    text = "Ellis said the plan was “dead on arrival” in Congress."
    (one,) = attributed(text, ("Ellis", "said", ["the plan was “dead on arrival” in Congress"]))
    assert one.kind == "mixed"


def test_who_spoke_about_something_is_the_source_of_the_words_behind_it() -> None:
    text = "Ellis responded to the concerns of Hall. “We could not see the road ahead at all.”"
    deed, words = attributed(text, ("Ellis", "responded to", ["the concerns of Hall"]))
    assert (deed.act, words.act, words.source) == ("thought", "speech", deed.source)


def test_content_ends_with_a_word() -> None:
    text = "Ellis slammed Hall for leaving early, to be at home."
    (one,) = attributed(text, ("Ellis", "slammed", [" Hall for leaving early,"]))
    assert pieces(text, one) == ["Hall for leaving early"]


def test_a_quotation_within_a_sentence_goes_on_with_what_is_before_it() -> None:
    text = "Hall feared that it “could be dark”, too.\nEllis spoke: “It was dark.”"
    first, second = attributed(
        text, ("Hall", "feared", ["that it"]), ("Ellis", "spoke", ["“could be dark”, too", "“It was dark.”"])
    )
    assert pieces(text, first) == ["that it", "“could be dark”"]
    assert pieces(text, second) == ["“It was dark.”"]


def test_the_sentence_of_a_quotation_comes_before_the_form_behind_it() -> None:
    text = "Asked whether Hall had “the strength to stay,” most people said no."
    asked, said = attributed(text, (None, "Asked", ["whether Hall had “the"]), ("most people", "said", ["no"]))
    assert pieces(text, asked) == ["whether Hall had “the strength to stay,”"]
    assert pieces(text, said) == ["no"]


def test_what_stands_between_dashes_is_passed_over() -> None:
    text = "Speaker Ellis commented on the matter — which Hall noted as a novelty — “It was dark in the hall.”"
    other, one = attributed(
        text, ("Speaker Ellis", "commented on", ["the matter"]), ("Hall", "noted", ["as a novelty", "“It was dark"])
    )
    assert pieces(text, one)[-1] == "“It was dark in the hall.”"
    assert pieces(text, other) == ["as a novelty"]


def test_crumbs_and_noise_are_no_content() -> None:
    text = (
        "The report, which was expected early, was said to blame Ellis. Hall said so. Ellis feared that it would rain."
    )
    found_here = attributed(
        text,
        (None, "was expected", ["The", "which", "early"]),
        ("Hall", "said", ["so"]),
        ("Ellis", "feared", ["it", "would rain"]),
    )
    assert [pieces(text, one) for one in found_here] == [["so"], ["would rain"]]


def test_a_long_apposition_between_quotation_and_cue_is_passed_over() -> None:
    text = "“It was dark,” Ann Ellis, who has led the harbour board in the town of Leeds since the spring, said."
    (one,) = attributed(text, ("Ann Ellis", "said", []))
    assert (pieces(text, one), text[slice(*one.source or (0, 0))]) == (["“It was dark,”"], "Ann Ellis")


@pytest.mark.parametrize(("held", "is_whole"), [("will not pay now or ever", True), ("now or ever", False)])
def test_content_that_holds_most_of_a_quotation_takes_all_of_it(held: str, is_whole: bool) -> None:
    text = "Ellis smiled. “We here in Leeds will not pay now or ever.” Nobody spoke."
    said = attributed(text, ("Ellis", "smiled", [held]))
    assert [bool(one.source) for one in said] == [is_whole]
    assert pieces(text, said[0]) == ["“We here in Leeds will not pay now or ever.”"]


def test_a_form_makes_a_report_surer_than_the_model_is() -> None:
    text = "“We will not pay, now or ever,” Ellis said."
    (one,) = attributed(text, ("Ellis", "said", ["We will not pay, now"]))
    assert (one.rule, one.confidence) == ("model+form", 0.9)


def test_a_quotation_behind_a_comma_does_not_go_on_with_the_words_before_it() -> None:
    text = "Ellis feared it would be dark, “and so it was for all of us,” Hall said."
    ellis, hall = attributed(text, ("Ellis", "feared", ["it would be dark,"]), ("Hall", "said", ["and so it was"]))
    assert (pieces(text, ellis), pieces(text, hall)) == (["it would be dark"], ["“and so it was for all of us,”"])


@pytest.mark.parametrize("case", load("quotations"), ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    """Whole texts, read by the real model: whose the words are, and words that are nobody's."""
    found = list(quotes(annotate(case["text"])))
    for wanted in case["rows"]:
        cells = [{name: getattr(row, name) for name in wanted if name != "words"} for row in found]
        assert {name: cell for name, cell in wanted.items() if name != "words"} in [
            cell for cell, row in zip(cells, found, strict=True) if wanted["words"] in row.text
        ]
    assert not [row.text for row in found for words in case["none"] if words in row.text]


def test_a_clause_before_a_cue_that_holds_nothing_is_its_content() -> None:
    text = "The driver threatened to burn a van, prosecutors allege. On Monday, prosecutors said."
    (one,) = attributed(text, ("prosecutors", "allege", []), ("prosecutors#2", "said", []))
    assert pieces(text, one) == ["The driver threatened to burn a van"]


def test_whose_words_they_are_is_not_a_quotation() -> None:
    (one,) = attributed(
        "“Never,” Moe said, according to Lee.", ("Moe", "said", ["“Never,”"]), ("Lee", "according to", ["Moe said"])
    )
    assert one.source == (9, 12)


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("The dealer threatened to burn the boat, prosecutors allege.", "prosecutors", "The dealer threatened to burn"),
        ("“The crane will stand for a year,” Ada Moss reckoned.", "Ada Moss", "“The crane will stand"),
        ("The fire may spread, said a clerk at the quay.", "a clerk at the quay", "The fire may spread"),
    ],
)
def test_a_report_is_speech_and_its_source_s(text: str, source: str, said: str) -> None:
    (one,) = quotes(annotate(text))
    assert (one.source, one.text[: len(said)]) == (source, said)
