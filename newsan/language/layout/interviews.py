"""The speakers of words without a source or marks: the turns of interviews, hearings and transcripts.

An interview has paragraphs that open with a label (``labels.py``), and they read like talk (``voices.py``).  A turn is
its labelled paragraph and the ones behind it that go on talking; what the article tells in between is not a turn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsan.document import Attribution, Span
from newsan.language.layout.labels import Opening, is_answer, is_question, openings
from newsan.language.layout.voices import in_person, talks, tells

__all__ = ["Turn", "is_answer", "is_question", "turn_at", "turn_attributions", "turns"]

FEWEST = 3
"""Labelled paragraphs that make an interview; fewer are headings or lists."""

MOSTLY = 0.8
"""Share of labelled paragraphs that must ask before the others are taken for answers: our choice."""

SPOKEN = 1 / 3
"""Share of labelled paragraphs with "I", "you" or a question in an interview: of the 41 in Wikinews, PolNeAR and
Worldwide one has 0.5 and the others 0.7 or more; the two texts there with recurring headings have none.  A short
transcript may have less than these interviews."""

TALKATIVE, LONG = 0.4, 10
"""Share of the paragraphs without a label that are spoken, and number of labels, from which those that may be either
are taken for talk: in the same interviews it is 0.4 or more where they are, and 0.14 or less where the article goes on
between the turns."""

SURE, LOOSE = 0.95, 0.7
"""Confidence of a turn whose paragraphs without a label all read like talk, and of one with others: our choice, by
order and not by measurement, since no corpus here marks the turns of interviews."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of an interview: the label's span (empty if there is none), and the span of what is said.

    ``by`` is the label of the one who speaks, if it stands before; ``asks`` says that no label but a question opens it.
    """

    label: Span
    said: Span
    by: Span | None = None
    asks: bool = False
    confidence: float = SURE


def turns(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """The turns of an interview in order; nothing for any other text.

    A text is an interview when at least three paragraphs open with labels, one label comes back or is found in talk
    only, and enough of the paragraphs read like talk.

    >>> len(turns("Q: Why?\\nA: Because.\\nQ: Who?\\nA: Me.", [(0, 7), (8, 18), (19, 26), (27, 33)]))
    4
    """
    opened = openings(text, paragraphs)
    if len(opened) < FEWEST:
        return ()
    talk = _Talk(text, paragraphs, opened)
    return tuple(talk.turns()) if talk.is_interview() else ()


class _Talk:
    """The labelled paragraphs of a text, with how all paragraphs from the first of them on read."""

    def __init__(self, text: str, paragraphs: Sequence[Span], opened: Sequence[Opening]) -> None:
        self.text, self.paragraphs, self.opened = text, paragraphs, opened
        starts = [start for start, _ in paragraphs]
        self.at = [bisect_right(starts, opening.start) - 1 for opening in opened]
        self.only_questions = sum("?" in text[slice(*opening.said)] for opening in opened) >= MOSTLY * len(opened)

    def name(self, opening: Opening) -> str:
        """The last word of a label, in small letters: "Ann Hall" is "Hall" later.  Bold questions are one person's."""
        return "" if opening.bold else self.text[slice(*opening.label)].casefold().split()[-1]

    def is_interview(self) -> bool:
        """Whether the labels and what they label are those of an interview."""
        n, n_names, sure = len(self.opened), len(set(map(self.name, self.opened))), sum(one.sure for one in self.opened)
        if (n_names == n and sure < n) or (n_names == 1 and not self.only_questions and not sure):
            return False
        alone = sum(start >= end for start, end in (one.said for one in self.opened))
        spoken = sum(in_person(self.text, *one.said) for one in self.opened)
        return 2 * sure >= n or spoken >= SPOKEN * (n - alone)

    def turns(self) -> Iterator[Turn]:
        """Each turn, with the paragraphs behind it that go on; where only questions have labels they are the answer."""
        spoken = [i >= self.at[0] and talks(self.text, *span) for i, span in enumerate(self.paragraphs)]
        free = [spoken[i] for i in {*range(self.at[0], len(spoken))}.difference(self.at)]
        long, talkative = len(self.opened) >= LONG, sum(free) >= TALKATIVE * len(free)
        answering: Span | None = None
        for opening, i, stop in zip(self.opened, self.at, [*self.at[1:], len(spoken)], strict=True):
            loose = long or (talkative and stop < len(spoken))
            more = self._going_on(spoken, i, stop, loose=loose, alone=opening.said[0] >= opening.said[1])
            own, end = self.paragraphs[i][1], self.paragraphs[i + len(more)][1]
            confidence = SURE if all(more) else LOOSE
            if not (self.only_questions or opening.bold):
                answering = opening.label
                yield Turn(answering, (opening.said[0], end), confidence=confidence)
                continue
            yield Turn(opening.label, opening.said, asks=opening.label[0] == opening.label[1])
            if more:
                yield Turn((own, own), (own, end), answering, confidence=confidence)

    def _going_on(self, spoken: Sequence[bool], i: int, stop: int, *, loose: bool, alone: bool) -> Sequence[bool]:
        """Whether each of the paragraphs that go on with the turn of paragraph ``i`` reads like talk."""
        last = max((j for j in range(i + 1, stop) if loose and spoken[j]), default=i + alone)
        told = (j for j in range(last + 1, stop) if tells(self.text, *self.paragraphs[j]))
        behind = spoken[i + 1 : next(told, stop)]
        return behind[: _n_going_on(behind, loose=loose, alone=alone)]


def _n_going_on(behind: Sequence[bool], *, loose: bool, alone: bool) -> int:
    """How many of the paragraphs behind a label go on with its turn: all if ``loose``, or up to the last spoken one.

    The first one does behind a label that is ``alone`` on its line.
    """
    if loose:
        return len(behind)
    return max([min(alone, len(behind))] + [n for n, spoken in enumerate(behind, 1) if spoken])


def turn_attributions(turns: Sequence[Turn], paragraphs: Sequence[Span]) -> Iterator[Attribution]:
    """One direct attribution for each turn: its label is the source, its paragraphs are the content."""
    i = 0
    for turn in turns:
        while i < len(paragraphs) and paragraphs[i][1] <= turn.said[0]:
            i += 1
        content: list[Span] = []
        while i < len(paragraphs) and paragraphs[i][0] < turn.said[1]:
            content.append((max(paragraphs[i][0], turn.said[0]), min(paragraphs[i][1], turn.said[1])))
            i += 1
        if content:
            source = turn.label if turn.label[0] < turn.label[1] else None
            yield Attribution(source, None, tuple(content), "direct", "speech", turn.confidence, "interview")


def turn_at(turns: Sequence[Turn], position: int) -> Turn | None:
    """The turn at a position."""
    i = bisect_right(turns, position, key=lambda turn: turn.label[0]) - 1
    return turns[i] if i >= 0 and position < turns[i].said[1] else None
