"""Who talks where no source stands: interviews by line, speeches over several paragraphs, dialogue.

An interview has lines that open with a label: ``Q:`` and ``A:``, ``SMITH:``, ``((Jane Smith))``.  Everything up to the next label is
the labelled person's turn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsan.document import Actor, Span
from newsan.language.names import fold, name_words, person_name, place_in

FEWEST = 3
"""Labelled lines that make an interview; fewer are headings or lists."""

_LABEL = re.compile(r"[\s*•]*(?:\(\((?P<double>[^()\n]{1,40})\)\)\s*:?|(?P<plain>[^\W\d_][\w.’' -]{0,39}?)\s*:(?=\s))\s*")
_QUESTION = frozenset({"q", "question", "interviewer", "reporter", "host", "moderator"})
_ANSWER = frozenset({"a", "answer", "interviewee", "guest"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of an interview: the label's span, and the span of what is said."""

    label: Span
    said: Span


def turns(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """Return the turns of an interview in order; nothing for any other text.

    A text is an interview when at least three paragraphs open with a label, and one label comes back.

    >>> len(turns("Q: Why?\\nA: Because.\\nQ: Who?\\nA: Me.", [(0, 7), (8, 18), (19, 26), (27, 33)]))
    4
    """
    opened = [(found, end) for start, end in paragraphs if (found := _LABEL.match(text, start, end)) and found.end() < end]
    labels = [text[slice(*_label_span(found))].casefold() for found, _ in opened]
    if len(labels) < FEWEST or len(set(labels)) == len(labels) or not _looks_labelled(text, opened):
        return ()
    starts = [found.start() for found, _ in opened]
    last = paragraphs[-1][1]
    stops = [_last_end(paragraphs, following) for following in starts[1:]] + [last]
    return tuple(Turn(_label_span(found), (found.end(), stop)) for (found, _), stop in zip(opened, stops, strict=True))


def _label_span(found: re.Match[str]) -> Span:
    return found.span("double") if found["double"] else found.span("plain")


def _looks_labelled(text: str, opened: Sequence[tuple[re.Match[str], int]]) -> bool:
    """Return whether the labels are names or letters rather than words of a list ("Time: 9 pm")."""
    labels = [text[slice(*_label_span(found))] for found, _ in opened]
    return sum(label[0].isupper() for label in labels) == len(labels) and all(label.count(" ") < 4 for label in labels)


def _last_end(paragraphs: Sequence[Span], following: int) -> int:
    i = bisect_right(paragraphs, (following, following)) - 1
    while i > 0 and paragraphs[i][0] >= following:
        i -= 1
    return min(paragraphs[i][1], following)


def turn_at(found: Sequence[Turn], position: int) -> Turn | None:
    """Return the turn at a position."""
    i = bisect_right(found, position, key=lambda turn: turn.label[0]) - 1
    return found[i] if i >= 0 and position < found[i].said[1] else None


def is_question(label: str) -> bool:
    """Return whether a label marks the one who asks.

    >>> is_question("Q"), is_question("A")
    (True, False)
    """
    return fold(label).strip(". :") in _QUESTION


def is_answer(label: str) -> bool:
    """Return whether a label marks the one who answers."""
    return fold(label).strip(". :") in _ANSWER


def labelled_actor(label: str, actors: Sequence[Actor]) -> int | None:
    """Return the number of the actor that a label names: by surname in any case, by initials, by name.

    >>> labelled_actor("NG", [Actor("Natasha Gownaris", "person", ())])
    0
    """
    name = person_name(label)
    letters = fold(label).replace(".", "")
    for i, actor in enumerate(actors):
        if actor.type == "person" and (place_in(name, person_name(actor.name)) == 3 or actor.name.casefold() == label.casefold()):
            return i
    for i, actor in enumerate(actors):
        words = name_words(actor.name)
        if 1 < len(letters) == len(words) and letters == "".join(word[0] for word in words):
            return i
    return None


def interviewee(actors: Sequence[Actor], found: Sequence[Turn], asking: int | None) -> int | None:
    """Return the person whom an interview is with: the one named most before it begins, else the one named first."""
    begins = found[0].label[0] if found else 0
    people = [i for i, actor in enumerate(actors) if actor.type == "person" and i != asking]
    counts = {i: sum(mention.start < begins for mention in actors[i].mentions) for i in people}
    return max(people, key=lambda i: (counts[i], len(actors[i].mentions), -i), default=None)
