"""The stance head: what is computed for all questions at once is what each would be answered by itself."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from newsan.document import Span
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.encoder import Reading, load, read, session
from newsan.language.model.stances import AGAIN, LEFT_OPEN, Probabilities, Question, first_answers, stances
from tests.documents import span_of

TEXT = (
    "Ilse Marrow accused the harbour board of wasting money. The board praised Jon Talbot, who thanked Ilse Marrow.\n"
    "Nobody in Westhaven was surprised, said Dora Finch."
)
LINES = sentences(TEXT, paragraphs(TEXT))
MARROW, BOARD, TALBOT = (span_of(TEXT, words) for words in ("Ilse Marrow", "harbour board", "Jon Talbot"))
WESTHAVEN, FINCH = (span_of(TEXT, words) for words in ("Westhaven", "Dora Finch"))

QUESTIONS = [
    Question(LINES[0], LINES[0], MARROW, BOARD, "directed"),
    Question(LINES[0], LINES[0], BOARD, MARROW, "directed"),
    Question((LINES[0][0], LINES[1][1]), LINES[1], BOARD, TALBOT, "directed"),
    Question(LINES[2], LINES[2], FINCH, WESTHAVEN, "expressed"),
    Question(LINES[1], LINES[1], None, TALBOT, "portrayal"),
    Question(LINES[0], LINES[0], FINCH, BOARD, "expressed"),
    Question((LINES[0][0], LINES[1][1]), LINES[1], TALBOT, MARROW, "directed"),
    Question((LINES[0][0], LINES[1][1]), LINES[1], MARROW, TALBOT, "expressed"),
    Question(LINES[0], LINES[0], None, BOARD, "tone"),
    Question(LINES[0], LINES[0], MARROW, BOARD, "pair"),
    Question((LINES[0][0], BOARD[0] + 3), LINES[0], MARROW, BOARD, "directed"),
]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(load(), TEXT, (0, len(TEXT)), paragraphs(TEXT), LINES)


def pieces_of(reading: Reading, span: Span) -> np.ndarray:
    return np.flatnonzero((reading.starts < span[1]) & (reading.ends > span[0]))


def bucket(piece: int, inside: np.ndarray) -> int:
    distance = piece - inside[0] if piece < inside[0] else piece - inside[-1] if piece > inside[-1] else 0
    return int(np.clip(np.round(np.sign(distance) * np.log2(1 + abs(distance)) * 4), -30, 30)) + 30


def alone(reading: Reading, question: Question) -> Probabilities:
    """The answer to one question, whose passage is read again if it may be a side."""
    answer = headed("stance", reading.hidden, reading, question)
    if question.asked not in LEFT_OPEN or max(answer[0], answer[2]) < AGAIN or not has_everybody(question):
        return answer
    states, marks = reading.embedded.astype(np.float16).astype(np.float32), load().heads["marked.mark.weight"]
    states += marks[0]
    for who, mark in ((question.holder, marks[1]), (question.target, marks[2])):
        if who:
            states[pieces_of(reading, who)] += mark - marks[0]
    passage = pieces_of(reading, question.passage)
    before, behind = load().heads["marked.edges"]
    marked = np.concatenate((before[None], states[passage], behind[None]))
    states[passage] = session(load().stance).run(None, {"states": marked[None]})[0][0, 1:-1]
    return headed("marked", states, reading, question)


def has_everybody(question: Question) -> bool:
    start, end = question.passage
    return all(start <= who[0] and who[1] <= end for who in (question.holder, question.target) if who)


def headed(head: str, states: np.ndarray, reading: Reading, question: Question) -> Probabilities:
    """A head's answer to one question as ``training/model.py`` has it, piece by piece."""
    weights = load().heads

    def linear(name: str, x: np.ndarray) -> np.ndarray:
        out: np.ndarray = x @ weights[f"{head}.{name}.weight"] + weights[f"{head}.{name}.bias"]
        return out

    target = pieces_of(reading, question.target)
    holder = None if question.holder is None else pieces_of(reading, question.holder)
    of_holder = weights[f"{head}.author"] if holder is None else states[holder].mean(axis=0)
    of_target = states[target].mean(axis=0)
    pair = np.concatenate((of_holder, of_target, of_holder * of_target))
    kind = load().labels["question"].index(question.asked)
    shift, scale = np.split(linear("asked", pair) + weights[f"{head}.question.weight"][kind], 2)
    line, passage = pieces_of(reading, question.sentence), pieces_of(reading, question.passage)
    seen = []
    for piece in passage:
        x = linear("piece", states[piece]) * (1 + scale) + shift
        x = x + weights[f"{head}.holder.weight"][61 if holder is None else bucket(piece, holder)]
        x = x + weights[f"{head}.target.weight"][bucket(piece, target)]
        seen.append(np.maximum(x + weights[f"{head}.outside.weight"][int(piece not in line)], 0))
    scores = np.exp(linear("pool", np.array(seen)))
    pooled = (scores / scores.sum(axis=0)).T @ np.array(seen)
    known = np.concatenate((pair, pooled.reshape(-1), states[passage].mean(axis=0)))
    logits = np.exp(linear("out", np.maximum(linear("hidden", known), 0)))
    negative, neutral, positive = (logits / logits.sum()).tolist()
    return negative, neutral, positive


