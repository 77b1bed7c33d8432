"""Judgements: which layer a polarity belongs to, and whose it is."""

from __future__ import annotations

from typing import Any

import pytest

from newsan.document import AUTHOR, AnnotatedDocument, Attribution, Judgement, Speaker
from newsan.language.index import Index, index_of
from newsan.language.layout.page import Page
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.stance.allegiances import Allegiances, allegiance
from newsan.language.stance.denials import denied_from
from newsan.language.stance.index import Polarities
from newsan.language.stance.judgements import judgements
from tests.cases_of import Case, load
from tests.documents import annotated, span_of

BAD, GOOD, EVEN = (0.9, 0.06, 0.04), (0.04, 0.06, 0.9), (0.2, 0.6, 0.2)
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


def judged(
    tones: dict[str, Probabilities] | None = None, pairs: dict[tuple[str, str], Probabilities] | None = None
) -> list[tuple[Any, ...]]:
    doc = annotated(TEXT, entities=[LEE, EK, RUIZ], attributions=[SAID])
    said = Polarities(
        {span_of(TEXT, words): p for words, p in (tones or {}).items()},
        {(span_of(TEXT, a), span_of(TEXT, b)): p for (a, b), p in (pairs or {}).items()},
    )
    return [shown(j) for j in judgements(*indexed(doc), said)]


def indexed(doc: AnnotatedDocument) -> tuple[Index, tuple[Attribution, ...], ContentIndex]:
    page = Page(doc.document.text, doc.paragraphs, doc.sentences)
    return index_of(page, doc.entities), doc.attributions, ContentIndex(doc.attributions)


def shown(judgement: Judgement) -> tuple[Any, ...]:
    evidence = TEXT[judgement.start : judgement.end]
    return judgement.holder, judgement.target, judgement.layer, judgement.stance, evidence


def test_tone_within_what_somebody_says_is_the_speakers() -> None:
    assert judged({"Bo Ek": BAD}) == [("Ann Lee", "Bo Ek", "expressed", "negative", "Bo Ek had lied")]


def test_other_tone_is_the_articles() -> None:
    assert judged({"Carla Ruiz": GOOD}) == [
        (AUTHOR, "Carla Ruiz", "portrayal", "positive", "Bo Ek visited Carla Ruiz.")
    ]


def test_weak_tone_is_neutral() -> None:
    assert [row[3] for row in judged({"Carla Ruiz": (0.55, 0.4, 0.05)})] == ["neutral"]


def test_a_pair_outside_of_what_is_said_is_directed() -> None:
    assert judged(pairs={("Bo Ek#2", "Carla Ruiz"): BAD, ("Carla Ruiz", "Bo Ek#2"): EVEN}) == [
        ("Bo Ek", "Carla Ruiz", "directed", "negative", "Bo Ek visited Carla Ruiz.")
    ]


def test_a_pair_of_speaker_and_somebody_spoken_of_is_expressed() -> None:
    rows = judged({"Bo Ek": EVEN}, {("Ann Lee", "Bo Ek"): BAD})
    assert [row[:4] for row in rows] == [("Ann Lee", "Bo Ek", "expressed", "negative")]


@pytest.mark.parametrize("case", load("judgements"), ids=lambda case: case["label"])
def test_cases(case: Case) -> None:
    text = case["text"]
    doc = annotated(text, case["entities"], case.get("attributions", ()))
    said = Polarities(
        {span_of(text, words): tuple(p) for words, p in case.get("tones", {}).items()},
        {(span_of(text, a), span_of(text, b)): tuple(p) for a, b, p in case.get("pairs", ())},
        {span_of(text, words): name for words, name in case.get("meant", {}).items()},
    )
    found = judgements(*indexed(doc), said)
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
    assert [said.shares(span) for span in ((45, 60), (50, 60))] == [True, False]


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
