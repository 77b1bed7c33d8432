"""Judgements: which layer a polarity belongs to, and whose it is."""

from __future__ import annotations

from functools import partial
from typing import Any, get_args

import pytest

from newsan.document import AUTHOR, AnnotatedDocument, Attribution, Judgement, Speaker
from newsan.language.index import Index, index_of
from newsan.language.layout.page import Page
from newsan.language.model.calibration import correction, platt
from newsan.language.model.stances import Asked, Question
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.stance.allegiances import Allegiances, allegiance
from newsan.language.stance.denials import denied_from
from newsan.language.stance.judgements import LEAST, judgements
from newsan.language.stance.targets import StandIns
from newsan.values import Layer
from tests.cases_of import Case, load
from tests.documents import annotated, span_of

BAD, GOOD, EVEN, WEAK = (0.97, 0.02, 0.01), (0.01, 0.02, 0.97), (0.2, 0.6, 0.2), (0.3, 0.65, 0.05)
NONE = StandIns((), lambda _: None)
Probabilities = tuple[float, float, float]

TEXT = "Ann Lee said Bo Ek had lied. Bo Ek visited Carla Ruiz."
LEE: dict[str, Any] = {"name": "Ann Lee", "type": "person", "mentions": ["Ann Lee"]}
EK: dict[str, Any] = {"name": "Bo Ek", "type": "person", "mentions": ["Bo Ek", "Bo Ek#2"]}
RUIZ: dict[str, Any] = {"name": "Carla Ruiz", "type": "person", "mentions": ["Carla Ruiz"]}
SAID: dict[str, Any] = {
    "source": "Ann Lee",
    "cue": "said",
    "content": ["Bo Ek had lied"],
    "kind": "indirect",
    "speaker": {"name": "Ann Lee", "status": "named"},
}


def judged(*answers: tuple[Asked, str | None, str, Probabilities]) -> list[tuple[Any, ...]]:
    doc = annotated(TEXT, entities=[LEE, EK, RUIZ], attributions=[SAID])
    return [shown(j) for j in judgements(*indexed(doc), dict(map(partial(answer, doc), answers)), NONE)]


def answer(
    doc: AnnotatedDocument, given: tuple[Asked, str | None, str, Probabilities]
) -> tuple[Question, Probabilities]:
    """A question about the sentence of a target, with its answer."""
    asked, holder, words, likely = given
    text, target = doc.document.text, span_of(doc.document.text, words)
    line = next(line for line in doc.sentences if line[0] <= target[0] < line[1])
    return Question(line, line, span_of(text, holder) if holder else None, target, asked), (*likely,)


def indexed(doc: AnnotatedDocument) -> tuple[Index, tuple[Attribution, ...], ContentIndex]:
    page = Page(doc.document.text, doc.paragraphs, doc.sentences)
    return index_of(page, doc.entities), doc.attributions, ContentIndex(doc.attributions)


def shown(judgement: Judgement) -> tuple[Any, ...]:
    evidence = TEXT[judgement.start : judgement.end]
    return judgement.holder, judgement.target, judgement.layer, judgement.stance, evidence


def test_an_answer_within_what_somebody_says_is_the_speakers() -> None:
    rows = judged(("expressed", "Ann Lee", "Bo Ek", BAD))
    assert rows == [("Ann Lee", "Bo Ek", "expressed", "negative", "Ann Lee said Bo Ek had lied")]


@pytest.mark.parametrize(
    ("text", "content", "evidence"),
    [
        ("Ann Lee mentioned Bo Ek.", ["Bo Ek"], "Ann Lee mentioned Bo Ek"),
        ("Ann Lee said at noon that Bo Ek had lied to all of us.", ["that Bo Ek had lied to all of us"], ""),
        ("“Bo Ek lied,” Ann Lee said, “to us and others.”", ["“Bo Ek lied,”", "“to us and others.”"], "all"),
        ("Ann Lee was angry. “Bo Ek lied.”", ["“Bo Ek lied.”"], ""),
    ],
    ids=["a name alone with the cue", "a clause alone", "both parts of a sentence", "nothing of another sentence"],
)  # fmt: skip
def test_evidence(text: str, content: list[str], evidence: str) -> None:
    source, cue = "Ann Lee", next(word for word in ("mentioned", "said", "angry") if word in text)
    said = {"source": source, "cue": cue, "content": content, "kind": "mixed"}
    doc = annotated(
        text, entities=[{**EK, "mentions": ["Bo Ek"]}, LEE], attributions=[{**said, "speaker": SAID["speaker"]}]
    )
    found = judgements(*indexed(doc), dict([answer(doc, ("expressed", "Ann Lee", "Bo Ek", BAD))]), NONE)
    expected = text if evidence == "all" else evidence or content[0]
    assert [text[j.start : j.end] for j in found] == [expected]


