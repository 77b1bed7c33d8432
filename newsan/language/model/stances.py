"""How a holder, or the article itself, stands to a target, by the model's stance head and the stance encoder.

One head answers five questions: the tone towards a target and the stance of an ordered pair in one sentence, as
NewsMTSC (Hamborg and Donnay, EACL 2021) and Park, Pan and Joo (ACL 2021) ask them, and the three layers of stance.

All questions about a section are answered at once, those about one passage together.  Where the answer may be a side,
the question is left open: its passage can be read again for that question alone, with the holder and the target marked,
by a stance encoder that began as a copy of the encoder, and a second head of the same form answers
(``training/marked.py``).  That takes as long as reading the passage did, so it is done for what is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsan.document import Span
from newsan.language.model.encoder import session
from newsan.language.model.stance_head import answers_of, linear, weights_of

if TYPE_CHECKING:
    from newsan.language.model.encoder import Bools, Floats, Halves, Ints, Model, Reading

Asked = Literal["tone", "pair", "expressed", "directed", "portrayal"]

TOGETHER = 512
"""Questions of a section whose states are held together: an article has fewer, a page that lists names has 2,000."""

AGAIN = 0.25
"""Least probability of a side, by the first head, from which on a question is left open.  Of the stances of the
development items 61.7 % were found with 0.15 and 60.5 % with 0.25, of which 77.5 and 78.7 % were right; of the pairs of
44 articles 36.2 and 34.1 %, of which 63.0 and 68.8 % are right, and a third less is read again."""

LEFT_OPEN = ("expressed", "directed")
"""What may be asked again: tones are not told better that way (``training/RUNS.md``), and few look at portrayals."""

LONGEST = 400
"""Pieces of the longest passage that is read again, as in training."""

READ_TOGETHER = 32
"""Questions that are read again together."""

HOLDER, TARGET = 1, 2
"""Rows of the table of marks."""

Probabilities = tuple[float, float, float]
"""P(negative), P(neutral), P(positive)."""


class Question(NamedTuple):
    """What is asked about a passage of the text; all are spans of the text.

    ``sentence`` is that of the target; no ``holder`` means the article itself.
    """

    passage: Span
    sentence: Span
    holder: Span | None
    target: Span
    asked: Asked


class Open(NamedTuple):
    """A question whose passage can be read again: its embedded pieces [pieces, width], and where the passage, the
    sentence, the holder and the target are in them, from and to; the number of what is asked."""

    passage: Span
    embedded: Halves
    ranges: Ints
    kind: int


def stances(model: Model, reading: Reading, questions: Sequence[Question]) -> list[Probabilities]:
    """The probabilities of the polarities for each question, in order."""
    answers, left_open = first_answers(model, reading, questions)
    answers |= read_again(model, left_open)
    return [answers[question] for question in questions]


def first_answers(
    model: Model, reading: Reading, questions: Sequence[Question]
) -> tuple[dict[Question, Probabilities], dict[Question, Open]]:
    """The first head's probabilities of the polarities, and the questions that can be read again."""
    answers: dict[Question, Probabilities] = dict.fromkeys(questions, (0.0, 1.0, 0.0))
    left_open: dict[Question, Open] = {}
    if questions:
        projected = linear(weights_of(model, "stance"), "piece", reading.hidden)
        in_order = sorted(answers, key=lambda question: question.passage)
        for at in range(0, len(in_order), TOGETHER):
            batch = in_order[at : at + TOGETHER]
            ranges, kinds, polarities = _answered(model, reading, projected, batch)
            answers.update(zip(batch, map(_probabilities, polarities), strict=True))
            left_open |= _opened(reading, batch, ranges, kinds, polarities)
    return answers, left_open


def read_again(model: Model, left_open: Mapping[Question, Open]) -> dict[Question, Probabilities]:
    """The second head's probabilities for questions that were left open."""
    answers: dict[Question, Probabilities] = {}
    weights = weights_of(model, "marked")
    in_order = sorted(left_open, key=lambda question: question.passage)
    for at in range(0, len(in_order), READ_TOGETHER):
        batch = in_order[at : at + READ_TOGETHER]
        states, ranges, kinds = _read(model, [left_open[question] for question in batch])
        polarities = answers_of(weights, states, linear(weights, "piece", states), ranges, kinds)
        answers.update(zip(batch, map(_probabilities, polarities), strict=True))
    return answers


