"""Mentions read as names: their words, the title before them, and one type for each spelling."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsan.document import Aliases, Mention, Span
from newsan.language.entities.contexts import features_of, likely_types
from newsan.language.entities.evidence import known_type, names_people, told_type
from newsan.language.entities.genders import Gender, gender_of_title
from newsan.language.entities.names import PersonName, bare, name_words, person_name
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import lookup, words
from newsan.language.syntax.titles import back_over_blanks, leading_titles, titles_before, word_start
from newsan.values import EntityType

NAMES_PEOPLE = 2
"""How many mentions "the Nukari people" counts as, in favour of Nukari being a group: our choice."""

ARGUED: dict[EntityType, tuple[EntityType, ...]] = {"person": ("person", "org", "place"), "place": ("place", "person")}
"""The types that the words beside a name can give it, by the type that the model gives it.

An organisation, a group and a thing stay what they are: there the model was the better judge on the development sets.
"""

DOUBT: dict[EntityType, float] = {"person": 0.01, "org": 0.01, "place": 0.01}
DOUBT_ALONE: dict[EntityType, float] = {"person": 0.01, "org": 0.3, "place": 0.05}
"""The share of a type that the model gave to none of a name's mentions; the second is for "persons" of one word that
does not end a longer name.  Chosen on the worldwide and Wikinews development sets, as is the next."""

BESIDE = 0.6
"""How much the words beside a name count, compared with the model, which has read them, too."""

OVERRULED: dict[EntityType, tuple[EntityType, ...]] = {
    "group": ("org", "place", "other"),
    "place": ("org", "other"),
    "other": ("org",),
    "org": ("group", "place", "other"),
}
"""Types that give way to what the word lists know of a name; a person never does: people are called Chad and Inuk."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as a name.

    ``index`` is its number among the mentions, ``text`` the name without title and ending, ``key`` the text folded for
    comparing.  ``titled`` says that a title of office stands before it, ``offices`` are all titles before it, written
    out; ``forced`` that the user's aliases gave the text (and perhaps the type), so that nothing may overrule it.
    """

    index: int
    start: int
    end: int
    text: str
    key: str
    type: EntityType
    person: PersonName
    gender: Gender | None = None
    titled: bool = False
    offices: frozenset[str] = frozenset()
    forced: bool = False


def read_names(text: str, mentions: Sequence[Mention], aliases: Aliases) -> list[Named]:
    """The mentions as names, in the same order, one type for each spelling of a name."""
    read = [_read(text, i, mention, aliases) for i, mention in enumerate(mentions)]
    named = _tell_offices_apart(text, _settle_types(text, read, mentions))
    return _spell_out(_read_articles(_complete_couples(text, named)))


def _read(text: str, index: int, mention: Mention, aliases: Aliases) -> Named:
    surface = text[mention.start : mention.end]
    name = bare(surface)
    alias = aliases.get(surface.casefold()) or aliases.get(name.casefold())
    if alias:
        canonical, kind = alias
        return Named(
            index,
            mention.start,
            mention.end,
            canonical,
            fold(canonical),
            kind or mention.type,
            person_name(canonical),
            forced=True,
        )
    titles = titles_before(text, mention.start)
    if mention.type == "person" and (cut := leading_titles(name)):
        titles, name = (*titles, name[: cut - 1]), name[cut:]
    gender = next((g for title in titles if (g := gender_of_title(title))), None)
    return Named(
        index,
        mention.start,
        mention.end,
        name,
        fold(name),
        mention.type,
        person_name(name),
        gender,
        any(title.casefold() not in words("titles", "courtesy") for title in titles),
        frozenset(map(_written_out, titles)),
    )


def _written_out(title: str) -> str:
    """A title without capitals and abbreviations: "Sen." → senator."""
    parts = title.casefold().replace(".", "").split()
    return " ".join(lookup("abbreviations").get(part, part) for part in parts)


def _tell_offices_apart(text: str, named: list[Named]) -> list[Named]:
    """The names, with the country before an office where a text has that office of several countries.

    Otherwise "the Danish Foreign Ministry" and "Swedish | Foreign Ministry" would be one entity.
    """
    countries: dict[str, set[str]] = defaultdict(set)
    offices = [_office(text, mention) if mention.type == "org" and not mention.forced else None for mention in named]
    for office in offices:
        if office:
            countries[office[1]].add(country_of(office[0]) or "")
    done = list(named)
    for i, (mention, office) in enumerate(zip(named, offices, strict=True)):
        if office and office[1] == mention.key and len(countries[mention.key]) > 1:
            name = f"{office[0]} {mention.text}"
            done[i] = replace(mention, text=name, key=fold(name))
    return done


def _office(text: str, mention: Named) -> tuple[str, str] | None:
    """The country of an office and the office itself: "Danish", "foreign ministry"; None for other names."""
    first, _, rest = mention.text.partition(" ")
    if rest and country_of(first):
        return first, fold(rest)
    end = back_over_blanks(text, mention.start)
    before = bare(text[word_start(text, end) : end])
    plain = set(name_words(mention.text)) <= words("names", "institution", "stop")
    return (before, mention.key) if plain and before[:1].isupper() and country_of(before) else None


def _settle_types(text: str, named: list[Named], mentions: Sequence[Mention]) -> list[Named]:
    """The names, each spelling with the type that most of its mentions have, weighed by confidence.

    Word lists, the words behind a name and the names that it is a part of can overrule the mentions.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    beside = _evidence(text, named)
    for mention in named:
        votes[mention.key][mention.type] += mentions[mention.index].confidence + 1e-6  # type: ignore[assignment]
        if names_people(text, mention.end):
            votes[mention.key]["group"] += NAMES_PEOPLE
    types = {key: _type(vote, beside[key]) for key, vote in votes.items()}
    _overrule(text, named, types)
    types |= {mention.key: mention.type for mention in named if mention.forced}
    fixed = {mention.key for mention in named if mention.forced}
    types |= dict.fromkeys(_full_names(named, types) - fixed, "person")
    surnames, firms = _surnames(named, types), _first_words(named, types)
    plain = _plain_firms(named, types)
    for key in types.keys() - fixed:
        sure = key in plain or votes[key]["org"] > 0
        types[key] = _family_type(key, types[key], votes[key], surnames, firms if sure else set())
    return [replace(mention, type=types[mention.key]) for mention in named]


