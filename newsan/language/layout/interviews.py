"""The speakers of words without a source or marks: the turns of interviews, hearings and transcripts.

An interview has paragraphs that open with a label (``labels.py``), and they read like talk (``voices.py``).  A turn is
its labelled paragraph and the ones behind it that go on talking; what the article tells in between is not a turn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsan.document import Attribution, Span
from newsan.language.layout.labels import Opening, is_answer, is_question, openings
from newsan.language.layout.voices import Voice, in_person, voice

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

SURE, LIKELY, LOOSE = 0.95, 0.9, 0.7
"""Confidence of a turn whose paragraphs all read like talk, whose labelled one does not, and of one with others: our
choice, by order and not by measurement, since no corpus here marks the turns of interviews."""


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
        labels = Counter(map(self.name, self.opened))
        sure = sum(opening.sure for opening in self.opened)
        if (len(labels) == len(self.opened) and sure < len(self.opened)) or (
            len(labels) == 1 and not self.only_questions and not sure
        ):
            return False
        own = [opening.said for opening in self.opened]
        told = sum(voice(self.text, *span) == "told" for span in own)
        if 2 * sure >= len(self.opened):
            return True
        alone = sum(start >= end for start, end in own)
        spoken = sum(in_person(self.text, *span) for span in own)
        return spoken >= SPOKEN * (len(own) - alone) and 2 * told <= len(own)

    def turns(self) -> Iterator[Turn]:
        """Each turn, with the paragraphs behind it that go on; where only questions have labels they are the answer."""
        voices = {i: voice(self.text, *self.paragraphs[i]) for i in range(self.at[0], len(self.paragraphs))}
        labelled = set(self.at)
        free = [how for i, how in voices.items() if i not in labelled]
        talkative = bool(free) and free.count("spoken") >= TALKATIVE * len(free)
        loose = talkative or (len(self.opened) >= LONG and not self.only_questions)
        answering: Span | None = None
        for number, (opening, i) in enumerate(zip(self.opened, self.at, strict=True)):
            last = number + 1 == len(self.opened)
            stop = len(self.paragraphs) if last else self.at[number + 1]
            behind = [voices[paragraph] for paragraph in range(i + 1, stop)]
            alone = opening.said[0] >= opening.said[1]
            n_more = _n_going_on(behind, loose=loose and (len(self.opened) >= LONG or not last), alone=alone)
            yield from self._turn(opening, i, n_more, behind[:n_more], answering)
            if not (opening.bold or self.only_questions):
                answering = opening.label

    def _turn(
        self, opening: Opening, i: int, n_more: int, behind: Sequence[Voice], answering: Span | None
    ) -> Iterator[Turn]:
        """The turn of a label, and the answer behind it if only questions have labels."""
        own, end = opening.said[1], self.paragraphs[i + n_more][1]
        certain = SURE if opening.sure or opening.bold or in_person(self.text, *opening.said) else LIKELY
        if not (self.only_questions or opening.bold):
            said = (opening.said[0], end if n_more else own)
            yield Turn(opening.label, said, confidence=min(certain, _confidence(behind)))
            return
        yield Turn(
            opening.label, opening.said, asks=opening.bold and opening.label[0] == opening.label[1], confidence=certain
        )
        if n_more:
            yield Turn(
                (self.paragraphs[i][1],) * 2, (self.paragraphs[i][1], end), answering, confidence=_confidence(behind)
            )


def _confidence(behind: Sequence[Voice]) -> float:
    """How sure paragraphs without a label are talk."""
    return LOOSE if "either" in behind else SURE


def _n_going_on(behind: Sequence[Voice], *, loose: bool, alone: bool) -> int:
    """How many of the paragraphs behind a label go on with its turn: none from one on that tells who said what.

    The first one does behind a label that is ``alone`` on its line; the last ones only if they are spoken, unless the
    interview is ``loose``: there an answer may tell something and go on.
    """
    spoken = max((at for at, how in enumerate(behind) if how == "spoken"), default=-1) if loose else -1
    told = (at for at, how in enumerate(behind) if how == "told" and at > spoken)
    count = next((at for at in told if at or not alone), len(behind))
    while count > alone and behind[count - 1] == "either" and not loose:
        count -= 1
    return count


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