def test_an_answer_about_the_article_itself_is_a_portrayal() -> None:
    rows = judged(("portrayal", None, "Carla Ruiz", GOOD))
    assert rows == [(AUTHOR, "Carla Ruiz", "portrayal", "positive", "Bo Ek visited Carla Ruiz.")]


def test_a_weak_answer_is_neutral() -> None:
    assert [row[3] for row in judged(("expressed", "Ann Lee", "Bo Ek", WEAK))] == ["neutral"]


def test_a_pair_outside_of_what_is_said_is_directed() -> None:
    rows = judged(("directed", "Bo Ek#2", "Carla Ruiz", BAD), ("directed", "Carla Ruiz", "Bo Ek#2", EVEN))
    assert rows == [("Bo Ek", "Carla Ruiz", "directed", "negative", "Bo Ek visited Carla Ruiz.")]


def test_a_weak_answer_about_a_pair_is_no_evidence() -> None:
    assert judged(("directed", "Bo Ek#2", "Carla Ruiz", WEAK)) == []


def test_a_pair_inside_of_what_is_said_is_not_directed() -> None:
    assert judged(("directed", "Ann Lee", "Bo Ek", BAD)) == []


@pytest.mark.parametrize("layer", get_args(Layer))
def test_a_side_is_taken_from_its_least_probability_on(layer: Layer) -> None:
    holders: dict[Layer, tuple[str | None, str]] = {
        "expressed": ("Ann Lee", "Bo Ek"), "directed": ("Bo Ek#2", "Carla Ruiz"), "portrayal": (None, "Carla Ruiz")
    }  # fmt: skip
    sides = []
    for likely in (LEAST[layer] - 0.02, LEAST[layer] + 0.02):
        scale, shift = correction(layer)
        raw = platt(likely, 1 / scale, -shift / scale)
        sides.append([row[3] for row in judged((layer, *holders[layer], (raw, 1 - raw, 0.0)))])
    assert sides == [[] if layer == "directed" else ["neutral"], ["negative"]]


def test_a_speaker_takes_a_side_where_it_is_much_likelier_than_not() -> None:
    sides = [judged(("expressed", "Ann Lee", "Bo Ek", (p, 1 - p, 0.0)))[0][3] for p in (0.6, 0.95)]
    assert sides == ["neutral", "negative"]


def test_an_answer_about_other_sources_is_not_the_speakers() -> None:
    assert judged(("expressed", "Carla Ruiz", "Bo Ek", BAD), ("expressed", "Bo Ek#2", "Bo Ek", BAD)) == []
    assert len(judged(("expressed", "Carla Ruiz", "Bo Ek", BAD))) == 1, "the only source that was asked about"


def test_an_act_needs_less_for_a_side_and_a_portrayal_too() -> None:
    assert [len(judged(("directed", "Bo Ek#2", "Carla Ruiz", (p, 1 - p, 0.0)))) for p in (0.35, 0.75)] == [0, 1]
    [row] = judged(("portrayal", None, "Carla Ruiz", (0.6, 0.4, 0.0)))
    assert row[3] == "negative"


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Bo Ek backed Carla Ruiz.", [("act", "positive")]),
        ("Bo Ek could back Carla Ruiz.", []),
        ("If Bo Ek backs Carla Ruiz, Ann Lee will leave.", []),
        ("Bo Ek did not back Carla Ruiz.", []),
    ],
)
def test_what_has_not_been_done_is_no_stance(text: str, sides: list[tuple[str, str]]) -> None:
    people = [{**one, "mentions": [one["name"]]} for one in (EK, RUIZ)]
    doc = annotated(text, entities=people)
    answers = dict([answer(doc, ("directed", "Bo Ek", "Carla Ruiz", GOOD))])
    assert [(j.rule, j.stance) for j in judgements(*indexed(doc), answers, NONE)] == sides


