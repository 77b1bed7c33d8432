"""Whom pronouns and descriptions mean, on texts written for this, by the real model and the shipped weights."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from analyzers.quotes import QuoteRow, quotes
from benchmarks.coref import answered, judged, texts
from benchmarks.records import write
from newsan import annotate
from newsan.document import Document
from newsan.language.coreference import antecedents
from newsan.language.coreference.antecedents import Candidate, Question, answer, probabilities
from newsan.language.coreference.questions import LEAST, question
from newsan.language.coreference.salience import Key
from newsan.language.pipeline import discourses
from newsan.language.syntax.noun_phrases import read_noun_phrase

MEETING = (
    "Mayor Clara Holt met the builder Peter Vane in Harrow on Monday.\n\n"
    "She said the bridge was unsafe. Vane disagreed. He said it would stand.\n\n"
    "Vane Brothers lost money last year. It will pay for the repair."
)


def meaning(text: str, words: str) -> str | None:
    """The name that the last place of some words in a text means, None for nobody with a name."""
    (discourse,) = discourses([Document("a", text)])
    start = text.rindex(words)
    entity = answered(discourse, (start, start + len(words)))
    return None if entity is None else discourse.index.entities[entity].name


@pytest.mark.parametrize(("words", "name"), [("She", "Clara Holt"), ("He", "Peter Vane"), ("lost money", None)])
def test_a_pronoun_means_who_agrees_with_it(words: str, name: str | None) -> None:
    assert meaning(MEETING, words) == name


def test_who_speaks_in_marks_is_not_meant_there() -> None:
    assert meaning("Clara Holt met Nora Price. “She builds bridges,” Clara Holt said.", "She") == "Nora Price"


def test_a_title_of_the_other_gender_rules_somebody_out() -> None:
    assert meaning("Mr. Holt spoke to the council in Harrow. Nobody knew why she had come.", "she") is None


def test_nobody_is_his_own_daughter() -> None:
    text = "The drummer Clara Holt, daughter of Ben Holt, died. Ben Holt was ill. His daughter said it was late."
    (discourse,) = discourses([Document("a", text)])
    start = text.index("His daughter")
    asked = question(discourse, read_noun_phrase(discourse.index, start, start + len("His daughter")))
    assert asked is not None
    assert [discourse.index.entities[one.key.entity].name for one in asked.candidates] == ["Clara Holt"]


def test_a_question_names_its_candidates_with_what_speaks_for_them() -> None:
    (discourse,) = discourses([Document("a", MEETING)])
    start = MEETING.index("She said")
    asked = question(discourse, read_noun_phrase(discourse.index, start, start + 3))
    assert asked is not None
    assert asked.kind == "he or she"
    features = {discourse.index.entities[one.key.entity].name: one.features for one in asked.candidates}
    assert features["Clara Holt"]["one sentence back"]
    assert features["Clara Holt"]["paragraphs back"] == 1
    assert asked.nobody["nobody: always"] == 1


def asked_of(*features: dict[str, float], read: Sequence[float] | None = None) -> Question:
    candidates = [Candidate(Key(i), (), one) for i, one in enumerate(features)]
    return Question("he or she", candidates, {"nobody: always": 1.0}, read or [0.0] * (1 + len(features)))


def test_probabilities_are_a_softmax_of_the_weighted_features(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"near": 2.0, "nobody: always": 1.0}
    asked = asked_of({"near": 1.0}, {"unknown": 5.0})
    total = math.exp(1) + math.exp(2) + 1
    assert probabilities(asked, weights) == pytest.approx([math.exp(1) / total, math.exp(2) / total, 1 / total])
    monkeypatch.setattr(antecedents, "weights", lambda: {"he or she": weights})
    assert answer(asked, 0.6).candidate is asked.candidates[0]
    assert answer(asked, 0.6).probability == pytest.approx(math.exp(2) / total)
    assert answer(asked, 0.7).candidate is None
    assert answer(asked, 0.7).perhaps == [asked.candidates[0]]
    assert answer(asked_of({}), 0.0).candidate is None


def test_what_is_read_in_the_words_counts_too() -> None:
    weights = {"near": 2.0, "nobody: always": 1.0}
    asked = asked_of({"near": 1.0}, {"unknown": 5.0}, read=[-1.0, 0.0, 2.0])
    total = math.exp(0) + math.exp(2) + math.exp(2)
    assert probabilities(asked, weights) == pytest.approx([1 / total, math.exp(2) / total, math.exp(2) / total])


def test_pairs_are_judged_by_both_of_their_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "Ada Moor met Tom Voss in Hull. He smiled."
    pair = {"id": "p", "text": text, "pronoun": [31, 33], "a": [0, 8], "b": [13, 21], "a_coref": False, "b_coref": True}
    path = tmp_path_factory.mktemp("gold") / "gap.jsonl"
    write(path, [pair])
    ((_, gold),) = texts(path)
    (discourse,) = discourses([Document("p", text)])
    answer = judged(discourse, gold.anaphors[0], answered(discourse, gold.anaphors[0].span))
    assert (answer.kind, answer.named, answer.right, answer.both) == ("he or she", True, True, True)


def row(text: str, words: str) -> QuoteRow:
    """The row that holds some words."""
    return next(one for one in quotes(annotate(text), thoughts=True) if words in one.text)


@pytest.mark.parametrize("who", ["They", "Both", "The two"])
def test_those_who_are_named_together_speak_together(who: str) -> None:
    found = row(f"Karin Holm and Stefan Ritter run the clinic. {who} said the roof had leaked for years.", "the roof")
    assert (found.speaker, found.joint, found.speaker_rule) == ("Karin Holm", "Stefan Ritter", "pronoun:plural")
    assert found.speaker_confidence is not None
    assert found.speaker_confidence > LEAST["it or they"]


def test_of_two_who_are_equally_likely_both_are_named() -> None:
    text = "Tom Hill, a banker, and Max Roth, a builder, lost the case on Monday. “I am ruined,” he said."
    found = row(text, "I am ruined")
    assert (found.speaker, found.speaker_status, found.speaker_confidence) == ("he", "unresolved", None)
    assert set((found.perhaps or "").split("|")) == {"Max Roth", "Tom Hill"}


@pytest.mark.parametrize(
    ("before", "behind", "name"),
    [
        ("By Ada Crane\n\nThe bridge is late. ", "", "Ada Crane"),
        ("Nora Price: Why the Bridge Is Late.\n\n", "", "Nora Price"),
        ("", "\n\nAda Crane, a professor of law, is a member of the board.", "Ada Crane"),
        ("", "", "(author)"),
    ],
    ids=["byline", "title", "last paragraph", "nobody"],
)
def test_who_writes_is_i(before: str, behind: str, name: str) -> None:
    found = row(f"{before}I fear that the bridge will be late again.{behind}", "late again")
    assert (found.speaker, found.speaker_rule) == (name, "pronoun:author")