def _overrule(text: str, named: Sequence[Named], types: dict[str, EntityType]) -> None:
    """Change the types that the word lists, and what stands right beside a name, leave no doubt of."""
    for mention in named:
        known = known_type(mention.text)
        agency = known == "org" and " " in mention.key and mention.key in lookup("acronyms")
        if known and (agency or types[mention.key] in OVERRULED[known]):
            types[mention.key] = known
        told = told_type(text, mention.start, mention.end)
        if told and not mention.titled and (told == "org" or types[mention.key] in ("person", "org", "place")):
            types[mention.key] = told


def _evidence(text: str, named: Sequence[Named]) -> dict[str, Counter[str]]:
    """The features of the words beside each spelling, anywhere in the text."""
    places: dict[str, list[Span]] = defaultdict(list)
    for mention in named:
        places[mention.key].append((mention.start, mention.end))
    return features_of(text, places)


def _type(votes: Counter[EntityType], features: Mapping[str, int]) -> EntityType:
    """The type of a spelling: the model's answers for its mentions, weighed with the words beside them."""
    said = max(votes, key=lambda kind: votes[kind])
    if said not in ARGUED:
        return said
    beside, total = likely_types(features), sum(votes.values())
    doubt = DOUBT_ALONE if said == "person" and "alone" in features else DOUBT
    return max(ARGUED[said], key=lambda kind: math.log(votes[kind] / total + doubt[kind]) + BESIDE * beside[kind])


def _full_names(named: Sequence[Named], types: Mapping[str, EntityType]) -> set[str]:
    """Names that must be persons': "Ann Lee" beside a person "Lee", "Sen. Ann Lee"."""
    full_names = set()
    for mention in named:
        first, _, last = mention.key.partition(" ")
        doubtful = first in words("given_names") and " " not in last and types[mention.key] in ("org", "other")
        if doubtful and (types.get(last) == "person" or (mention.titled and last not in words("names", "institution"))):
            full_names.add(mention.key)
    return full_names


