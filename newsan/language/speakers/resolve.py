"""Resolve the sources of attributions to speakers: who says it, and how we know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsan.document import Attribution, Span
from newsan.language.coreference.antecedents import Reader, unread
from newsan.language.coreference.candidates import candidates_of
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.groups import groups, together
from newsan.language.coreference.questions import meaning
from newsan.language.coreference.salience import OBLIQUE, SUBJECT, Key, prominence, reference_to
from newsan.language.coreference.traits import traits_of
from newsan.language.index import Index, quote_at
from newsan.language.layout.interviews import Turn
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.speakers.sources import resolve_source
from newsan.language.speakers.unsourced import without_source
from newsan.language.syntax.noun_phrases import NounPhrase

SURE = 0.35
"""How likely somebody has to be meant by a pronoun in running text to be remembered there."""

_SOURCE, _MENTION, _PRONOUN, _GROUP = range(4)
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


def resolve(
    index: Index, attributions: Sequence[Attribution], turns: tuple[Turn, ...] = (), read: Reader = unread
) -> Discourse:
    """The discourse at the end of a text, with the speakers of its attributions; ``read`` asks whom words mean.

    A source may be a name, a pronoun, a description or missing; one that cannot be told stays ``unresolved``, a
    quotation without one is ``unattributed``.  ``Speaker.rule`` names the rule that decided.  The text is walked once,
    in order; sources inside other people's quotations are read afterwards, when those speakers are known.
    """
    traits, parents, contents = traits_of(index), _parents(attributions), ContentIndex(attributions)
    candidates = candidates_of(index, traits)
    discourse = Discourse(index, traits, candidates, tuple(attributions), parents, turns, contents, read=read)
    inner = [i for i in parents if quote_at(index, _position(attributions[i])) is not None]
    _walk(discourse, frozenset(inner))
    sizes = [_size(attribution) for attribution in attributions]
    for i in sorted(inner, key=lambda i: -sizes[parents[i]]):
        _settle(discourse, i)
    discourse.attributions = tuple(replace(one, speaker=discourse.speakers[i]) for i, one in enumerate(attributions))
    return discourse


def _position(attribution: Attribution) -> int:
    """Where an attribution is read: at its source, else at its content."""
    return attribution.source[0] if attribution.source else min((start for start, _ in attribution.content), default=0)


def _size(attribution: Attribution) -> int:
    return max((end - start for start, end in attribution.content), default=0)


def _parents(attributions: Sequence[Attribution]) -> dict[int, int]:
    """For each attribution that stands inside the content of another, the innermost such other."""
    contents = sorted(
        (start, -end, j) for j, attribution in enumerate(attributions) for start, end in attribution.content
    )
    parents: dict[int, int] = {}
    sizes = [_size(attribution) for attribution in attributions]
    opened: list[tuple[int, int]] = []
    next_one = 0
    for where, i in sorted((_position(attribution), i) for i, attribution in enumerate(attributions)):
        while next_one < len(contents) and contents[next_one][0] <= where:
            opened.append((-contents[next_one][1], contents[next_one][2]))
            next_one += 1
        opened = [(end, j) for end, j in opened if end > where]
        around = [j for _, j in opened if j != i]
        if around and (attributions[i].source or sizes[around[-1]] > sizes[i]):
            parents[i] = around[-1]
    return parents


def _walk(discourse: Discourse, inner: frozenset[int]) -> None:
    """Go through the text once: mentions and pronouns are remembered, sources resolved and remembered as speaking."""
    until, named = 0, list(groups(discourse.index))
    whole = ((group[-1].start, _GROUP, group[-1].end, number) for number, group in enumerate(named))
    for start, what, end, number in sorted([*_events(discourse, inner), *whole]):
        if what == _SOURCE:
            _settle(discourse, number)
            until = max(until, end)
        elif what == _GROUP:
            weight = SUBJECT if end <= until else prominence(discourse.index, named[number][0])
            key = together({mention.entity for mention in named[number]})
            _remember(discourse, key, (start, end), weight, speaking=end <= until)
        elif what == _MENTION and end > until:
            mention = discourse.index.mentions[number]
            _remember(discourse, Key(mention.entity), (start, end), prominence(discourse.index, mention))
        elif end > until:
            _follow(discourse, start, end)


def _events(discourse: Discourse, inner: frozenset[int]) -> Iterator[tuple[int, int, int, int]]:
    """Start, kind, end and number of mentions, pronouns outside quotations, and all but the inner sources."""
    for i, attribution in enumerate(discourse.attributions):
        if i not in inner:
            yield _position(attribution), _SOURCE, attribution.source[1] if attribution.source else 0, i
    for number, mention in enumerate(discourse.index.mentions):
        yield mention.start, _MENTION, mention.end, number
    for pronoun in _HE_OR_SHE.finditer(discourse.index.text):
        if quote_at(discourse.index, pronoun.start()) is None:
            yield pronoun.start(), _PRONOUN, pronoun.end(), 0


def _follow(discourse: Discourse, start: int, end: int) -> None:
    """Remember whom a "he" or "her" in running text means, if that can be told."""
    word = discourse.index.text[start:end].lower()
    candidate = meaning(discourse, NounPhrase("pronoun", (start, end), word), least=SURE).candidate
    if candidate is not None:
        weight = SUBJECT if word in ("he", "she") else OBLIQUE
        _remember(discourse, candidate.key, (start, end), weight)


def _settle(discourse: Discourse, i: int) -> None:
    """Resolve one attribution and remember its speaker."""
    source = discourse.attributions[i].source
    key, discourse.speakers[i] = resolve_source(discourse, i, source) if source else without_source(discourse, i)
    if key is not None:
        discourse.keys[i] = key
        if source and quote_at(discourse.index, source[0]) is None:
            _remember(discourse, key, source, SUBJECT, speaking=True)


def _remember(discourse: Discourse, key: Key, span: Span, weight: float, *, speaking: bool = False) -> None:
    """Add a reference; the caller comes in order of the text."""
    discourse.references.append(reference_to(discourse.index, key, span, weight, speaking=speaking))
