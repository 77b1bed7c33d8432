"""Find entities by how the text has described them, by the words of their names, by their country."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field

from newsan.language.coreference.agreement import agreement, nouns_for, nouns_of
from newsan.language.coreference.traits import Description, Traits
from newsan.language.entities.names import bare, name_words
from newsan.language.entities.organisations import content_words
from newsan.language.index import Index
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.forms import fold
from newsan.language.syntax.noun_phrases import NounPhrase

LATEST = 40
"""Entries of a list that are looked at: keeps the work linear; no text refers back past forty ministers."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The lists; those by noun and by word are in order of the text."""

    by_noun: dict[str, list[tuple[int, int, Description]]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[frozenset[str], int] = field(default_factory=dict)
    by_country: dict[str, int] = field(default_factory=dict)
    by_form: dict[str, int] = field(default_factory=dict)


def candidates_of(index: Index, traits: list[Traits]) -> Candidates:
    """The lists of a document."""
    candidates = Candidates()
    for mention in index.mentions:
        candidates.by_form.setdefault(fold(bare(index.text[mention.start : mention.end])), mention.entity)
    for i, (entity, entity_traits) in enumerate(zip(index.entities, traits, strict=True)):
        for description in entity_traits.descriptions:
            for noun in nouns_of(description):
                candidates.by_noun[noun].append((description.position, i, description))
        if entity.type in ("org", "other"):
            for word in set(name_words(entity.name)):
                candidates.by_word[word].append((entity.mentions[0].start, i))
        if entity.type == "org":
            candidates.by_name.setdefault(frozenset(content_words(entity.name)), i)
        if entity.type == "place" and (country := country_of(entity.name)):
            candidates.by_country.setdefault(country, i)
    for entries in candidates.by_noun.values():
        entries.sort(key=lambda entry: entry[:2])
    return candidates


def described(index: Index, candidates: Candidates, phrase: NounPhrase, types: Set[str]) -> dict[int, float]:
    """The entities of some types whose descriptions before a phrase agree with it, with how well."""
    scores: dict[int, float] = {}
    for noun in nouns_for(phrase.head):
        entries = candidates.by_noun.get(noun, ())
        end = bisect_left(entries, phrase.span[0], key=lambda entry: entry[0])
        for _, i, description in entries[max(0, end - LATEST) : end]:
            score = agreement(index, description, phrase)
            if score > scores.get(i, 0.0) and index.entities[i].type in types:
                scores[i] = score
    return scores


def named_so(index: Index, candidates: Candidates, wanted: set[str], position: int) -> set[int]:
    """The bodies named before a position whose name holds all of some words."""
    if not wanted:
        return set()
    entries = min((candidates.by_word.get(word, []) for word in wanted), key=len)
    end = bisect_left(entries, position, key=lambda entry: entry[0])
    latest = entries[max(0, end - LATEST) : end]
    return {i for _, i in latest if wanted <= set(name_words(index.entities[i].name))}