def _surnames(named: Sequence[Named], types: dict[str, EntityType]) -> set[str]:
    return {
        mention.person.words[-1]
        for mention in named
        if types[mention.key] == "person" and len(mention.person.words) > 1
    }


def _first_words(named: Sequence[Named], types: dict[str, EntityType]) -> set[str]:
    names = (name_words(mention.text) for mention in named if types[mention.key] == "org")
    return {name[0] for name in names if len(name) > 1}


def _plain_firms(named: Sequence[Named], types: Mapping[str, EntityType]) -> set[str]:
    """The first words of firms' names of which the rest is general, if no title makes them a person's: "Kern" Inc."""
    general = words("names", "company", "tail")
    names = (name_words(mention.text) for mention in named if types[mention.key] == "org")
    pairs = (name for name in names if len(name) == 2)
    firms = {first for first, rest in pairs if rest in general or country_of(rest)}
    return firms - {mention.key for mention in named if mention.titled or mention.gender} - words("given_names")


def _family_type(
    key: str, kind: EntityType, votes: Counter[EntityType], surnames: set[str], firms: set[str]
) -> EntityType:
    """The type of a single word: a surname is a person, its plural a group, the first word of a firm's name a firm."""
    if " " in key:
        return kind
    if key.endswith("s") and key[:-1] in surnames - {key} and kind in ("org", "other"):
        return "group"
    if key in surnames:
        doubtful = kind in ("org", "other") or (kind == "place" and votes["person"] > 0 and not country_of(key))
        return "person" if doubtful else kind
    return "org" if kind == "person" and key in firms else kind


def _complete_couples(text: str, named: list[Named]) -> list[Named]:
    """Give "Bill" in "Bill and Hillary Clinton" the surname that stands behind the second name.

    Somebody whose full name the text has keeps the own surname: "Ann and Tim Marsh", where Ann Lee is known.
    """
    people = [mention.person.words for mention in named if mention.type == "person" and len(mention.person.words) > 1]
    given, families = words("given_names") - {parts[-1] for parts in people}, defaultdict[str, set[str]](set)
    for parts in people:
        families[parts[0]].add(parts[-1])
    done = list(named)
    for i, (mention, other) in enumerate(pairwise(named)):
        first = mention.key.split()
        pair = (
            mention.type == other.type == "person"
            and not mention.forced
            and len(other.person.words) > 1
            and len(first) == 1
        )
        surname, behind = other.person.words[-1:], text[mention.end : other.start]
        if pair and behind == " and " and first[0] in given and families.get(first[0], {*surname}).issuperset(surname):
            full = f"{mention.text} {other.text.split()[-1]}"
            done[i] = replace(mention, text=full, key=fold(full), person=person_name(full))
    return done


def _read_articles(named: list[Named]) -> list[Named]:
    """Read the "Al" of "Al Marwan" as no name of its own where the text has a "Karim Al Marwan"."""
    longer = {
        " ".join(mention.key.split()[-2:])
        for mention in named
        if mention.type == "person" and mention.key.count(" ") > 1
    }
    articled = longer & {mention.key for mention in named if mention.key.startswith("al ")}
    return [
        replace(mention, person=replace(mention.person, words=mention.person.words[1:]))
        if mention.key in articled
        else mention
        for mention in named
    ]


def _spell_out(named: list[Named]) -> list[Named]:
    """Read three letters and more as the only person with these initials: "ABF" as Ada B. Ferro; not "BBC"."""
    people = {mention.person for mention in named if mention.type == "person"}
    initials: dict[str, list[PersonName]] = defaultdict(list)
    for person in people:
        initials["".join(part[0] for word in person.words for part in word.split("-") if part)].append(person)
    done = list(named)
    for i, mention in enumerate(named):
        short = mention.type != "person" and not mention.forced and mention.text.isupper() and len(mention.key) > 2
        candidates = (
            initials[mention.key] if short and mention.key in initials and mention.key not in lookup("acronyms") else []
        )
        if len(candidates) == 1:
            done[i] = replace(mention, type="person", person=candidates[0])
    return done
