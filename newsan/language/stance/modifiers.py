"""Names that only say more about another noun: they mean the country that the noun stands for, if any, or nobody.

"Danish President Bo Ek" is about Ek, "the Danish president" about somebody; "the Danish government", "the Danish
people" and "the Danish invasion" are Denmark's; "Danish towns", "the Danish opposition" and "an anti-Danish march" are
nobody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from newsan.document import Entity, Mention, Span
from newsan.language.lexicon.countries import country_of, demonym_country
from newsan.language.lexicon.forms import base_forms, singular
from newsan.language.lexicon.lookup import lookup, table, words
from newsan.language.syntax.clauses import BEHIND
from newsan.language.syntax.titles import office_words
from newsan.language.syntax.tokens import noun_kind

LONGEST_TITLE = 60
"""Characters between a name and the person's name of whose title it is a part: "Deputy Prime Minister for Trade"."""

_WORD = re.compile(r"\s*([^\W\d_](?:[\w.’'-]*\w)?)")
_LINK = re.compile(r"(?:,? and |,? or |, |[-–‑])")
_COMPOUND = re.compile(r"\b(?:anti|pro|non|ex)[-–‑] ?$", re.IGNORECASE)


def modifiers(text: str, entities: Sequence[Entity]) -> dict[Span, str | None]:
    """The names that modify a noun, each with the name of the country for which the noun stands, or None."""
    pairs = ((mention, entity) for entity in entities for mention in entity.mentions)
    countries = _countries(entities)
    modifying: dict[Span, str | None] = {}
    following, behind = None, (0, 0)
    for mention, entity in sorted(pairs, key=lambda pair: pair[0].start, reverse=True):
        span = mention.start, mention.end
        if _in_title(text, mention, following) or _COMPOUND.search(text, max(0, mention.start - 6), mention.start):
            modifying[span] = None
        elif entity.type == "group" and (means := _means(text, span, behind, modifying)):
            own = countries.get(demonym_country(entity.name) or "", entity.name)
            modifying[span] = own if means == "its own" else None
        behind, following = span, mention
    return modifying


def _means(
    text: str, span: Span, following: Span, modifying: Mapping[Span, str | None]
) -> Literal["its own", "nobody"] | None:
    """Whether the word for a people or party means its country or itself, or nobody; None if it modifies no noun.

    ``following`` is the name behind it.
    """
    nouns = [*_behind(text, span[1])]
    if _stands_for(nouns):
        return "its own"
    if _is_adjective(text, span, nouns):
        return "nobody"
    if following in modifying and _may_modify(text, span) and _LINK.fullmatch(text, span[1], following[0]):
        return "its own" if modifying[following] else "nobody"  # "Danish and Swedish towns"
    return None


def _stands_for(behind: Sequence[str]) -> bool:
    """Whether a noun behind the name of a people or party stands for its country or for it, or is done or said by it:
    "the Danish government", "the Danish invasion", "the Democratic party"."""
    nouns = {form for word in behind for form in base_forms(word)}
    return not nouns.isdisjoint(_standing()) and nouns.isdisjoint(words("stance", "against"))


@cache
def _standing() -> frozenset[str]:
    """The nouns that stand for a country or party, and those for its acts."""
    return words("acts", "institution").union(phrase.split()[0] for phrase in table("acts")["quarrel"])


def _is_adjective(text: str, span: Span, behind: Sequence[str]) -> bool:
    """Whether the word for a people or party only says more about other people or a body: "Danish towns"."""
    return _may_modify(text, span) and any(noun_kind(singular(word)) in ("person", "body") for word in behind)


def _may_modify(text: str, span: Span) -> bool:
    """Whether a name is a word for one of a people or party, which is an adjective, too."""
    name = text[slice(*span)].casefold()
    return name in lookup("demonyms") or name in words("parties", "always", "inside")


def _countries(entities: Iterable[Entity]) -> dict[str, str]:
    """The name under which a text names a country, by the country; the most frequent if there are several."""
    counts = Counter({entity.name: len(entity.mentions) for entity in entities if entity.type == "place"})
    return {country: name for name, _ in reversed(counts.most_common()) if (country := country_of(name))}


def _behind(text: str, end: int) -> Iterator[str]:
    """The first words behind a name, up to a mark or a word that cannot be part of a noun phrase."""
    for _ in range(BEHIND):
        word = _WORD.match(text, end)
        if word is None or word.group(1).casefold() in words("acts", "stop"):
            return
        yield word.group(1).casefold()
        end = word.end()


def _in_title(text: str, mention: Mention, following: Mention | None) -> bool:
    """Whether a name belongs to the title of the person named behind it: "Green Ann Lee", "Norland President Bo Ek"."""
    if following is None or following.type != "person" or mention.type == "person":
        return False
    if not 0 < following.start - mention.end <= LONGEST_TITLE:
        return False
    between = text[mention.end : following.start].casefold().replace("-", " ").split()
    if not between:
        return mention.type == "group"
    last = between[-1]
    is_office = last in words("titles") | words("roles", "male", "female", "any") or last in lookup("abbreviations")
    return (is_office or " of " in f" {' '.join(between)} ") and all(map(_is_of_title, between))


def _is_of_title(word: str) -> bool:
    """Whether a word stands in titles."""
    return word in office_words() or word in words("grammar", "office") or word in words("acts", "title")