def test_each_question_gets_the_answer_that_it_would_get_alone(reading: Reading) -> None:
    answers = stances(load(), reading, QUESTIONS)
    for question, answer in zip(QUESTIONS, answers, strict=True):
        assert answer == pytest.approx(alone(reading, question), abs=1e-4)
    assert len({round(max(answer), 6) for answer in answers}) == len(answers)


def test_a_side_is_read_again_and_the_rest_is_not(reading: Reading) -> None:
    first = [headed("stance", reading.hidden, reading, question) for question in QUESTIONS]
    changed = [
        answer != pytest.approx(before, abs=1e-4)
        for answer, before in zip(stances(load(), reading, QUESTIONS), first, strict=True)
    ]
    sides = [
        question.asked in LEFT_OPEN and has_everybody(question) and max(answer[0], answer[2]) >= AGAIN
        for question, answer in zip(QUESTIONS, first, strict=True)
    ]
    assert changed == sides
    assert {True, False} == set(sides)


def test_the_order_of_the_questions_changes_nothing(reading: Reading) -> None:
    backwards = stances(load(), reading, QUESTIONS[::-1])
    assert np.allclose(backwards[::-1], stances(load(), reading, QUESTIONS), atol=1e-5)


def test_thousands_of_questions_are_answered_as_few_are_and_in_little_memory(reading: Reading) -> None:
    asked = [q._replace(target=(q.target[0], q.target[1] - i)) for i in range(5) for q in QUESTIONS]
    asked = [q._replace(passage=(0, q.passage[1] + i)) for i in range(100) for q in asked]
    tracemalloc.start()
    many = stances(load(), reading, asked)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 25_000_000
    assert np.allclose(many[::97], [stances(load(), reading, [question])[0] for question in asked[::97]], atol=1e-5)


def test_a_question_that_is_left_open_keeps_its_first_answer_until_it_is_read_again(reading: Reading) -> None:
    answers, left_open = first_answers(load(), reading, QUESTIONS)
    assert answers[QUESTIONS[0]] == pytest.approx(headed("stance", reading.hidden, reading, QUESTIONS[0]), abs=1e-4)
    assert QUESTIONS[0] in left_open
    assert all(question.asked in LEFT_OPEN for question in left_open)


def test_an_accusation_is_negative_in_its_own_direction_only(reading: Reading) -> None:
    given, back = stances(load(), reading, QUESTIONS[:2])
    assert given[0] > 0.5 > back[0]


def test_nothing_asked_is_nothing_answered(reading: Reading) -> None:
    assert stances(load(), reading, []) == []
