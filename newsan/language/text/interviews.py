"""Who talks where no source stands: interviews by line, speeches over several paragraphs, dialogue.

An interview has lines that open with a label: ``Q:`` and ``A:``, ``SMITH:``, ``((Jane Smith))``.  Everything up to the
next label is the labelled person's turn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsan.document import Attribution, Span
from newsan.language.actors.names import fold
from newsan.language.wordlists import base_forms, words

FEWEST = 3
"""Labelled lines that make an interview; fewer are headings or lists."""

MOSTLY = 0.8
"""Share of labelled paragraphs that must ask before the others are taken for answers: our choice."""

_LABEL = re.compile(
    r"[\s*•\"“]*(?:\(\((?P<double>[^()\n]{1,40})\)\)\s*:?|(?P<plain>[^\W\d_][\w.’' -]{0,39}?)\s*:(?=\s))\s*"
)
_TOLD = re.compile(r"[,?!][”\"’]((?:\s+[^\W\d_]+){2,5})")
_QUESTION = frozenset({"q", "question", "interviewer", "reporter", "host", "moderator"})
_ANSWER = frozenset({"a", "answer", "interviewee", "guest"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of an interview: the label's span, and the span of what is said."""

    label: Span
    said: Span


def turns(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """The turns of an interview in order; nothing for any other text.

    A text is an interview when at least three paragraphs open with a label, and one label comes back.

    >>> len(turns("Q: Why?\\nA: Because.\\nQ: Who?\\nA: Me.", [(0, 7), (8, 18), (19, 26), (27, 33)]))
    4
    """
    opened = [found for start, end in paragraphs if (found := _LABEL.match(text, start, end)) and found.end() < end]
    opened = _written_alike(text, [found for found in opened if _names_somebody(_label(text, found))])
    labels = {_label(text, found).casefold() for found in opened}
    if len(opened) < FEWEST or len(labels) == len(opened):
        return ()
    return tuple(_turns_between(text, paragraphs, opened, only_questions=_only_questions(text, paragraphs, opened)))


def _written_alike(text: str, opened: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The labels without those in small letters where most have capitals: a heading ("Hall: We won") is no turn."""
    capitals = [found for found in opened if _label(text, found).isupper()]
    return capitals if 2 * len(capitals) > len(opened) else list(opened)


def _only_questions(text: str, paragraphs: Sequence[Span], opened: Sequence[re.Match[str]]) -> bool:
    """Whether nearly all labelled paragraphs ask: then the answers have no labels."""
    asking = sum("?" in text[found.end() : _end_before(paragraphs, found.end())] for found in opened)
    return asking >= MOSTLY * len(opened)


def _turns_between(
    text: str, paragraphs: Sequence[Span], opened: Sequence[re.Match[str]], *, only_questions: bool
) -> Iterator[Turn]:
    """Each turn up to the next label; where only questions have labels, what follows a question answers it."""
    stops = [_end_before(paragraphs, following.start()) for following in opened[1:]]
    stops.append(_end_of_talk(text, paragraphs, opened[-1].end()))
    for found, stop in zip(opened, stops, strict=True):
        own = _end_before(paragraphs, found.end()) if only_questions else stop
        yield Turn(_label_span(found), (found.end(), own))
        if own < stop:
            yield Turn((own, own), (own, stop))


def _end_of_talk(text: str, paragraphs: Sequence[Span], position: int) -> int:
    """Where the last turn ends: with the text, or before a later paragraph that tells who said what, "…," she said."""
    first = bisect_right(paragraphs, position, key=lambda span: span[0])
    for i in range(first, len(paragraphs)):
        for found in _TOLD.finditer(text, *paragraphs[i]):
            if any(form in words("cues", "utter") for word in found[1].lower().split() for form in base_forms(word)):
                return paragraphs[i - 1][1]
    return paragraphs[-1][1]


def turn_attributions(found: Sequence[Turn], paragraphs: Sequence[Span]) -> Iterator[Attribution]:
    """One direct attribution for each turn: its label is the source, its paragraphs are the content."""
    i = 0
    for turn in found:
        while i < len(paragraphs) and paragraphs[i][1] <= turn.said[0]:
            i += 1
        content: list[Span] = []
        while i < len(paragraphs) and paragraphs[i][0] < turn.said[1]:
            content.append((max(paragraphs[i][0], turn.said[0]), paragraphs[i][1]))
            i += 1
        if content:
            source = turn.label if turn.label[0] < turn.label[1] else None
            yield Attribution(source, None, tuple(content), "direct", "speech", 1.0, "interview")


def _label_span(found: re.Match[str]) -> Span:
    return found.span("double") if found["double"] else found.span("plain")


def _label(text: str, found: re.Match[str]) -> str:
    start, end = _label_span(found)
    return text[start:end]


def _names_somebody(label: str) -> bool:
    """Whether a label is a name or a letter rather than a caption ("Image:") or a phrase ("Hall added:")."""
    parts, particles = label.split(), words("names", "particle")
    named = all(part[:1].isupper() or part.casefold() in particles for part in parts)
    return 0 < len(parts) < 5 and named and parts[-1].casefold() not in words("names", "caption")


def _end_before(paragraphs: Sequence[Span], position: int) -> int:
    """The end of the paragraph at a position, or of the one before it when a paragraph begins there."""
    i = bisect_right(paragraphs, position, key=lambda span: span[0]) - 1
    return paragraphs[i - 1][1] if i > 0 and paragraphs[i][0] == position else paragraphs[max(0, i)][1]


def turn_at(found: Sequence[Turn], position: int) -> Turn | None:
    """The turn at a position."""
    i = bisect_right(found, position, key=lambda turn: turn.label[0]) - 1
    return found[i] if i >= 0 and position < found[i].said[1] else None


def is_question(label: str) -> bool:
    """Whether a label marks the one who asks.

    >>> is_question("Q"), is_question("A")
    (True, False)
    """
    return fold(label).strip(". :") in _QUESTION


def is_answer(label: str) -> bool:
    """Whether a label marks the one who answers."""
    return fold(label).strip(". :") in _ANSWER
