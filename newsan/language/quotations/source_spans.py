"""The span of a source, put right: whole words, the determiner that says which one, and the "it" that is nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsan.document import Attribution, Span
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.subjects import BEING

LONGEST_WORD = 40
"""Characters of a word that are looked at."""

REACH = 300
"""Characters before a clause that are searched for whoever it is of."""

_DETERMINERS = Pattern(r"\b(?:<grammar.determiner,leading>[ ])+$", re.IGNORECASE)
_OPENED = re.compile(r"(?<![^\s“\"])([^\s,;:.“”\"][^,;:.“”\"]{1,60}?),? (?:who|whose|\w+ing)\b[^;:“”\"]*\Z")
_CUT_BEFORE = re.compile(r"[\w&'’-][\w.&'’-]*\Z")
_CUT_AFTER = re.compile(r"(?:[\w&-]|(?<=\b\w)\.)(?:[\w&-]|\.\w|(?<=\.\w)\.)*")


def without_expletive(text: str, source: Span | None, cue: Span | None) -> tuple[Span | None, Span | None]:
    """Source and cue where "it" and "there" are nobody: "it was reported", and "there were | reports", which say it."""
    if cue is None:
        return source, cue
    told = text[slice(*cue)].lower()
    if source is not None and text[slice(*source)].lower() == "it" and BEING.match(told):
        return None, cue
    existing = BEING.match(told)
    there = existing and text[max(0, cue[0] - 6) : cue[0]].split()[-1:] in (["There"], ["there"])
    if source is None and existing and there and singular(told.split()[-1]) in words("cues", "telling"):
        return (cue[0] + existing.end(), cue[1]), (cue[0], cue[0] + existing.end(1))
    return source, cue


def whole_words(text: str, span: Span) -> Span:
    """A span with all of the words that it cuts, as in "U.S. officials"."""
    before = _CUT_BEFORE.search(text, max(0, span[0] - LONGEST_WORD), span[0])
    after = _CUT_AFTER.match(text, span[1], span[1] + LONGEST_WORD)
    return before.start() if before else span[0], after.end() if after else span[1]


def with_determiner(text: str, source: Span) -> Span:
    """A source with the words before it that say which one: "Another | U.S. official" is not the first one."""
    before = _DETERMINERS.search(text, max(0, source[0] - 40), source[0])
    return (before.start(), source[1]) if before else source


def before_clause(text: str, source: Span, start: int) -> Span:
    """A source, or the noun phrase before the clause that it was cut out of; ``start`` is where the sentence begins.

    In *A banker who asked not to be named because | the talks are private | said …* the banker is the source: a clause
    is none.
    """
    named = text[slice(*source)].lower().split()
    finite = next((i for i, word in enumerate(named) if word in words("reporting", "finite") or word == "because"), 0)
    if not finite or not words("reporting", "relative").isdisjoint(named[:finite]):
        return source
    opened = _OPENED.search(text, max(start, source[0] - REACH), source[0])
    if opened is None or not words("reporting", "finite").isdisjoint(opened[1].lower().split()):
        return source
    return opened.span(1)


def as_long(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions, with the longest source where several begin at one place: they are the same source.

    In "A spokeswoman for the bank said … and urged …" the model may see a part of her for the second.
    """
    ends: dict[int, int] = {}
    for attribution in attributions:
        if attribution.source:
            ends[attribution.source[0]] = max(attribution.source[1], ends.get(attribution.source[0], 0))
    for attribution in attributions:
        longest = (attribution.source[0], ends[attribution.source[0]]) if attribution.source else None
        own = (*attribution.content, *([attribution.cue] if attribution.cue else ()))
        fits = longest is not None and not any(start < longest[1] and longest[0] < end for start, end in own)
        yield replace(attribution, source=longest) if fits else attribution
