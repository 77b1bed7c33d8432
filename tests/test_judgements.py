"""Judgements: which layer a polarity belongs to, and whose it is."""

from __future__ import annotations

from typing import Any

from newsan.document import AUTHOR, Judgement
from newsan.language.judgements import Polarities, judgements
from tests.documents import annotated, span_of

BAD, GOOD, EVEN = (0.9, 0.06, 0.04), (0.04, 0.06, 0.9), (0.2, 0.6, 0.2)
Probabilities = tuple[float, float, float]

TEXT = "Ann Lee said Bo Ek had lied. Bo Ek attacked Carla Ruiz."
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
    doc = annotated(TEXT, actors=[LEE, EK, RUIZ], attributions=[SAID])
    said = Polarities(
        {span_of(TEXT, words): p for words, p in (tones or {}).items()},
        {(span_of(TEXT, a), span_of(TEXT, b)): p for (a, b), p in (pairs or {}).items()},
    )
    return [shown(j) for j in judgements(doc.sentences, doc.actors, doc.attributions, said)]


def shown(judgement: Judgement) -> tuple[Any, ...]:
    evidence = TEXT[judgement.start : judgement.end]
    return judgement.holder, judgement.target, judgement.layer, judgement.stance, evidence


def test_tone_within_what_somebody_says_is_the_speakers() -> None:
    assert judged({"Bo Ek": BAD}) == [("Ann Lee", "Bo Ek", "expressed", "negative", "Bo Ek had lied")]


def test_other_tone_is_the_articles() -> None:
    assert judged({"Carla Ruiz": GOOD}) == [
        (AUTHOR, "Carla Ruiz", "portrayal", "positive", "Bo Ek attacked Carla Ruiz.")
    ]


def test_weak_tone_is_neutral() -> None:
    assert [row[3] for row in judged({"Carla Ruiz": (0.55, 0.4, 0.05)})] == ["neutral"]


def test_a_pair_outside_of_what_is_said_is_directed() -> None:
    assert judged(pairs={("Bo Ek#2", "Carla Ruiz"): BAD, ("Carla Ruiz", "Bo Ek#2"): EVEN}) == [
        ("Bo Ek", "Carla Ruiz", "directed", "negative", "Bo Ek attacked Carla Ruiz.")
    ]


def test_a_pair_of_speaker_and_somebody_spoken_of_is_expressed() -> None:
    rows = judged({"Bo Ek": EVEN}, {("Ann Lee", "Bo Ek"): BAD})
    assert [row[:4] for row in rows] == [("Ann Lee", "Bo Ek", "expressed", "negative")]
