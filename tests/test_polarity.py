"""Polarity: what is computed for all questions at once is what each would be answered by itself."""

from __future__ import annotations

import numpy as np
import pytest

from newsan.document import Span
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.encoder import Reading, load, read
from newsan.language.model.polarity import N_HEADS, Probabilities, stances, tones
from tests.documents import span_of

TEXT = (
    "Ilse Marrow accused the harbour board of wasting money. The board praised Jon Talbot, who thanked Ilse Marrow.\n"
    "Nobody in Westhaven was surprised, said Dora Finch."
)
LINES = sentences(TEXT, paragraphs(TEXT))
MARROW, BOARD, TALBOT = (span_of(TEXT, words) for words in ("Ilse Marrow", "harbour board", "Jon Talbot"))
WESTHAVEN, FINCH = (span_of(TEXT, words) for words in ("Westhaven", "Dora Finch"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(load(), TEXT, (0, len(TEXT)), paragraphs(TEXT), LINES)


def softmax(x: np.ndarray) -> np.ndarray:
    e: np.ndarray = np.exp(x - x.max())
    e /= e.sum()
    return e


def alone(head: str, asked: np.ndarray, pieces: np.ndarray) -> Probabilities:
    """The answer to one question as ``training/model.py`` has it, head by head."""
    weights = load().heads

    def linear(name: str, x: np.ndarray) -> np.ndarray:
        out: np.ndarray = x @ weights[f"{head}.{name}.weight"] + weights[f"{head}.{name}.bias"]
        return out

    queries, keys, values = (
        np.split(linear(name, x), N_HEADS, axis=-1)
        for name, x in (("query", asked), ("key", pieces), ("value", pieces))
    )
    parts = zip(queries, keys, values, strict=True)
    attended = [softmax(key @ query / np.sqrt(len(query))) @ value for query, key, value in parts]
    hidden = np.maximum(linear("hidden", np.concatenate((asked, *attended, pieces.mean(axis=0)))), 0)
    negative, neutral, positive = softmax(linear("out", hidden)).tolist()
    return negative, neutral, positive


def mean(reading: Reading, span: Span) -> np.ndarray:
    inside = (reading.starts < span[1]) & (reading.ends > span[0])
    average: np.ndarray = reading.hidden[inside].mean(axis=0)
    return average


def states(reading: Reading, line: Span) -> np.ndarray:
    return reading.hidden[(reading.starts < line[1]) & (reading.ends > line[0])]


def test_each_target_gets_the_tone_that_it_would_get_alone(reading: Reading) -> None:
    questions = [(LINES[0], MARROW), (LINES[0], BOARD), (LINES[1], TALBOT), (LINES[2], WESTHAVEN), (LINES[2], FINCH)]
    answers = tones(load(), reading, questions)
    for (line, target), answer in zip(questions, answers, strict=True):
        assert answer == pytest.approx(alone("tone", mean(reading, target), states(reading, line)), abs=1e-5)
    assert len({max(answer) for answer in answers}) == len(answers)


def test_each_pair_gets_the_stance_that_it_would_get_alone(reading: Reading) -> None:
    questions = [(LINES[0], MARROW, BOARD), (LINES[0], BOARD, MARROW), (LINES[2], FINCH, WESTHAVEN)]
    answers = stances(load(), reading, questions)
    for (line, holder, target), answer in zip(questions, answers, strict=True):
        p, q = mean(reading, holder), mean(reading, target)
        assert answer == pytest.approx(alone("pair", np.concatenate((p, q, p * q)), states(reading, line)), abs=1e-5)
    assert answers[0] != answers[1]


def test_nothing_asked_is_nothing_answered(reading: Reading) -> None:
    assert tones(load(), reading, []) == stances(load(), reading, []) == []
