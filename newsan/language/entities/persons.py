"""Persons: full names that mean one person, and the person whom a bare surname means at its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsan.document import Span
from newsan.language.entities.genders import Gender, gender_of_given_name
from newsan.language.entities.named import Named
from newsan.language.entities.names import PersonName, agree, place_in
from newsan.language.lexicon.lookup import words

SETTLED = 3
"""Bare uses after which a surname stays with its holder although a namesake has just been named in full: our choice."""

LONGEST = 20
"""Letters of a surname in which a slip is looked for."""

NEAREST = 40
"""Names sharing a word with a name that it is compared with, before it and behind it: keeps the work linear.  Of 8,394
annotated texts none names more than 10 people who share one."""

_BORN = re.compile(r"(?:\bborn(?: as)?|\bn[ée]e?|\b(?:also|better) known as|\ba\.?k\.?a\.?|\breal name)[\s,:]*[(\"“]?$")
_KIN_BEHIND = re.compile(r",\s(?:his|her|their|the|[A-Z]\w+['’]s)\s(?:\w+\s)?([a-z-]+)\b")
_OFFICE_BEHIND = re.compile(
    r",\s(?:(?:the|a|an|its|their)\s)?((?:[a-z][\w-]*\s){0,3}?[a-z][\w-]*)(?=,|\sof\b|\sfor\b|\.)"
)
_LATE = re.compile(r"\b[Tt]he late (?:[\w.]+ ){0,3}$")
_ELDER_BEFORE = re.compile(r"\b(elder|older|younger)\s$", re.IGNORECASE)
_ELDER_BEHIND = re.compile(r",? the (elder|older|younger)\b", re.IGNORECASE)
_KIN = re.compile(r"([\w-]+),?\s+(?:[A-Z][\w.]*\s+)?$")


@dataclass(slots=True, eq=False)
class Person:
    """One person while the text is being read, and the places where the full name stood."""

    places: list[int] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    gender: Gender | None = None
    relative: bool = False
    late: bool = False
    offices: set[str] = field(default_factory=set)
    bare_uses: int = 0
    ambiguous: bool = False


def group_persons(text: str, sentences: Sequence[Span], named: Sequence[Named]) -> list[Person]:
    """The persons among the named mentions (all of them persons' names, in order of the text).

    Full names are joined first, then every bare name goes to the person whom the text has established at that place;
    where two are equally possible it becomes a person of its own, marked ambiguous.
    """
    known_people = _People(text, [start for start, _ in sentences])
    for mention in named:
        if len(mention.person.words) > 1:
            _add_full_name(known_people, mention)
    for person in known_people.people:
        person.places.sort()
    for mention in named:
        if len(mention.person.words) <= 1:
            _add_bare_name(known_people, mention)
    return known_people.people


@dataclass(slots=True)
class _People:
    """The persons found so far, and the person whom each bare name meant last.

    ``by_name`` has those who bear a full name, ``alike`` the full names that hold a word, in order of their first
    place.  ``bearers`` has for a word of a name, how well it stands for the name, and the generation if one is asked
    for, the places where somebody is named that way, in order; a place right behind one of the same person is left out.
    """

    text: str
    sentence_starts: list[int]
    people: list[Person] = field(default_factory=list)
    by_name: dict[PersonName, list[Person]] = field(default_factory=lambda: defaultdict(list))
    alike: dict[str, list[PersonName]] = field(default_factory=lambda: defaultdict(list))
    bearers: dict[tuple[str, int, str], list[tuple[int, Person]]] = field(default_factory=lambda: defaultdict(list))
    latest: Person | None = None
    holders: dict[PersonName, Person] = field(default_factory=dict)
    unclear: dict[PersonName, Person] = field(default_factory=dict)

    def sentence_at(self, position: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self.sentence_starts, position)


def _add_full_name(known_people: _People, mention: Named) -> None:
    person = None if _is_namesake(known_people, mention) else _known(known_people, mention)
    if person is None and (person := _alias(known_people, mention)):
        person.aliases.add(mention.text)
    if person is None:
        person = Person(gender=gender_of_given_name(mention.text), relative=_is_relative(known_people.text, mention))
        known_people.people.append(person)
    _add_name(known_people, person, mention.person)
    _add_bearer(known_people, person, mention)
    person.places.append(mention.start)
    person.members.append(mention.index)
    person.gender = mention.gender or person.gender
    person.late = person.late or bool(_LATE.search(known_people.text, max(0, mention.start - 40), mention.start))
    person.offices |= mention.offices | _apposed_office(known_people.text, mention)
    known_people.latest = person


def _add_name(known_people: _People, person: Person, name: PersonName) -> None:
    if name not in known_people.by_name:
        for word in set(name.words):
            known_people.alike[word].append(name)
    if person not in known_people.by_name[name]:
        known_people.by_name[name].append(person)


def _add_bearer(known_people: _People, person: Person, mention: Named) -> None:
    for word in set(mention.person.words):
        rank = place_in(word, mention.person)
        for generation in {"", mention.person.generation}:
            places = known_people.bearers[word, rank, generation]
            at = bisect_left(places, mention.start, key=lambda place: place[0])
            if not at or places[at - 1][1] is not person:
                places.insert(at, (mention.start, person))


def _known(known_people: _People, mention: Named) -> Person | None:
    """The person, latest first, who bears this full name, else one with a full name that agrees with it."""
    ends = dict.fromkeys((mention.person.words[-1], mention.person.words[0]))
    same = [
        person for person in known_people.by_name.get(mention.person, ()) if not _clash(person.gender, mention.gender)
    ]
    candidates = same or [
        person
        for word in ends
        for name in known_people.alike.get(word, ())[-NEAREST:]
        if agree(mention.person, name)
        for person in known_people.by_name[name]
        if not _clash(person.gender, mention.gender)
    ]
    return max(candidates, key=lambda person: person.places[-1], default=None)


def _alias(known_people: _People, mention: Named) -> Person | None:
    """The person just named when the text says "was born", "née" or "also known as" before this name."""
    latest = known_people.latest
    if latest is None or not _BORN.search(known_people.text, max(0, mention.start - 30), mention.start):
        return None
    return latest if mention.start - latest.places[-1] < 100 else None


def _is_relative(text: str, mention: Named) -> bool:
    """Whether the name comes in as somebody's relative: "his daughter Nora Price", "first lady Irene Sorel"."""
    before = text[max(0, mention.start - 40) : mention.start].casefold()
    noun = _KIN.search(before)
    return bool(noun and noun.group(1) in words("roles", "kin")) or before.rstrip(" ,").endswith("first lady")


def _is_namesake(known_people: _People, mention: Named) -> bool:
    """Whether a new name with an initial is somebody's relative: "J. Pryce, Jonah's father" is not Jonah Pryce."""
    if mention.person in known_people.by_name or not any(len(word) == 1 for word in mention.person.words):
        return False
    kin = _KIN_BEHIND.match(known_people.text, mention.end)
    return bool(kin) and kin.group(1) in words("roles", "kin")  # type: ignore[union-attr]


def _apposed_office(text: str, mention: Named) -> frozenset[str]:
    """The office right behind a name: "Ivo Kern, the | mayor"."""
    match = _OFFICE_BEHIND.match(text, mention.end)
    last = match.group(1).split()[-1] if match else ""
    return frozenset({last}) if last in words("roles", "male", "female", "any") else frozenset()


def _clash(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _add_bare_name(known_people: _People, mention: Named) -> None:
    candidates = _candidates(known_people, mention)
    candidates = _meant_by_title(known_people.text, mention, candidates) or candidates
    person = candidates[0] if len(candidates) == 1 else _established(known_people, mention, candidates)
    if person is None:
        person = _unclear(known_people, mention) if candidates else _new(known_people, mention)
    else:
        known_people.holders[mention.person] = person
        person.bare_uses += 1
    person.members.append(mention.index)
    person.gender = mention.gender or person.gender


def _meant_by_title(text: str, mention: Named, candidates: list[Person]) -> list[Person]:
    """The namesake whom the words beside a bare surname mean: "Gov. Booth", "the younger Kern", "Kern the elder"."""
    if len(candidates) < 2:
        return []
    age = _ELDER_BEFORE.search(text, max(0, mention.start - 20), mention.start) or _ELDER_BEHIND.match(
        text, mention.end
    )
    if age:
        young = age.group(1).lower() == "younger"
        fits = [person for person in candidates if person.relative == young]
        return fits if len(fits) == 1 else []
    for same in (set.intersection, _last_words_shared):
        fits = [person for person in candidates if same(set(mention.offices), person.offices)]
        if fits:
            return fits if len(fits) == 1 else []
    return []


def _last_words_shared(one: set[str], other: set[str]) -> bool:
    """Whether two offices have a word in common that names them: "secretary" and "secretary of state"."""
    first, second = ({title.partition(" of ")[0].split()[-1] for title in titles if title} for titles in (one, other))
    return bool(first & second)


def _candidates(known_people: _People, mention: Named) -> list[Person]:
    """The persons whom a bare name can mean: those with the surname, or else those with the first name.

    A title such as "President" before a name that so far only somebody's relatives bear means that somebody.
    """
    word = mention.person.words[-1] if mention.person.words else ""
    asked = [(word, rank) for rank in (3, 2, 1)] + [(slip, 3) for slip in _slips(word)]
    near = (_near(known_people, (word, rank, mention.person.generation), mention) for word, rank in asked)
    candidates = next(filter(None, near), [])
    return [] if mention.titled and all(person.relative for person in candidates) else candidates


def _slips(word: str) -> list[str]:
    """The words of five letters and more that a word may be a slip of, two letters having changed places."""
    places = range(len(word) - 1) if 5 <= len(word) <= LONGEST else ()
    return [f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}" for i in places if word[i] != word[i + 1]]


def _near(known_people: _People, key: tuple[str, int, str], mention: Named) -> list[Person]:
    """The persons who are named that way nearest to a bare name, if their gender does not contradict its title."""
    places = known_people.bearers.get(key, ())
    at = bisect_left(places, mention.start, key=lambda place: place[0])
    near = dict.fromkeys(person for _, person in places[max(0, at - NEAREST) : at + NEAREST])
    return [person for person in near if not _clash(person.gender, mention.gender)]


def _new(known_people: _People, mention: Named) -> Person:
    """A person known by this bare name only; "Mr. Bell" and "Mrs. Bell" become two."""
    person = Person(places=[mention.start])
    known_people.people.append(person)
    _add_bearer(known_people, person, mention)
    return person


def _unclear(known_people: _People, mention: Named) -> Person:
    """The person who stands for a bare name that could mean several."""
    if mention.person not in known_people.unclear:
        known_people.unclear[mention.person] = Person(places=[mention.start], ambiguous=True)
        known_people.people.append(known_people.unclear[mention.person])
    return known_people.unclear[mention.person]


def _established(known_people: _People, mention: Named, candidates: list[Person]) -> Person | None:
    """The namesake whom the text is about at this place; None when that cannot be told."""
    before = {id(person): _last_before(person.places, mention.start) for person in candidates}
    seen = [person for person in candidates if before[id(person)] >= 0] or _first_named(known_people.text, candidates)
    seen = _likeliest(seen)
    if len(seen) <= 1:
        return seen[0] if seen else None
    last, other = sorted(seen, key=lambda person: before[id(person)])[:-3:-1]
    latest, earlier = before[id(last)], before[id(other)]
    holder = known_people.holders.get(mention.person)
    if holder is not None and holder is not last and holder in seen:
        newly = not _break_between(known_people.text, latest, mention.start)
        return last if newly and holder.bare_uses < SETTLED else holder
    together = known_people.sentence_at(earlier) == known_people.sentence_at(latest)
    return None if holder is None and together else last


def _likeliest(candidates: list[Person]) -> list[Person]:
    """Those who are nobody's relatives, and alive, if there are such people."""
    alive = [person for person in candidates if not person.late]
    return [person for person in alive if not person.relative] or alive or candidates


def _first_named(text: str, candidates: list[Person]) -> list[Person]:
    """The person who is named first, when a bare name stands before all full names (as in a headline)."""
    first, second = sorted(candidates, key=lambda person: person.places[0])[:2] if len(candidates) > 1 else (None, None)
    if first is None or second is None:
        return candidates
    return [first] if _break_between(text, first.places[0], second.places[0]) or second.relative else []


def _last_before(places: list[int], position: int) -> int:
    """The last of some places before a position, -1 if there is none."""
    i = bisect_left(places, position)
    return places[i - 1] if i else -1


def _break_between(text: str, start: int, end: int) -> bool:
    return "\n" in text[start : min(end, start + 5000)] or end - start > 5000


def full_name(person: Person, named: Sequence[Named]) -> str:
    """The fullest of a person's names; of equals one not in capitals, the most used, the longest, the first."""
    members = [named[i] for i in person.members]
    uses = Counter(mention.text for mention in members)
    candidates = [mention for mention in members if mention.text not in person.aliases]
    best = max(
        candidates,
        key=lambda mention: (
            len(mention.person.words),
            sum(len(word) > 1 for word in mention.person.words),
            not mention.text.isupper(),
            uses[mention.text],
            len(mention.text),
            -mention.start,
        ),
    )
    return best.text
