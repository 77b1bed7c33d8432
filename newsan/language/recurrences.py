"""Mentions that were missed: a name that the text has elsewhere, found again by its letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsan.document import EntityType, Mention

SURE = 0.5
"""Confidence that the found mentions of a name must have on average before it is looked for elsewhere."""

_WORD = re.compile(r"\w+")


def complete(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with those added where the same name stands again, in order.

    A name is looked for when it has several words, is an acronym, or is the surname of a full name; always in the same letters
    and as whole words, never across a mention that is there.  An added mention has the most frequent type and the mean confidence of the
    found ones.
    """
    names = _names(text, mentions)
    starts = [mention.start for mention in mentions]
    added: list[Mention] = []
    until = 0
    for word in _WORD.finditer(text):
        if word.start() < until:
            continue
        for name, kind, confidence in names.get(word.group(), ()):
            start, end = word.start(), word.start() + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum() and _is_free(mentions, starts, start, end):
                added.append(Mention(start, end, kind, confidence))
                until = end
                break
    return sorted([*mentions, *added], key=lambda mention: mention.start)


def _names(text: str, mentions: Sequence[Mention]) -> dict[str, list[tuple[str, EntityType, float]]]:
    """What is looked for, by its first word, longest first."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        name = text[mention.start : mention.end]
        found[name].append(mention)
        if mention.type == "person" and " " in name:
            found[name.rpartition(" ")[2]].append(mention)
    by_word: dict[str, list[tuple[str, EntityType, float]]] = defaultdict(list)
    for name, members in found.items():
        confidence = sum(mention.confidence for mention in members) / len(members)
        first = _WORD.match(name)
        if first and confidence >= SURE and _is_telling(name, members):
            kind = Counter(mention.type for mention in members).most_common(1)[0][0]
            by_word[first.group()].append((name, kind, round(confidence, 4)))
    for names in by_word.values():
        names.sort(key=lambda one: -len(one[0]))
    return by_word


def _is_telling(name: str, members: Sequence[Mention]) -> bool:
    """Whether the letters of a name say enough: several words, an acronym, a capitalised surname."""
    if not name[:1].isupper() or len(name) < 2:
        return False
    return " " in name or (name.isupper() and len(name) > 1) or any(m.end - m.start > len(name) for m in members)


def _is_free(mentions: Sequence[Mention], starts: Sequence[int], start: int, end: int) -> bool:
    """Whether no mention overlaps a span."""
    i = bisect_left(starts, end)
    return i == 0 or mentions[i - 1].end <= start
