"""The noun phrase that "who", "which" or "that" goes on from."""

from __future__ import annotations

from newsan.language.speakers.items import Item, head_noun, items_between, noun_kind
from newsan.language.speakers.scene import Scene, sentence_at
from newsan.language.wordlists import words

REACH = 160
"""Characters before the pronoun that are read; enough for a name with a long apposition."""

LONGEST = 6
"""Most words of a noun phrase without its additions."""

_WANTED = {
    "who": ("person",),
    "whom": ("person",),
    "whose": ("person", "body"),
    "which": ("body", "document"),
    "that": ("person", "body", "document"),
}


def antecedent_of(scene: Scene, pronoun: str, position: int) -> tuple[int, int] | None:
    """The span of the noun phrase that a relative pronoun takes up, None when there is none of the right kind.

    The phrase ends right before the pronoun, or before a preposition and its noun ("farmers in the valley, who").
    """
    sentence = scene.sentence_starts[sentence_at(scene, position)] if scene.sentence_starts else 0
    items = items_between(scene, max(sentence, position - REACH), position)
    while items and items[-1].word in (",", "-", "--", "—", "–", "and"):
        items.pop()
    for _ in range(3):
        first = _phrase_start(items)
        if first is None:
            break
        if _is_wanted(items[first:], pronoun):
            return _named_before(items, first, pronoun) or (items[first].start, items[-1].end)
        items = _before_preposition(items, first)
    return _with_age(scene, sentence, position) if pronoun == "who" else None


def _named_before(items: list[Item], first: int, pronoun: str) -> tuple[int, int] | None:
    """The name itself when it stands last ("Crane and Dunn, who") or when the phrase is an apposition to it."""
    if items[-1].place and items[-1].place.type == "person":
        return items[-1].start, items[-1].end
    name = items[first - 2] if first > 1 and items[first - 1].word == "," else None
    return (name.start, name.end) if name and name.place and _is_wanted([name], pronoun) else None


def _with_age(scene: Scene, sentence: int, position: int) -> tuple[int, int] | None:
    """The person in "Alma Stone, 59, of Hull, who": nothing but age and places stands between."""
    items = items_between(scene, max(sentence, position - REACH), position)
    for item in reversed(items):
        if item.place and item.place.type == "person":
            return item.start, item.end
        if not (item.place or item.word in (",", "of", "in", "from") or item.word.isdigit() or item.text.istitle()):
            return None
    return None


def _phrase_start(items: list[Item]) -> int | None:
    """The number of the first word of the noun phrase at the end."""
    stop = words("grammar", "preposition", "auxiliary", "be") | {",", ";", ":", "-", "--", "—", "–", "(", ")"}
    first = len(items)
    while first > 0 and len(items) - first < LONGEST and items[first - 1].word not in stop:
        first -= 1
        if items[first].word in words("grammar", "definite", "indefinite", "possessive"):
            break
    verb_first = (
        first > 0 and items[first - 1].word in {"to"} | words("grammar", "auxiliary") and len(items) - first > 1
    )
    if (
        verb_first
        and items[first].word
        and items[first].word not in words("grammar", "definite", "indefinite", "possessive")
    ):
        first += 1
    while first < len(items) and items[first].word in ("and", "or", "but", "'s"):
        first += 1
    return first if first < len(items) else None


def _is_wanted(items: list[Item], pronoun: str) -> bool:
    last = items[-1]
    wanted = _WANTED.get(pronoun, ())
    if last.place:
        kinds = {"person": "person", "group": "person", "org": "body", "place": "body"}
        return kinds.get(last.place.type) in wanted
    noun, plural = head_noun(items)
    determined = items[0].word in words("grammar", "definite", "indefinite", "possessive") or any(
        item.place for item in items
    )
    return noun_kind(noun) in wanted and (plural or determined or len(items) > 1)


def _before_preposition(items: list[Item], first: int) -> list[Item]:
    """The items before the preposition that stands before the last phrase, or nothing."""
    if first > 1 and items[first - 1].word in words("grammar", "owner", "preposition"):
        return items[: first - 1]
    return []


def is_predicate(scene: Scene, start: int) -> bool:
    """Whether a phrase is what somebody is said to be: "Crane is a lawyer who"."""
    sentence = scene.sentence_starts[sentence_at(scene, start)] if scene.sentence_starts else 0
    items = items_between(scene, max(sentence, start - 12), start)
    return bool(items) and items[-1].word in ("is", "was", "are", "were")
