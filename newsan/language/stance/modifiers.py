"""Names that only say more about another noun: they mean the country that the noun stands for, if any, or nobody.

"Danish President Bo Ek" is about Ek, "the Danish president" about somebody, "the Danish government" and "Danish planes"
are Denmark's, "the Danish opposition" and "an anti-Danish march" are not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newsan.document import Entity, Mention, Span
from newsan.language.lexicon.countries import country_of, demonym_country
from newsan.language.lexicon.lookup import lookup, words
from newsan.language.syntax.clauses import BEHIND
from newsan.language.syntax.titles import office_words

LONGEST_TITLE = 60
"""Characters between a name and the person's name of whose title it is a part: "Deputy Prime Minister for Trade"."""

_WORD = re.compile(r"\s*([^\W\d_](?:[\w.’'-]*\w)?)")
_COMPOUND = re.compile(r"\b(?:anti|pro|non|ex)[-–‑] ?$", re.IGNORECASE)


def modifiers(text: str, entities: Sequence[Entity]) -> dict[Span, str | None]:
    """The names that modify a noun, each with the name of the country for which the noun stands, or None."""
    pairs = ((mention, entity) for entity in entities for mention in entity.mentions)
    named = sorted(pairs, key=lambda pair: pair[0].start)
    countries = _countries(entities)
    modifying: dict[Span, str | None] = {}
    for i, (mention, entity) in enumerate(named):
        following = named[i + 1][0] if i + 1 < len(named) else None
        if _in_title(text, mention, following) or _COMPOUND.search(text, max(0, mention.start - 6), mention.start):
            modifying[mention.start, mention.end] = None
        elif entity.type == "group" and (country := demonym_country(entity.name)):
            behind = {*_behind(text, mention.end)}
            stands_for = behind & words("acts", "institution") and not behind & words("stance", "against")
            if stands_for:
                modifying[mention.start, mention.end] = countries.get(country, entity.name)
            elif behind & (words("stance", "against") | words("roles", "male", "female", "any")):
                modifying[mention.start, mention.end] = None
    return modifying


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
    offices = (words("titles"), words("roles", "male", "female", "any"), words("abbreviations"))
    last = between[-1] if between else ""
    is_office = any(last in known for known in offices) or last in lookup("abbreviations")
    return (is_office or " of " in f" {' '.join(between)} ") and all(map(_is_of_title, between))


def _is_of_title(word: str) -> bool:
    """Whether a word stands in titles."""
    return word in office_words() or word in words("grammar", "office") or word in words("acts", "title")