def _probabilities(row: Floats) -> Probabilities:
    negative, neutral, positive = row.tolist()
    return negative, neutral, positive


def _answered(
    model: Model, reading: Reading, projected: Floats, questions: Sequence[Question]
) -> tuple[Ints, Ints, Floats]:
    """Where some questions are in the section, what they ask, and the first head's answers [questions, 3]."""
    import numpy as np

    ranges = _ranges(reading, questions)
    kinds = np.array([model.labels["question"].index(question.asked) for question in questions])
    return ranges, kinds, answers_of(weights_of(model, "stance"), reading.hidden, projected, ranges, kinds)


def _opened(
    reading: Reading, questions: Sequence[Question], ranges: Ints, kinds: Ints, answers: Floats
) -> dict[Question, Open]:
    """Those of the questions that can be read again; those about one passage share its pieces."""
    import numpy as np

    can_be = np.array([question.asked in LEFT_OPEN for question in questions])
    chosen = np.flatnonzero(can_be & (answers[:, [0, 2]].max(axis=1) >= AGAIN) & _is_whole(ranges))
    embedded: dict[tuple[int, int], Halves] = {}
    left_open = {}
    for i in chosen.tolist():
        first, last = ranges[i, :2].tolist()
        if (first, last) not in embedded:
            embedded[first, last] = reading.embedded[first:last].astype(np.float16)
        moved = np.where(ranges[i] < 0, -1, ranges[i] - first)
        left_open[questions[i]] = Open(questions[i].passage, embedded[first, last], moved, int(kinds[i]))
    return left_open


def _ranges(reading: Reading, questions: Sequence[Question]) -> Ints:
    """The pieces of each question [questions, 8]: passage, sentence, holder (-1 for none) and target, from and to."""
    import numpy as np

    spans = [
        span
        for question in questions
        for span in (question.passage, question.sentence, question.holder or question.target, question.target)
    ]
    ranges: Ints = np.stack(reading.ranges(spans), axis=1).reshape(len(questions), 8)
    ranges[[question.holder is None for question in questions], 4:6] = -1
    return ranges


def _is_whole(ranges: Ints) -> Bools:
    """Which passages [questions] are not too long, and have everybody in them; a speaker may stand far away, and a name
    end behind the sentence."""
    first, last, _, _, h0, h1, t0, t1 = ranges.T
    has_holder, has_target = (h0 < 0) | ((first <= h0) & (h1 <= last)), (first <= t0) & (t1 <= last)
    is_whole: Bools = (last - first <= LONGEST) & has_holder & has_target
    return is_whole


def _read(model: Model, questions: Sequence[Open]) -> tuple[Floats, Ints, Ints]:
    """The states of every passage with its holder and target marked, one behind the other [pieces of all passages,
    width], where each question's parts are in them [questions, 8], and what it asks.

    Each is read by itself: what several are rounded by together would make an answer depend on the others.
    """
    import numpy as np

    encoder, marks, edges = session(model.stance), model.heads["marked.mark.weight"], model.heads["marked.edges"]
    outputs, ranges, at = [], [], 0
    for question in questions:
        n_pieces = len(question.embedded)
        states = np.empty((1, n_pieces + 2, marks.shape[1]), dtype=np.float32)
        states[0, 0], states[0, -1] = edges
        states[0, 1:-1] = question.embedded + marks[_marked(n_pieces, question.ranges)]
        outputs.append(encoder.run(None, {"states": states})[0][0, 1:-1])
        ranges.append(np.where(question.ranges < 0, -1, question.ranges + at))
        at += n_pieces
    return np.concatenate(outputs), np.stack(ranges), np.array([question.kind for question in questions])


def _marked(n_pieces: int, ranges: Ints) -> Ints:
    """The rows of the table of marks for the pieces of a passage [pieces]."""
    import numpy as np

    _, _, _, _, h0, h1, t0, t1 = ranges.tolist()
    marked: Ints = np.zeros(n_pieces, dtype=np.intp)
    if h0 >= 0:
        marked[h0:h1] = HOLDER
    marked[t0:t1] = TARGET
    return marked
