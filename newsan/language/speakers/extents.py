"""Complete a source that was cut short: in the middle of a name, before the name, behind its article."""

from __future__ import annotations

import re
from bisect import bisect_left

from newsan.document import Attribution, Span
from newsan.language.actors.titles import is_title, word_start
from newsan.language.attribution.borders import within_borders
from newsan.language.speakers.items import head_noun, items_between, noun_kind
from newsan.language.speakers.scene import Place, Scene, places_in
from newsan.language.wordlists import words

REACH = 60
"""Characters behind a lone article that are searched for its noun."""

LONGEST = 4
"""Words between a lone article and the cue that are taken for its noun phrase."""

_GAP = re.compile(r"\s*(?:['\"“”’]\s?)?")
_COMMA = re.compile(r"\s*,?\s+")


def whole_source(scene: Scene, one: Attribution) -> Span | None:
    """The source of an attribution, as far as it is meant to go; None when it has none.

    "Board president | Ada Crane" gets its name, "Norland Development | Bank" the rest of it, "The | Swedish partner"
    its noun, "His daughter, a lawyer, | Nora Price" the name behind the comma.  The content and the cue stay outside.
    """
    if one.source is None:
        return None
    near = one.cue[0] if one.cue else one.source[0]
    start, end = within_borders(scene.text, _completed(scene, one, one.source), near, scene.sentences)
    return (start, end) if start < end else None


def _completed(scene: Scene, one: Attribution, source: Span) -> Span:
    """A source with the rest of the name or noun phrase that it is a part of."""
    start, end = _with_whole_names(scene, source)
    taken = [*one.content, *([one.cue] if one.cue else [])]
    if scene.text[start:end].strip().lower() in words("grammar", "definite", "indefinite"):
        end = _noun_end(scene, end, _limit(end, taken))
    name = _name_behind(scene, start, end)
    if name is not None and not any(a < name.end and name.start < b for a, b in taken):
        return start, name.end
    return start, _capitals_end(scene, start, end, _limit(end, taken)) if name is None else end


def _with_whole_names(scene: Scene, span: Span) -> Span:
    """A span with the mentions that it cuts through."""
    start, end = span
    i = bisect_left(scene.place_starts, start) - 1
    if i >= 0 and scene.places[i].end > start:
        start = scene.places[i].start
    i = bisect_left(scene.place_starts, end) - 1
    return start, max(end, scene.places[i].end) if i >= 0 else end


def _limit(end: int, taken: list[Span]) -> int:
    """Where the next cue or content begins."""
    return min((start for start, _ in taken if start >= end), default=end + REACH)


def _noun_end(scene: Scene, end: int, limit: int) -> int:
    """The end of the noun phrase that a lone article opens."""
    items = items_between(scene, end, min(limit, end + REACH))
    for i, item in enumerate(items):
        if item.word in words("grammar", "preposition", "auxiliary") or (item.word and not item.word[0].isalnum()):
            break
        if item.word and noun_kind(head_noun(items[: i + 1])[0]) != "other":
            return item.end
    return limit if limit - end < REACH and 0 < len(items) <= LONGEST else end


def _name_behind(scene: Scene, start: int, end: int) -> Place | None:
    """The name right behind a description; behind a comma only a person, and only for the noun of one."""
    i = bisect_left(scene.place_starts, end)
    if i >= len(scene.places) or _ends_with_name(scene, start, end):
        return None
    place = scene.places[i]
    if _GAP.fullmatch(scene.text, end, place.start):
        described = scene.text[end - 1 : end] != "," or place.type == "person"
        return place if described else None
    behind_comma = _COMMA.fullmatch(scene.text, end, place.start) and place.type == "person"
    return place if behind_comma and _is_role(scene, start, end) else None


def _capitals_end(scene: Scene, start: int, end: int, limit: int) -> int:
    """The end of the capitalised words between a title and the cue: "US President | Crane said"."""
    rest = scene.text[end:limit].strip() if limit - end < REACH else ""
    last = scene.text[word_start(scene.text, end) : end]
    return limit if rest.istitle() and rest.replace(" ", "").isalpha() and is_title(last) else end


def _ends_with_name(scene: Scene, start: int, end: int) -> bool:
    inside = places_in(scene, start, end)
    return bool(inside) and not scene.text[inside[-1].end : end].strip(" ’'s") and inside[-1].type in ("person", "org")


def _is_role(scene: Scene, start: int, end: int) -> bool:
    """Whether a span is a description of one person: "his daughter"."""
    items = items_between(scene, start, end)
    nouns = [head_noun(items[: i + 1]) for i, item in enumerate(items) if item.word and item.word[0].isalnum()]
    return any(noun_kind(noun) == "person" and not plural for noun, plural in nouns)
