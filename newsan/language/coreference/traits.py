"""What a text says about its entities: gender, roles and affiliations, read from the words around their mentions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsan.language.entities.genders import Gender, gender_of_given_name, gender_of_noun, gender_of_title
from newsan.language.index import EntityMention, Index, mentions_in, sentence_around
from newsan.language.lexicon.lookup import lookup, words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.descriptions import opens_sentence
from newsan.language.syntax.noun_phrases import NounPhrase, read_noun_phrase
from newsan.language.syntax.titles import back_over_blanks, leading_titles, office_words, titles_before, word_start
from newsan.language.syntax.tokens import Token, noun_kind, tokens_between
from newsan.language.syntax.words import WORD

REACH = 140
"""Characters before and behind a name that are read; an apposition in the training news seldom has more."""

_APPOSED = re.compile(
    r"\s*(?:\([^()]*\))?"
    r"(?:,\s+(?:who (?:is|was|serves as|served as)\s+)?(?=[A-Za-z])|\s(?:is|was|became)\s+(?=(?:the|an?)\s))"
)
_OFFICE = Pattern(r"\b[Tt]he (?:[\w’'-]+ ){0,2}(?i:<roles.any,male,female>) (?:of|for) [^,.;:()“”\"\n]{1,60}, \Z")
_JOINS = ("of", "and", "for", "in")
_END = Pattern(r"[,;:.()—–\n]|\bwho\b|\b(?P<verb><reporting.finite>)\b")
_DETERMINED = Pattern(r"<grammar.definite,indefinite,possessive>\b")


@dataclass(frozen=True, slots=True)
class Description:
    """One way in which the text describes an entity: "Bulgarian Foreign Ministry spokeswoman".

    ``nouns`` begins with the head; ``others`` and ``affiliation`` are numbers of entities that it names, ``position``
    is where it stands.
    """

    nouns: tuple[str, ...]
    modifiers: frozenset[str]
    others: frozenset[int]
    role: str | None
    affiliation: int | None
    position: int


@dataclass(slots=True)
class Traits:
    """What is known of an entity; ``certain`` says that a title or role gave the gender, not a given name."""

    gender: Gender | None = None
    certain: bool = False
    descriptions: list[Description] = field(default_factory=list)


def traits_of(index: Index) -> list[Traits]:
    """What the text says about each entity, in the entities' order."""
    traits = [Traits() for _ in index.entities]
    for mention in index.mentions:
        if mention.type in ("person", "org"):
            _read_around(index, mention, traits[mention.entity])
    for entity, entity_traits in zip(index.entities, traits, strict=True):
        entity_traits.certain = entity_traits.gender is not None
        if entity.type == "person" and not entity_traits.certain:
            entity_traits.gender = gender_of_given_name(entity.name)
    return traits


def _read_around(index: Index, mention: EntityMention, entity_traits: Traits) -> None:
    if mention.type == "person":
        inside = index.text[mention.start : mention.end]
        titles = (*titles_before(index.text, mention.start), inside[: max(0, leading_titles(inside) - 1)])
        _learn_gender(entity_traits, map(gender_of_title, titles))
    for phrase in (_before(index, mention), _behind(index, mention)):
        described = phrase and _description(phrase, mention)
        if described:
            entity_traits.descriptions.append(described)
            _learn_gender(entity_traits, map(gender_of_noun, described.nouns))


def _learn_gender(entity_traits: Traits, genders: Iterable[Gender | None]) -> None:
    entity_traits.gender = entity_traits.gender or next((gender for gender in genders if gender), None)