@pytest.mark.parametrize("case", load("judgements"), ids=lambda case: case["label"])
def test_cases(case: Case) -> None:
    text = case["text"]
    doc = annotated(text, case["entities"], case.get("attributions", ()))
    answers = dict(map(partial(answer, doc), case["answers"]))
    meant = {span_of(text, words): name for words, name in case.get("meant", {}).items()}
    found = judgements(*indexed(doc), answers, StandIns(meant, meant.get))
    assert [[j.holder, j.target, j.layer, j.stance] for j in found] == case["expect"]


def content(text: str, cue: str, words: str) -> Attribution:
    return Attribution(None, span_of(text, cue), (span_of(text, words),), "indirect", "speech", 1.0, "model")


@pytest.mark.parametrize(
    ("text", "cue", "words", "denied"),
    [
        ("She denied he had lied", "denied", "he had lied", "he had lied"),
        ("She denied that he had lied", "denied", "that he had lied", " he had lied"),
        ("She rejected his claims of fraud", "rejected", "his claims of fraud", " of fraud"),
        ("She rejected his offer", "rejected", "his offer", None),
        ("She denied him entry", "denied", "him entry", None),
        ("She didn't say that he lied", "didn't say", "that he lied", "that he lied"),
        ("She denied it: “He lied”", "denied", "“He lied”", None),
        ("She said that he lied", "said", "that he lied", None),
        (
            "She denied he knew the man who made the claims",
            "denied",
            "he knew the man who made the claims",
            "he knew the man who made the claims",
        ),
    ],
)
def test_what_is_denied(text: str, cue: str, words: str, denied: str | None) -> None:
    start = denied_from(text, content(text, cue, words))
    assert (None if start is None else text[start:]) == denied


def test_odd_content_denies_nothing() -> None:
    assert denied_from("", Attribution(None, (0, 0), (), "direct", "speech", 1.0, "model")) is None
    assert denied_from("x", Attribution(None, (0, 1), ((1, 1),), "direct", "speech", 1.0, "model")) is None


def test_content_is_found_by_place() -> None:
    one = Attribution(None, None, ((0, 50),), "direct", "speech", 1.0, "model")
    said = ContentIndex([one, Attribution(None, None, ((10, 20), (30, 40)), "direct", "speech", 1.0, "model")])
    assert [said.around((n, n + 1)) for n in (0, 10, 25, 39, 60)] == [
        ((0, 50), 0),
        ((10, 20), 1),
        ((0, 50), 0),
        ((30, 40), 1),
        None,
    ]


def test_sides() -> None:
    text = "Danish Foreign Minister Bo Ek met Danish dissident Ann Lee, the former Danish minister Carla Ruiz and Acme."
    entities: list[dict[str, Any]] = [
        *({"name": name, "type": "person", "mentions": [name]} for name in ("Bo Ek", "Ann Lee", "Carla Ruiz")),
        {"name": "Royal Danish Navy", "type": "org", "mentions": ["Acme"]},
    ]
    found = Allegiances(text, annotated(text, entities).entities, ())
    assert allegiance("Danes") == allegiance("Denmark") == "denmark"
    assert [found.hold(one["name"], allegiance("Denmark")) for one in entities] == [True, False, False, True]


def test_a_spokeswoman_is_on_the_side_of_all_whom_she_speaks_for() -> None:
    text = "Danish Foreign Minister Bo Ek met Norwegian Foreign Minister Jan Vik."
    entities: list[dict[str, Any]] = [
        {"name": name, "type": "person", "mentions": [name]} for name in ("Bo Ek", "Jan Vik")
    ]
    speaker = Speaker("Ida Holm", "named", "name", "person", None, "spokeswoman", "Denmark")
    said = Attribution(None, None, ((0, 6),), "indirect", "speech", 0.9, "model", speaker)
    found = Allegiances(text, annotated(text, entities).entities, [said])
    assert [found.hold("Ida Holm", one) for one in ("denmark", "bo ek", "jan vik")] == [True, True, False]
    assert allegiance("the Kremlin") == allegiance("Moscow") == allegiance("Russians")
