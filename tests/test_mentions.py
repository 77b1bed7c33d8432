"""Mentions from scores: borders, names missed in one place, what the words around a name decide."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import Document, Mention
from newsan.language.entities.evidence import known_type, names_people
from newsan.language.model.borders import behind_address, named, with_full_stop
from newsan.language.model.encoder import Model, Reading, load, log_softmax
from newsan.language.model.mentions import mentions
from newsan.language.model.repeated_names import with_repeated_names
from newsan.language.model.tags import label_score, span_scores
from newsan.language.pipeline import annotate

BIO = ("O", "B-X", "I-X", "B-Y", "I-Y")
BIOES = ("O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y", "S-Y")
Scores = dict[tuple[str, int], dict[str, float]]


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def found(model: Model, text: str, scores: Scores) -> list[tuple[str, str]]:
    """The mentions of a text, one piece a word, given the tags' scores of some words (word, which of its places)."""
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    tags = model.labels["entity"]
    logits = np.zeros((len(words), len(tags)), np.float32)
    seen: dict[str, int] = {}
    for i, match in enumerate(words):
        word = match.group()
        seen[word] = seen.get(word, 0) + 1
        given_scores = scores.get((word, seen[word]), {"O": 9.0})
        for tag, score in given_scores.items():
            logits[i, tags.index(tag)] = score
    starts, ends = (np.array([match.span()[side] for match in words], np.intp) for side in (0, 1))
    nothing = np.zeros((len(words), 1), np.float32)
    reading = Reading(
        starts, ends, np.arange(len(words), dtype=np.intp), nothing, log_softmax(logits), nothing, nothing
    )
    return [(text[one.start : one.end], one.type) for one in mentions(model, reading, text)]


def test_titles_are_cut_from_persons_alone(model: Model) -> None:
    scores: Scores = {
        ("Justice", 1): {"B-PERSON": 9},
        ("Pell", 1): {"E-PERSON": 9},
        ("Justice", 2): {"B-ORG": 9},
        ("Board", 1): {"E-ORG": 9},
    }
    assert found(model, "Justice Pell left the Justice Board.", scores) == [
        ("Pell", "person"),
        ("Justice Board", "org"),
    ]


def test_behind_mr_stands_a_person(model: Model) -> None:
    scores: Scores = {("Large", 1): {"O": 3, "S-PERSON": 0}, ("Large", 2): {"O": 9, "S-PERSON": 0}}
    assert found(model, "Ms Large spoke.", scores) == [("Large", "person")]
    assert found(model, "The Large spoke.", scores) == []


def test_a_given_name_and_the_capital_behind_it_are_a_name(model: Model) -> None:
    scores: Scores = {("Petra", 1): {"O": 2, "B-PERSON": 0}, ("Vance", 1): {"O": 2, "E-PERSON": 0}}
    assert found(model, "They met Petra Vance.", scores) == [("Petra Vance", "person")]
    titled: Scores = {("General", 1): {"O": 2, "E-PERSON": 0}, ("Major", 1): {"O": 2, "B-PERSON": 0}}
    assert found(model, "They met Major General.", titled) == []


def test_a_full_name_vouches_for_its_last_word(model: Model) -> None:
    full: Scores = {("Petra", 1): {"B-PERSON": 9}, ("Vance", 1): {"E-PERSON": 9}}
    doubted = {("Vance", n): {"O": 2.0, "S-PERSON": 1.0} for n in (2, 3)}
    text = "Petra Vance left. A friend of Vance said that Vance knew."
    assert found(model, text, {**full, **doubted}) == [
        ("Petra Vance", "person"),
        ("Vance", "person"),
        ("Vance", "person"),
    ]


def test_a_full_name_vouches_for_its_first_word_but_not_for_others(model: Model) -> None:
    full: Scores = {("Petra", 1): {"B-PERSON": 9}, ("Vance", 1): {"E-PERSON": 9}}
    doubted = {("Petra", n): {"O": 2.0, "S-PERSON": 1.0} for n in (2, 3)}
    text = "Petra Vance left. A friend of Petra met Petra J. Lund."
    assert found(model, text, {**full, **doubted}) == [("Petra Vance", "person"), ("Petra", "person")]


def test_one_telling_place_is_enough_for_a_doubtful_one(model: Model) -> None:
    scores: Scores = {("Kestrel", 1): {"S-ORG": 9}, ("Kestrel", 2): {"O": 2, "S-ORG": 1}}
    assert found(model, "The Kestrel paid. Then Kestrel left.", scores) == [("Kestrel", "org")] * 2


def test_a_name_that_most_places_deny_goes(model: Model) -> None:
    scores: Scores = {("Crown", 1): {"S-ORG": 2, "O": 1}}
    assert found(model, "Crown here. The Crown and the Crown.", scores) == []


def test_two_doubtful_places_outweigh_a_sure_one(model: Model) -> None:
    scores: Scores = {("Crown", 1): {"S-ORG": 9}, **{("Crown", n): {"O": 3, "S-ORG": 1} for n in (2, 3)}}
    assert found(model, "Crown paid. The Crown and the Crown.", scores) == []


def test_a_word_that_is_also_written_small_is_not_looked_for(model: Model) -> None:
    scores: Scores = {("White", 1): {"S-PERSON": 9}, ("White", 2): {"O": 2, "S-PERSON": 1}}
    assert found(model, "Then White left. White or white paint?", scores) == [("White", "person")]