def _before(index: Index, mention: EntityMention) -> NounPhrase | None:
    """The words right before a name that can belong to it, read: "Bulgarian Foreign Ministry spokeswoman"."""
    if not _is_introduced(index, mention):
        office = _OFFICE.search(index.text, max(0, mention.start - REACH), mention.start)
        return read_noun_phrase(index, office.start(), mention.end) if office and mention.type == "person" else None
    tokens = tokens_between(index, max(sentence_around(index, mention.start)[0], mention.start - REACH), mention.end)
    start = last = len(tokens) - 1
    if start > 1 and tokens[start - 1].word == ",":
        start -= 1
    while start > 0 and _belongs(tokens[start - 1]) and not _parts(tokens, start - 1, last):
        start -= 1
    while start < last and tokens[start].word in ("of", "and", "for", "the", "in"):
        start += 1
    described = any(noun_kind(token.word) != "other" or token.word in words("titles") for token in tokens[start:last])
    return read_noun_phrase(index, tokens[start].start, mention.end) if described else None


def _is_introduced(index: Index, mention: EntityMention) -> bool:
    """Whether the word or mention right before a name can belong to it; quick, since most cannot."""
    end = back_over_blanks(index.text, mention.start)
    end = back_over_blanks(index.text, end - 1) if end and index.text[end - 1] == "," else end
    i = bisect_left(index.mention_starts, mention.start) - 1
    if i >= 0 and end - index.mentions[i].end in (0, 2):
        return index.mentions[i].type != "person"
    word = index.text[word_start(index.text, end) : end].lower()
    return word not in _JOINS and _is_describing(lookup("abbreviations").get(word, word))


def _belongs(token: Token) -> bool:
    return token.mention.type != "person" if token.mention else _is_describing(token.word)


def _is_describing(word: str) -> bool:
    return word in ("the", "'s", *_JOINS) or word in office_words() or noun_kind(word) in ("person", "body")


def _parts(tokens: list[Token], i: int, name: int) -> bool:
    """Whether an item begins what is said of another: "and" between two names, "for" in "aide for Governor Lee"."""
    if tokens[i].word == "and":
        return i > 0 and tokens[i - 1].mention is not None
    between = (token.word for token in tokens[i + 1 : name])
    return tokens[i].word in _JOINS and any(noun_kind(word) == "person" or word in words("titles") for word in between)


def _behind(index: Index, mention: EntityMention) -> NounPhrase | None:
    """The apposition behind a name, read: ", the spokeswoman of the ministry,"."""
    opened = _APPOSED.match(index.text, mention.end)
    if not opened or not _opens_apposition(index, opened.end()):
        return None
    limit = min(len(index.text), opened.end() + REACH)
    closed = _END.search(index.text, opened.end(), limit)
    is_subject = closed and closed["verb"] and _DETERMINED.match(index.text, opened.end())
    if is_subject and not opens_sentence(index, mention):
        return None
    phrase = read_noun_phrase(index, opened.end(), closed.start() if closed else limit)
    fits = phrase.kind == ("person" if mention.type == "person" else "body")
    return phrase if fits and not phrase.plural else None


def _opens_apposition(index: Index, position: int) -> bool:
    """Whether "the", "its", "chairman", "daughter" or the name of a body or country opens what stands behind a name."""
    first = WORD.match(index.text, position)
    if first and (first.group().lower() in words("grammar", "appose") or first.group() in words("roles", "kin")):
        return True
    named = mentions_in(index, position, position + REACH)
    return bool(named) and named[0].start == position and named[0].type != "person"


def _description(phrase: NounPhrase, mention: EntityMention) -> Description | None:
    """What a phrase says of the entity of ``mention``: as its head, or as an apposition to it."""
    if phrase.name is not None and phrase.name.start != mention.start:
        return None
    wanted = "person" if mention.type == "person" else "body"
    terms = dict.fromkeys((phrase.head or phrase.noun, *phrase.modifiers))
    nouns = tuple(noun for noun in terms if noun_kind(noun) == wanted and noun not in words("roles", "crowd"))
    if not nouns:
        return None
    others = frozenset(other.entity for other in phrase.within if other.entity != mention.entity)
    affiliation = (
        phrase.affiliation.entity if phrase.affiliation and phrase.affiliation.entity != mention.entity else None
    )
    return Description(nouns, frozenset(phrase.modifiers) - set(nouns), others, phrase.role, affiliation, mention.start)
