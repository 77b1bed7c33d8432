"""The words beside a name that tell its type: "users of | Chirper", "| Chirper, the carmaker, …"."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from newsan.document import Span
from newsan.language.entities.names import name_words
from newsan.language.lexicon.forms import base_forms, singular
from newsan.language.lexicon.lookup import words
from newsan.language.model.folder import SHIPPED, folder, numbers
from newsan.language.syntax.titles import titles_before
from newsan.values import EntityType

REACH = 90
"""Characters on either side of a name that are read."""

_WORD = re.compile(r"['’]s?\b|[^\W_]+(?:['’.-][^\W_]+)*|[^\s\w]")
_ENDS = frozenset(".,;:()—–")


FILE = "types.json"

MOST = 2
"""Times that one feature counts for a name: a third place of the same kind tells nothing new."""

TYPES: tuple[EntityType, ...] = ("person", "org", "place", "group", "other")


def likely_types(features: Mapping[str, int]) -> dict[EntityType, float]:
    """How likely each type is by a name's features, in nats.

    A softmax whose weights ``training/name_types.py`` fitted.
    """
    weights = _weights()
    sums = list(weights["bias"])
    for feature, times in features.items():
        for i, weight in enumerate(weights.get(feature, ())):
            sums[i] += min(times, MOST) * weight
    most = max(sums)
    total = most + math.log(sum(math.exp(score - most) for score in sums))
    return dict(zip(TYPES, (score - total for score in sums), strict=True))


def _weights() -> dict[str, list[float]]:
    """The weights of the model that is in use; the shipped ones where it has none, since they know nothing of it."""
    weights: dict[str, list[float]] = (numbers(folder(), FILE) or numbers(SHIPPED, FILE))["weights"]
    return weights


def contexts(text: str, start: int, end: int) -> Iterator[str]:
    """The features of a name's place in a text: what stands before it, behind it, and which pronoun takes it up.

    >>> sorted(contexts("Users of Chirper complained.", 9, 16))
    ['before:of', 'head:belonging:of']
    """
    yield from _before(text, start)
    yield from _behind(text, end)


def shapes(name: str) -> Iterator[str]:
    """The features of a name itself.

    >>> sorted(shapes("my9sense")), sorted(shapes("Ada Crane"))
    (['digit', 'inner', 'one'], ['given', 'two'])
    """
    parts = name_words(name)
    yield ("none", "one", "two", "three")[min(len(parts), 3)]
    if not parts:
        return
    if parts[0] in words("given_names"):
        yield "given" if len(parts) > 1 else "given:alone"
    if len(parts) > 1:
        yield from _ends_of(parts)
    yield from _letters(name)


def _letters(name: str) -> Iterator[str]:
    """The features of a name's letters and signs."""
    if any(char.isdigit() for char in name):
        yield "digit"
    if name[0].islower() or re.search(r"[a-z][A-Z]", name):
        yield "inner"
    if name.isupper() and len(name) > 1:
        yield "capitals"
    if "&" in name:
        yield "ampersand"


def _ends_of(parts: Sequence[str]) -> Iterator[str]:
    """The features of the first and last words of a name of several."""
    if parts[-1] in words("names", "company"):
        yield "firm"
    if parts[-1] in words("names", "institution", "media", "tail") or parts[0] in words("names", "institution"):
        yield "body"
    if parts[-1] in words("contexts", "land"):
        yield "land"
    if parts[-1] in words("contexts", "work"):
        yield "work"


def features_of(text: str, names: Mapping[str, Sequence[Span]]) -> dict[str, Counter[str]]:
    """The features of each name of a text, given its places.

    A person is introduced by the full name, so a single word that does not end a longer name is rarely a person:
    "alone".
    """
    folded = {name: name_words(name) for name in names}
    lasts = {parts[-1] for parts in folded.values() if len(parts) > 1}
    firsts = {parts[0] for parts in folded.values() if len(parts) > 1}
    by_name: dict[str, Counter[str]] = {}
    for name, places in names.items():
        start, end = places[0]
        features = Counter(feature for place in places for feature in contexts(text, *place))
        features.update(f"shape:{shape}" for shape in shapes(text[start:end]))
        if len(parts := folded[name]) == 1:
            features["ends" if parts[0] in lasts else "begins" if parts[0] in firsts else "alone"] += 1
        by_name[name] = features
    return by_name