def test_a_body_of_a_place_is_one_name(model: Model) -> None:
    scores: Scores = {("Parole", 1): {"B-ORG": 9}, ("Board", 1): {"E-ORG": 9}, ("Porto", 1): {"S-PLACE": 9}}
    assert found(model, "The Parole Board of Porto met.", scores) == [("Parole Board of Porto", "org")]
    assert found(model, "The Parole Board in Porto met.", scores) == [("Parole Board", "org"), ("Porto", "place")]


def test_words_without_a_capital_name_nobody_where_others_have_one(model: Model) -> None:
    scores: Scores = {("mayor", 1): {"S-PERSON": 9}, ("upa", 1): {"S-PLACE": 9}}
    assert found(model, "The mayor left.", scores) == []
    assert found(model, "she saw upa.", scores) == [("upa", "place")], "a text without capitals tells nothing by them"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("in the U.S. today", "U.S", "U.S."),
        ("in the U.S.", "U.S", "U.S."),
        ("Roy Pell Jr. said so", "Roy Pell Jr", "Roy Pell Jr."),
        ("sold to Halberg Inc. It paid", "Halberg Inc", "Halberg Inc"),
        ("Halberg Inc.’s plan", "Halberg Inc", "Halberg Inc."),
        ("in Porto. it rained", "Porto", "Porto"),
    ],
)
def test_the_full_stop_of_an_abbreviation_belongs_to_the_name(text: str, name: str, expected: str) -> None:
    start = text.index(name)
    assert text[start : with_full_stop(text, (start, start + len(name)))] == expected


def test_addresses() -> None:
    text = "Mr. Pell, Ms Orr and Dr Ek met in DR Congo; mr x and 5 ms later"
    assert [text[i : i + 3] for i in behind_address(text, (0, len(text)))] == ["Pel", "Orr", "Ek "]


@pytest.mark.parametrize("tags", [BIO, BIOES])
@given(n=st.integers(1, 6), seed=st.integers(0, 10_000))
def test_a_span_scores_as_its_words_must_stand(tags: tuple[str, ...], n: int, seed: int) -> None:
    scores = np.log(np.random.default_rng(seed).dirichlet(np.ones(len(tags)), n)).astype(np.float32)
    ends = "E-X" in tags
    shape = ["S-X" if ends else "B-X"] if n == 1 else ["B-X", *["I-X"] * (n - 2), "E-X" if ends else "I-X"]
    expected = sum(float(scores[i, tags.index(tag)]) for i, tag in enumerate(shape))
    assert label_score(scores, 0, n, "X", tags) == pytest.approx(expected, abs=1e-3)
    assert span_scores(scores, 0, n, tags).shape == (2,)


@given(
    words=st.lists(st.sampled_from(["Ada", "Crane", "ada", "of", "X", "."]), min_size=1, max_size=40),
    seed=st.integers(0, 10_000),
)
def test_what_agrees_is_in_order_and_never_overlaps(words: list[str], seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = np.log(random.dirichlet(np.ones(len(BIOES)), len(words))).astype(np.float32)
    cuts = sorted(set(random.integers(0, len(words) + 1, 8).tolist()))
    given_spans = [(a, b, "XY"[i % 2]) for i, (a, b) in enumerate(pairwise(cuts)) if i % 2]
    spans = with_repeated_names(words, scores, given_spans, BIOES)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    names = {tuple(words[a:b]) for a, b, _ in given_spans}
    assert all(tuple(words[a:b]) in names for a, b, _ in spans)


def test_repeats_are_found_in_time_that_grows_with_the_text() -> None:
    words = ["Ada", "Crane", "of"] * 20_000
    scores = np.zeros((len(words), len(BIOES)), np.float32)
    assert (
        len(with_repeated_names(words, scores + np.array([0, 1, 1, 1, 1, 1, 1, 1, 1]), [(0, 2, "X")], BIOES)) == 20_000
    )


def test_lists_know_peoples_places_and_things() -> None:
    names = ["Māori", "Kurds", "Hindus", "N.W.T.", "Philippines", "WWII", "QCs", "Halberg"]
    assert [known_type(name) for name in names] == ["group"] * 3 + ["place"] * 2 + ["other"] * 2 + [None]


def test_a_span_can_be_a_name() -> None:
    assert [named(text, (0, len(text))) for text in ("the mayor", "iPhone", "上海", "3M", "")] == [
        False,
        True,
        True,
        True,
        True,
    ]


@given(st.text(alphabet="ab A.CD’'s(\n\ud800é1", max_size=120))
def test_odd_text_gives_mentions_that_slice_back(text: str) -> None:
    (doc,) = annotate([Document("odd", text)], parts=("entities",))
    places: list[Mention] = sorted((m for entity in doc.entities for m in entity.mentions), key=lambda m: m.start)
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(0 <= m.confidence <= 1 and text[m.start : m.end].strip() for m in places)


def test_words_behind_a_name() -> None:
    assert names_people("Nukari’s language", 6)
    assert not names_people("Nukari woman", 6)


def test_a_person_s_name_has_what_stands_behind_an_apostrophe(model: Model) -> None:
    begun = {("Martin", 1): {"B-PERSON": 9.0}, ("O", 1): {"E-PERSON": 9.0}}
    assert found(model, "Martin O’Malley left.", begun) == [("Martin O’Malley", "person")]
    assert found(model, "Martin O’s car left.", begun) == [("Martin O", "person")]
