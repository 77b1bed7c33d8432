"""Resolve the sources of attributions to speakers: who says it, and how we know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Actor, Attribution, Span, Speaker
from newsan.language.focus import MARGIN, Key, best_person, prominence, remember
from newsan.language.genders import Gender
from newsan.language.interviews import turns
from newsan.language.profiles import profiles_of
from newsan.language.scene import quote_at, scene_of
from newsan.language.sources import resolve_source
from newsan.language.stage import Stage
from newsan.language.unsourced import without_source

_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


def resolve(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    marks: Sequence[Span],
) -> tuple[Speaker, ...]:
    """Return the speaker of each attribution, in the attributions' order.

    ``marks`` are the stretches in quotation marks.  A source may be a name, a pronoun, a description or missing; what cannot be
    told stays ``unresolved``, what nobody says ``unattributed``.  ``Speaker.rule`` names the rule that decided.  The text is
    walked once, in order; sources inside other people's quotations are read afterwards, when those speakers are known.
    """
    scene = scene_of(text, sentences, paragraphs, actors, marks)
    stage = Stage(scene, profiles_of(scene), tuple(attributions), parents=_parents(attributions), turns=turns(text, paragraphs))
    inner = [i for i in stage.parents if quote_at(scene, _position(attributions[i])) is not None]
    _walk(stage, frozenset(inner))
    for i in sorted(inner, key=lambda i: _size(attributions[stage.parents[i]]), reverse=True):
        _settle(stage, i)
    return tuple(stage.speakers[i] for i in range(len(attributions)))


def _position(one: Attribution) -> int:
    """Return where an attribution is read: at its source, else at its content."""
    return one.source[0] if one.source else min((start for start, _ in one.content), default=0)


def _size(one: Attribution) -> int:
    return max((end - start for start, end in one.content), default=0)


def _parents(attributions: Sequence[Attribution]) -> dict[int, int]:
    """Return for each attribution that stands inside the content of another the innermost such other."""
    contents = sorted((start, -end, j) for j, one in enumerate(attributions) for start, end in one.content)
    found: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    position = 0
    for where, i in sorted((_position(one), i) for i, one in enumerate(attributions)):
        while position < len(contents) and contents[position][0] <= where:
            opened.append((-contents[position][1], contents[position][2]))
            position += 1
        opened = [(end, j) for end, j in opened if end > where]
        around = [j for _, j in opened if j != i]
        if around and (attributions[i].source or _size(attributions[around[-1]]) > _size(attributions[i])):
            found[i] = around[-1]
    return found


def _walk(stage: Stage, inner: frozenset[int]) -> None:
    """Go through the text once: mentions and pronouns are remembered, sources resolved and remembered as speaking."""
    events: list[tuple[int, int, int, int]] = [(place.start, 1, place.end, n) for n, place in enumerate(stage.scene.places)]
    events += [(m.start(), 2, m.end(), 0) for m in _PRONOUN.finditer(stage.scene.text) if quote_at(stage.scene, m.start()) is None]
    events += [(_position(one), 0, 0, i) for i, one in enumerate(stage.attributions) if i not in inner]
    until = 0
    for start, kind, end, n in sorted(events):
        if kind == 0:
            _settle(stage, n)
            source = stage.attributions[n].source
            until = max(until, source[1]) if source else until
        elif end <= until:
            continue
        elif kind == 1:
            place = stage.scene.places[n]
            remember(stage.scene, stage.focus, Key(place.actor), (start, end), prominence(stage.scene, place))
        else:
            _follow(stage, start, end)


def _follow(stage: Stage, start: int, end: int) -> None:
    """Remember whom a "he" or "her" in running text means, and learn an unknown gender from it."""
    word = stage.scene.text[start:end].lower()
    gender: Gender = "male" if word in ("he", "his", "him") else "female"
    found = best_person(stage.scene, stage.focus, stage.profiles, start, gender)
    if found is None or found[1] < MARGIN:
        return
    weight = 1.8 if word in ("he", "she") else 0.5
    remember(stage.scene, stage.focus, found[0].key, (start, end), weight)


def _settle(stage: Stage, i: int) -> None:
    """Resolve one attribution and remember its speaker."""
    source = stage.attributions[i].source
    key, speaker = resolve_source(stage, i, source) if source else without_source(stage, i)
    stage.speakers[i] = speaker
    if key is None:
        return
    stage.keys[i] = key
    if source and (i not in stage.parents or quote_at(stage.scene, source[0]) is None):
        remember(stage.scene, stage.focus, key, source, 2.0, speaking=True)
