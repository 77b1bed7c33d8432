"""Cut a noun phrase: at its commas into segments, and a segment into its spine, which ends with the head, and its tail.

There is no parser behind this.  The spine ends before the first preposition, relative pronoun or participle.
"""

from __future__ import annotations

from newsan.language.speakers.items import POSSESSIVE, Item, head_noun, noun_kind
from newsan.language.wordlists import words

_CUTS = frozenset({",", ";", ":", "—", "–", "-", "--", "(", ")"})

YEAR = 4
"""Digits of a year."""

Spine = tuple[list[Item], list[Item]]
"""The words up to the head, and those behind it."""


def segments(items: list[Item]) -> list[list[Item]]:
    """The parts between commas, colons and dashes; always at least one.

    A year ("May 4, 2019") is not cut off; an age ("Ada Crane, 41") is.
    """
    found: list[list[Item]] = [[]]
    for item, follower in zip(items, [*items[1:], None], strict=True):
        if item.word == "," and follower and len(follower.word) == YEAR and follower.word.isdigit():
            continue
        if item.word in _CUTS:
            found.append([])
        else:
            found[-1].append(item)
    return [segment for segment in found if segment] or [[]]


def spine(items: list[Item]) -> Spine:
    """The spine and the tail of a segment: "the head | of the bank", "Biden | and others"."""
    items = _joined_titles(items)
    stops = words("grammar", "preposition")
    for i, item in enumerate(items[1:], 1):
        behind_name = item.word in ("and", "or") and items[i - 1].place is not None
        if behind_name or item.word in stops or _is_participle(item.word, items[i - 1]):
            return _trimmed(items[:i]), items[i:]
    return _trimmed(items), []


def _joined_titles(items: list[Item]) -> list[Item]:
    """One item for a title that holds "of": secretary of state, chief of staff."""
    found: list[Item] = []
    for i, item in enumerate(items):
        inside = i > 1 and items[i - 1].word == "of" and item.text.lower() in words("grammar", "office")
        if inside and len(found) > 1 and noun_kind(head_noun(items[: i - 1])[0]) == "person":
            text = f"{found[-2].text} of {item.text}"
            found[-2:] = [Item(found[-2].start, item.end, text.lower(), text)]
        else:
            found.append(item)
    return found


def _is_participle(word: str, before: Item) -> bool:
    """Whether a word goes on describing the noun before it: "officials briefed on it", "people holding a banner".

    Behind a name only what was done with it or its document does: "the Research Group released", "a letter seen".
    """
    if word in words("grammar", "held", "issued"):
        return True
    if not word.endswith(("ing", "ed")) or len(word) < 5 or not before.word:
        return False
    return (
        word not in words("grammar", "modifier")
        and noun_kind(word) == "other"
        and noun_kind(head_noun([before])[0]) != "other"
    )


def _trimmed(items: list[Item]) -> list[Item]:
    """The items without what only follows a head: "himself", "also", a possessive ending."""
    ends = words("grammar", "trail") | {*POSSESSIVE, "and", "or"}
    while len(items) > 1 and items[-1].word in ends:
        items = items[:-1]
    return items
