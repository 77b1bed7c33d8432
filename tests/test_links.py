"""Links: what is computed for all cues at once is what each cue would get by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.document import Document
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.encoder import Reading, load, log_softmax, read
from newsan.language.model.links import REACH, _best_source, _found, _scores, _sight
from newsan.language.model.tags import decode, grammar, spans
from newsan.language.pipeline import annotate

TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
STORY = (
    "Ilse Marrow said on Monday that the bridge would open in May. “We are ready,” she added.\n"
    "According to the harbour board, repairs cost twice as much as planned. Its chairman denied that he had known.\n"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    text = STORY * 12
    blocks = paragraphs(text)
    return read(load(), text, (0, len(text)), blocks, sentences(text, blocks))


def alone(reading: Reading, start: int, end: int, first: int, stop: int) -> np.ndarray:
    """The scores for one cue as ``training/model.py`` has them, piece by piece."""
    heads = load().heads
    rows = heads["link.distance.weight"]
    most = len(rows) // 2
    asked = reading.hidden[start:end].mean(axis=0) @ heads["link.cue.weight"] + heads["link.cue.bias"]
    shift, scale = np.split(asked, 2)
    out = []
    for i in range(first, stop):
        distance = i - end + 1 if i >= end else min(i - start, 0)
        bucket = int(np.clip(np.round(np.sign(distance) * np.log2(1 + abs(distance)) * 4), -most, most)) + most
        piece = reading.hidden[i] @ heads["link.piece.weight"] + heads["link.piece.bias"]
        joined = np.maximum(piece * (1 + scale) + shift + rows[bucket], 0)
        out.append(joined @ heads["link.out.weight"] + heads["link.out.bias"])
    return log_softmax(np.array(out))


def test_each_cue_gets_the_scores_that_it_would_get_alone(reading: Reading) -> None:
    n = len(reading.words)
    sights = [_sight(reading, cue) for cue in [(0, 1), (n // 3, n // 3 + 2), (n // 2, n // 2 + 1), (n - 2, n)]]
    scores = _scores(load().heads, reading, sights)
    below = 0
    for one in sights:
        expected = alone(reading, one.start, one.end, one.first, one.stop)
        assert scores[below : below + len(expected)] == pytest.approx(expected, abs=1e-4)
        below += len(expected)
    assert below == len(scores)


def test_a_cue_sees_whole_words_on_either_side(reading: Reading) -> None:
    n = len(reading.words)
    one = _sight(reading, (n // 2, n // 2 + 1))
    assert (one.first, one.stop) == (reading.words[one.low], reading.words[one.high])
    assert one.start - one.first <= REACH < one.start - reading.words[one.low - 1]
    assert one.end + REACH <= one.stop
    assert one.low < n // 2 < one.high < n


@given(sizes=st.lists(st.integers(1, 12), min_size=1, max_size=6), seed=st.integers(0, 100_000))
def test_what_cues_see_is_decoded_together_as_apart(sizes: list[int], seed: int) -> None:
    scores = np.log(np.random.default_rng(seed).dirichlet(np.ones(5) / 4, sum(sizes)) + 1e-6).astype(np.float32)
    ends = np.cumsum(sizes)
    apart = [scores[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    assert _found(scores, sizes, TAGS) == [spans(decode(one, grammar(TAGS)), TAGS) for one in apart]


def test_a_source_stands_in_the_paragraph_of_its_cue() -> None:
    text = (
        "The nurses' union welcomed the collapse. “Good riddance,” said its president, Dana Okoye. Okoye thanked "
        "Lindqvist and accused Adeyemi of treating patients like parcels.\n\n"
        "Finance Minister Carl Brunn, a friend of Adeyemi, said he regretted the decision."
    )
    (found,) = annotate([Document("", text)], parts=("quotes",))
    told = {text[slice(*one.cue)]: one for one in found.attributions if one.cue}
    source = told["accused"].source
    assert source and text[slice(*source)] == "Okoye"


def test_a_subject_far_from_its_participle_is_still_the_source() -> None:
    text = (
        "Ada Crane has attacked Bo Ek for not paying a builder who said he was cheated after he mended the roof of one "
        "of his hotels, saying, “Perhaps he did a poor job.”"
    )
    (doc,) = annotate([Document("x", text)])
    last = doc.attributions[-1]
    assert last.source and text[slice(*last.source)] == "Ada Crane"


def test_a_doubtful_cue_gets_the_quotation_that_no_other_has() -> None:
    text = "Ada Crane was beaming on Monday. “We have waited for this bridge for forty years, and here it is.”"
    (doc,) = annotate([Document("x", text)])
    (one,) = doc.attributions
    assert one.source and text[slice(*one.source)] == "Ada Crane"


def test_a_report_that_carries_somebodys_words_is_no_second_speaker() -> None:
    text = "Ada Crane warned that the pier was rotten, according to a report by the board."
    (doc,) = annotate([Document("x", text)])
    assert [text[slice(*one.source)] for one in doc.attributions if one.source] == ["Ada Crane"]


def test_a_source_takes_the_neighbours_of_its_likeliest_word() -> None:
    saying, nothing = np.array([0.1, 0.3, 0.4, 0.1], np.float32), np.zeros(4, np.float32)
    assert _best_source([], saying, nothing) == (1, 3)
    assert _best_source([], saying, np.array([0, 0.9, 0, 0], np.float32)) == (2, 3)
    assert _best_source([], np.full(4, 0.1, np.float32), nothing) is None
    assert _best_source([], saying, np.array([0, 0, 0.6, 0], np.float32)) is None