def _before(text: str, start: int) -> Iterator[str]:
    stretch = text[max(0, start - REACH) : start].rpartition("\n")[2]
    if titles_before(text, start):
        yield "title"
    before = [match.group().casefold() for match in _WORD.finditer(stretch)][-6:]
    if before and before[-1] == "the":
        yield "the"
        before.pop()
    if not before:
        return
    last = before[-1]
    if last in words("contexts", "preposition"):
        yield f"before:{last}"
        if len(before) > 1 and (kind := noun_class(before[-2])):
            yield f"head:{kind}:{last}"
    elif last in words("contexts", "before"):
        yield f"before:{last}"
    elif kind := noun_class(last):
        yield f"noun:{kind}"


def _behind(text: str, end: int) -> Iterator[str]:
    stretch = text[end : end + REACH].partition("\n")[0]
    behind = [match.group().casefold() for match in _WORD.finditer(stretch)][:14]
    if not behind:
        return
    first = behind[0]
    if first.startswith(("'", "’")):
        yield "possessive"
        kind = next((kind for word in behind[1:4] if (kind := noun_class(word))), "")
        if kind:
            yield f"has:{kind}"
    elif first == ",":
        yield from _apposed(behind[1:])
    elif first == "(":
        yield "bracket"
    elif first in ("-", "–"):
        yield "hyphen"
    elif first.isalpha():
        if kind := verb_class(first):
            yield f"verb:{kind}"
        if kind := noun_class(first):
            yield f"behind:{kind}"
    yield from _taken_up(behind)


def _apposed(behind: list[str]) -> Iterator[str]:
    """The kind of words behind the comma after a name: an age, "who", "which", or a noun phrase with its head."""
    if not behind:
        return
    if behind[0].isdigit() and len(behind[0]) == 2:
        yield "age"
    elif behind[0] in words("contexts", "relative"):
        yield f"relative:{behind[0]}"
    elif behind[0] in words("contexts", "article") or noun_class(behind[0]):
        heads = [noun_class(word) for word, after in zip(behind, [*behind[1:], "."], strict=True) if _ends(after)]
        if heads and heads[0]:
            yield f"apposed:{heads[0]}"


def _ends(after: str) -> bool:
    return after in _ENDS or after in words("contexts", "preposition", "end")


def _taken_up(behind: list[str]) -> Iterator[str]:
    """The pronoun that takes a subject up: "Chirper said | it was sorry"."""
    if behind[0].isalpha() and behind[0] not in words("contexts", "preposition"):
        pronouns = [word for word in behind[1:7] if word in words("contexts", "pronoun")]
        if pronouns:
            yield "taken:it" if pronouns[0].startswith("it") else "taken:he"


@lru_cache(maxsize=4096)
def noun_class(word: str) -> str:
    """The class of a noun, in either number; an empty string for other words.

    >>> noun_class("shares"), noun_class("carmaker"), noun_class("villages"), noun_class("actress"), noun_class("idea")
    ('belonging', 'body', 'land', 'role', '')
    """
    for form in (word, singular(word)):
        for kind in ("belonging", "officer", "thing", "land", "work"):
            if form in words("contexts", kind):
                return kind
        if form in words("bodies", "firm", "general") or form.endswith(("maker", "firm", "company")):
            return "body"
        if form in words("bodies", "state", "office"):
            return "office"
        if form in words("contexts", "people"):
            return "people"
        if form in words("roles", "male", "female", "any", "kin", "loose"):
            return "role"
    return "count" if word in words("contexts", "count") else ""


@lru_cache(maxsize=4096)
def verb_class(word: str) -> str:
    """The class of a verb in any regular form; an empty string for other words."""
    if word in words("contexts", "say"):
        return "say"
    if word in words("contexts", "verb"):
        return word
    for form in (word, *base_forms(word)):
        if form in words("contexts", "life"):
            return "life"
        if form in words("contexts", "act"):
            return "act"
    return ""
