"""Organisations, places and other names: short forms, acronyms and other spellings of one name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsan.language.entities.named import Named
from newsan.language.entities.names import name_words
from newsan.language.lexicon.countries import country_of, demonym_country, place_name
from newsan.language.lexicon.forms import fold, singular
from newsan.language.lexicon.lookup import lookup, table, words

Wording = tuple[str, ...]
"""The type of a name, and its words."""

LONGEST_TAIL = 80
"""Characters between the end of a name and an acronym that stands for more than it: "Ebola | virus disease (EVD)"."""

_OPEN = re.compile(r"['’]?s?\s*[(\[]\s*(?:the |or )?['\"“‘]?$")
_CLOSE = re.compile(r"['\"”’]?\s*[)\]]")


def group_names(text: str, named: Sequence[Named]) -> list[list[Named]]:
    """The named mentions (none of them persons') in groups that mean one thing, each in order of the text."""
    by_key: dict[str, list[Named]] = defaultdict(list)
    for mention in named:
        by_key[mention.key].append(mention)
    joined = _Joined(by_key)
    for rule in (_same_place_or_group, _same_acronym, _same_words):
        for key, other in rule(by_key):
            joined.join(key, other)
    for key, other in (*_bracketed(text, named), *_initials(by_key), *_shortened(text, by_key)):
        joined.join(key, other)
    return joined.groups()


class _Joined:
    """Keys that have been said to mean one thing (a union-find over strings)."""

    def __init__(self, by_key: dict[str, list[Named]]) -> None:
        self._by_key = by_key
        self._parent = {key: key for key in by_key}

    def root(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = key = self._parent[self._parent[key]]
        return key

    def join(self, key: str, other: str) -> None:
        self._parent[self.root(key)] = self.root(other)

    def groups(self) -> list[list[Named]]:
        groups: dict[str, list[Named]] = defaultdict(list)
        for key, members in self._by_key.items():
            groups[self.root(key)].extend(members)
        return [sorted(members, key=lambda mention: mention.index) for members in groups.values()]


Pairs = Iterable[tuple[str, str]]


def _chain(buckets: dict[object, list[str]]) -> Pairs:
    return ((keys[0], key) for keys in buckets.values() for key in keys[1:])


def _same_place_or_group(by_key: dict[str, list[Named]]) -> Pairs:
    """Pair the names of one place (U.K., Britain) and the words for one people (Russian, Russians)."""
    buckets: dict[object, list[str]] = defaultdict(list)
    for key, members in by_key.items():
        if members[0].type == "group":
            buckets["group", _group(members[0].text)].append(key)
        else:
            name = place_name(members[0].text)
            if name != members[0].text or members[0].type == "place":
                buckets["place", fold(name)].append(key)
    return _chain(buckets)


def _group(name: str) -> str:
    """One word for a people or a party: the country of a demonym, else the singular."""
    word = singular(fold(name))
    word = word[:-1] if word.endswith("is") else word
    return fold(demonym_country(name) or lookup("groups").get(fold(name)) or lookup("groups").get(word) or word)


def _same_acronym(by_key: dict[str, list[Named]]) -> Pairs:
    """Pair names with the well-known acronyms of ``lexicon/english/acronyms.txt``, "US" before them or not."""
    known, buckets = lookup("acronyms"), defaultdict(list)
    for key in by_key:
        home = next((prefix for prefix in ("us ", "u.s. ", "united states ") if key.startswith(prefix)), "")
        if acronym := known.get(key) or known.get(key.removeprefix(home)):
            buckets[acronym].append(key)
    return _chain(buckets)  # type: ignore[arg-type]


def content_words(name: str) -> tuple[str, ...]:
    """The words of a name that carry it: no "of", no "Inc.", demonyms as their countries, acronyms in full, in order.

    >>> content_words("Foreign Ministry of Russia"), content_words("Russian Foreign Ministry")
    (('foreign', 'ministry', 'russia'), ('russia', 'foreign', 'ministry'))
    >>> content_words("UN Charter") == content_words("United Nations Charter")
    True
    """
    dropped = words("names", "stop", "company")
    kept = [word for word in name_words(name) if word not in dropped]
    written_out = (part for word in kept for part in _written_out(word).split())
    return tuple(part for part in written_out if part not in dropped)


def _written_out(word: str) -> str:
    """A word of a name, a demonym as its country and an acronym as the name that it stands for."""
    return fold(country_of(word) or next(iter(table("acronyms").get(word.upper(), ())), word))


def _same_words(by_key: dict[str, list[Named]]) -> Pairs:
    """Pair names that have the same words in any order: "Ministry of Defence" and "Defence Ministry"."""
    buckets: dict[object, list[str]] = defaultdict(list)
    for key, members in by_key.items():
        bag = frozenset(map(singular, content_words(members[0].text)))
        if bag and members[0].type in ("org", "other") and not bag <= words("names", "generation"):
            buckets[bag].append(key)
    return _chain(buckets)


def _bracketed(text: str, named: Sequence[Named]) -> Pairs:
    """Pair a name with the one in the brackets behind it: "the Federal Security Service (FSB)"."""
    for mention, other in pairwise(named):
        between = text[mention.end : other.start] if other.start - mention.end < LONGEST_TAIL else ""
        if "group" in (mention.type, other.type) or not between.endswith(("(", "[", '("', "(“", "(the ", "(or ")):
            continue
        enclosed = _OPEN.fullmatch(between) and _CLOSE.match(text, other.end)
        same = enclosed and mention.type == other.type != "place"
        if same or spells(other.text, text[mention.start : mention.end + between.rfind("(")]):
            yield mention.key, other.key


def spells(short: str, name: str) -> bool:
    """Whether an acronym takes its letters from the words of a name, small words counted or not.

    >>> spells("BoE", "Bank of England"), spells("WHO", "World Health Organization"), spells("FSB", "Security Service")
    (True, True, False)
    """
    letters = fold(short).replace(".", "").replace(" ", "")
    parts = [
        part for word in fold(name).replace("&", " and ").split() for part in word.strip("().,").split("-") if part
    ]
    small = words("names", "stop")
    return 1 < len(letters) <= 8 and letters in (
        "".join(part[0] for part in parts),
        "".join(part[0] for part in parts if part not in small),
    )


def _initials(by_key: dict[str, list[Named]]) -> Pairs:
    """Pair an acronym with the only name in the text whose initials it is made of."""
    short = {key: members[0].text for key, members in by_key.items() if _is_acronym(members[0].text)}
    full: dict[str, list[str]] = defaultdict(list)
    for key, members in by_key.items():
        if " " in key and members[0].type != "group":
            for letters in _letters(members[0].text):
                full[letters].append(key)
    for key, name in short.items():
        candidates = full.get(fold(_without_plural(name)).replace(".", ""), ())
        if len(candidates) == 1:
            yield key, candidates[0]


def _is_acronym(name: str) -> bool:
    letters = _without_plural(name).replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and sum(c.isupper() for c in letters) >= len(letters) - 1


def _without_plural(name: str) -> str:
    """An acronym without the s of a plural: "AMAs"."""
    return name[:-1] if name.endswith("s") and name[:-1].isupper() else name


def _letters(name: str) -> set[str]:
    parts = [part for word in fold(name).split() for part in word.split("-") if part[:1].isalpha()]
    small = words("names", "stop")
    return {"".join(part[0] for part in parts), "".join(part[0] for part in parts if part not in small)}


def _shortened(text: str, by_key: dict[str, list[Named]]) -> Pairs:
    """Pair a name with the only longer one that it can shorten: "Hirtenberger" → "Hirtenberger Defence Group".

    A name of n words begins and ends with n others at most, so there are no more such pairs than words.  Of the keys
    with the same words, which ``_same_words`` pairs, the first and the last are asked.
    """
    headline = len(text.partition("\n")[0])
    keys: dict[Wording, list[str]] = defaultdict(list)
    for key, members in by_key.items():
        if members[0].type in ("org", "other") and (parts := name_words(members[0].text)):
            keys[members[0].type, *parts].append(key)
    forwards, backwards = sorted(keys), sorted(map(_turned, keys))
    for wording, same in keys.items():
        longer = (*_longer(forwards, wording), *map(_turned, _longer(backwards, _turned(wording))))
        fuller = [key for full_wording in dict.fromkeys(longer) for key in keys[full_wording]]
        for key in dict.fromkeys((same[0], same[-1])):
            shortened = [full for full in fuller if _shortens(headline, by_key[key], by_key[full])]
            before = [full for full in shortened if by_key[full][0].start < by_key[key][0].start]
            candidates = {
                content_words(by_key[full][0].text): full for full in before or shortened
            }  # it takes up what has been named
            if len(candidates) == 1:
                yield key, candidates.popitem()[1]


def _turned(wording: Wording) -> Wording:
    """A wording with its words from the last to the first."""
    return (wording[0], *wording[:0:-1])


def _longer(ordered: Sequence[Wording], wording: Wording) -> Sequence[Wording]:
    """Those of some wordings in order that go on where one ends."""
    behind = (*wording[:-1], wording[-1] + "\0")
    return ordered[bisect_right(ordered, wording) : bisect_left(ordered, behind)]


def _shortens(headline: int, short: list[Named], full: list[Named]) -> bool:
    """Whether one name shortens the other: by its proper beginning, by its common noun, or as newspapers do."""
    part, whole = name_words(short[0].text), name_words(full[0].text)
    before = full[0].start < short[0].start
    if part == whole[-len(part) :]:
        return _is_end(part, whole[: -len(part)], before=before)
    if country_of(short[0].text):
        return False
    if _is_common(part):
        return whole[len(part)] in ("of", "for") and before
    if _is_general(full[0].text, len(part)):
        return True
    own = _is_acronym(short[0].text) or _is_part(part, whole)
    return not own and (before or short[0].start <= headline)


def _is_common(part: tuple[str, ...]) -> bool:
    """Whether a name has no word of its own: "High Court"."""
    return all(word in words("names", "institution", "stop") for word in part)


def _is_end(part: tuple[str, ...], dropped: tuple[str, ...], *, before: bool) -> bool:
    """Whether the end of a longer name, which may stand ``before`` it, is used for it: "Herald", "High Court"."""
    origin = _only_origin(dropped) and not _is_of_another(part, dropped)
    home = country_of(" ".join(dropped)) == "United States" and " ".join(part) in words("pairs", "known")
    return part[0] in words("names", "media") or (origin and home) or (before and (origin or _is_common(part)))


def _is_of_another(part: tuple[str, ...], dropped: tuple[str, ...]) -> bool:
    """Whether a name has an "of" of its own and another body is of it: "University of the | Chamber of Trade"."""
    return "of" in part and dropped[-1] in words("names", "stop")


def _is_part(body: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a longer name is that of a body's part: "Kern University" and "Kern University | Medical Center"."""
    nouns = body[-1] in words("bodies", "firm") and part[-1] in words("names", "institution")
    return len(body) > 1 and nouns and part[len(body)] not in words("names", "stop")


def _only_origin(dropped: tuple[str, ...]) -> bool:
    """Whether the left-out words only say whose body it is: "Indian National" Congress, "European" Court."""
    phrase = " ".join(dropped)
    known = words("names", "institution", "stop")
    own = country_of(phrase) or phrase in lookup("acronyms")
    return bool(own) or all(word in known or country_of(word) for word in dropped)


def _is_general(name: str, n: int) -> bool:
    """Whether everything behind the first n words is general: lower-case nouns, Group, Inc., Party."""
    rest = name.split()[n:]
    general = words("names", "company", "tail")
    return bool(rest) and all(word.islower() or word.casefold().strip(".,") in general for word in rest)


def name_of_group(members: Sequence[Named]) -> str:
    """The fullest of the names; a place has its common name if the text uses it, a people its most used word."""
    uses = Counter(mention.text for mention in members)
    if members[0].type == "group":
        return max(uses, key=lambda name: _group_rank(name, uses[name]))
    common = place_name(members[0].text)
    if fold(common) in lookup("places"):
        return common if common in uses else _in_prose(max(uses, key=len))
    name = max(uses, key=lambda name: (len(name_words(name)), not name.isupper(), uses[name], len(name)))
    return _in_prose(name) if members[0].type == "place" else name


def _in_prose(place: str) -> str:
    """A place as prose writes it, where the text has it in capitals alone, as datelines do: "NEW YORK" → "New York"."""
    is_shouted = place.isupper() and all(len(word) > 2 and word.isalpha() for word in place.split()) and len(place) > 4
    return place.title() if is_shouted else place


def _group_rank(name: str, uses: int) -> tuple[int, bool, int]:
    """The rank of a word as the name of its group: the most used one for a people, else the noun ("Democrats")."""
    people = demonym_country(name) is not None
    noun = singular(fold(name)) == _group(name)
    return (uses, fold(name) in lookup("demonyms"), len(name)) if people else (0, noun, len(name))
