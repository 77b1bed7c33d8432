"""Resolve the sources of attributions to speakers: who says it, and how we know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsan.document import Actor, Attribution, Span
from newsan.language.speakers.casting import casting_of
from newsan.language.speakers.extents import whole_source
from newsan.language.speakers.focus import OBLIQUE, SUBJECT, Key, prominence, remember
from newsan.language.speakers.profiles import profiles_of
from newsan.language.speakers.pronouns import person_meant
from newsan.language.speakers.scene import quote_at, scene_of
from newsan.language.speakers.sources import resolve_source
from newsan.language.speakers.stage import Stage
from newsan.language.speakers.unsourced import is_label, without_source
from newsan.language.text.interviews import turns

_SOURCE, _MENTION, _PRONOUN = range(3)
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


def resolve(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    marks: Sequence[Span],
) -> Stage:
    """The stage at the end of a text: ``speakers`` by the number of their attribution, and all who have been on it.

    ``marks`` are the stretches in quotation marks.  A source may be a name, a pronoun, a description or missing; one
    that cannot be told stays ``unresolved``, a quotation without one is ``unattributed``.  ``Speaker.rule`` names the
    rule that decided.  The text is walked once, in order; sources inside other people's quotations are read afterwards,
    when those speakers are known.
    """
    scene = scene_of(text, sentences, paragraphs, actors, marks)
    profiles = profiles_of(scene)
    parents = _parents(attributions)
    stage = Stage(scene, profiles, casting_of(scene, profiles), tuple(attributions), parents, turns(text, paragraphs))
    inner = [i for i in parents if quote_at(scene, _position(attributions[i])) is not None]
    _walk(stage, frozenset(inner))
    sizes = [_size(one) for one in attributions]
    for i in sorted(inner, key=lambda i: -sizes[parents[i]]):
        _settle(stage, i)
    return stage


def _position(one: Attribution) -> int:
    """Where an attribution is read: at its source, else at its content."""
    return one.source[0] if one.source else min((start for start, _ in one.content), default=0)


def _size(one: Attribution) -> int:
    return max((end - start for start, end in one.content), default=0)


def _parents(attributions: Sequence[Attribution]) -> dict[int, int]:
    """For each attribution that stands inside the content of another, the innermost such other."""
    contents = sorted((start, -end, j) for j, one in enumerate(attributions) for start, end in one.content)
    found: dict[int, int] = {}
    sizes = [_size(one) for one in attributions]
    opened: list[tuple[int, int]] = []
    next_one = 0
    for where, i in sorted((_position(one), i) for i, one in enumerate(attributions)):
        while next_one < len(contents) and contents[next_one][0] <= where:
            opened.append((-contents[next_one][1], contents[next_one][2]))
            next_one += 1
        opened = [(end, j) for end, j in opened if end > where]
        around = [j for _, j in opened if j != i]
        if around and (attributions[i].source or sizes[around[-1]] > sizes[i]):
            found[i] = around[-1]
    return found


def _walk(stage: Stage, inner: frozenset[int]) -> None:
    """Go through the text once: mentions and pronouns are remembered, sources resolved and remembered as speaking."""
    until = 0
    for start, what, end, n in sorted(_events(stage, inner)):
        if what == _SOURCE:
            _settle(stage, n)
            until = max(until, end)
        elif what == _MENTION and end > until:
            place = stage.scene.places[n]
            remember(stage.scene, stage.focus, Key(place.actor), (start, end), prominence(stage.scene, place))
        elif end > until:
            _follow(stage, start, end)


def _events(stage: Stage, inner: frozenset[int]) -> Iterator[tuple[int, int, int, int]]:
    """Start, kind, end and number of mentions, pronouns outside quotations, and all but the inner sources."""
    for i, one in enumerate(stage.attributions):
        if i not in inner:
            yield _position(one), _SOURCE, one.source[1] if one.source else 0, i
    for n, place in enumerate(stage.scene.places):
        yield place.start, _MENTION, place.end, n
    for found in _HE_OR_SHE.finditer(stage.scene.text):
        if quote_at(stage.scene, found.start()) is None:
            yield found.start(), _PRONOUN, found.end(), 0


def _follow(stage: Stage, start: int, end: int) -> None:
    """Remember whom a "he" or "her" in running text means, if that can be told."""
    word = stage.scene.text[start:end].lower()
    found = person_meant(stage, start, "male" if word in ("he", "his", "him") else "female")
    if found is not None:
        weight = SUBJECT if word in ("he", "she") else OBLIQUE
        remember(stage.scene, stage.focus, found.key, (start, end), weight)


def _settle(stage: Stage, i: int) -> None:
    """Resolve one attribution and remember its speaker."""
    source = stage.attributions[i].source
    if source and not is_label(stage, source):
        source = whole_source(stage.scene, stage.attributions[i])
    if source:
        stage.sources[i] = source
    key, stage.speakers[i] = resolve_source(stage, i, source) if source else without_source(stage, i)
    if key is not None:
        stage.keys[i] = key
        if source and quote_at(stage.scene, source[0]) is None:
            remember(stage.scene, stage.focus, key, source, SUBJECT, speaking=True)
