"""The words and mentions of a stretch of text, and what kind of thing a noun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.lexicon.lookup import lookup, singular, table, words

Kind = Literal["person", "body", "document", "other"]

POSSESSIVE = ("'s", "'")

_TOKEN = re.compile(r"['’]s\b|['’](?=\s|$)|[^\W_](?:[\w.&/-]*[\w.])?(?:['’](?!s\b)\w+)?|[,;:()—–]|-{1,2}(?=\s)|@\w+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole mention: ``text`` as it stands, ``word`` in lower case and empty for a mention."""

    start: int
    end: int
    word: str
    text: str
    mention: EntityMention | None = None


def tokens_between(index: Index, start: int, end: int) -> list[Token]:
    """The words and mentions of a span; what stands in brackets, and letters behind a person, are left out."""
    hidden = [match.span() for match in _BRACKETS.finditer(index.text, start, end)]
    found: list[Token] = []
    position = start
    for mention in mentions_in(index, start, end):
        found += map(_word, _TOKEN.finditer(index.text, position, mention.start))
        found.append(Token(mention.start, mention.end, "", index.text[mention.start : mention.end], mention))
        position = mention.end
    found += map(_word, _TOKEN.finditer(index.text, position, end))
    shown = [token for token in found if not any(a <= token.start < b for a, b in hidden)] if hidden else found
    return list(_without_letters(shown))


def _without_letters(tokens: Iterable[Token]) -> Iterator[Token]:
    """The items without degrees, honours and seats behind a person: "Alan Moody | MP"."""
    behind_person = False
    for token in tokens:
        if not (behind_person and token.text in table("names")["letters"]):
            yield token
            behind_person = token.mention is not None and token.mention.type == "person"


def _word(match: re.Match[str]) -> Token:
    """A word as an item; an abbreviated title is written out: "Gov." → Governor."""
    text = match.group()
    word = text.lower().replace("’", "'")
    if full := lookup("abbreviations").get(word):
        return Token(match.start(), match.end(), full, full.capitalize() if text[0].isupper() else full)
    return Token(match.start(), match.end(), word, text)


@lru_cache(maxsize=4096)
def pronoun_class(word: str) -> str | None:
    """One of he, she, they, it, i, you and relative for a pronoun, None for any other word.

    >>> pronoun_class("him"), pronoun_class("we"), pronoun_class("rain")
    ('he', 'i', None)
    """
    classes = ("he", "she", "they", "it", "i", "you", "relative")
    return next((name for name in classes if word in words("grammar", name)), None)


@lru_cache(maxsize=4096)
def noun_kind(noun: str) -> Kind:
    """What a noun in the singular stands for.

    >>> [noun_kind(noun) for noun in ("spokeswoman", "secretary of state", "ministry", "report", "idea")]
    ['person', 'person', 'body', 'document', 'other']
    """
    if noun.partition(" of ")[0] in words("roles", "male", "female", "any", "kin", "crowd", "loose"):
        return "person"
    if noun in words("bodies"):
        return "body"
    return "document" if noun in table("documents") else "other"


def head_noun(head: list[Token]) -> tuple[str, bool]:
    """The last noun of some items in the singular, and whether it was a plural; two words where two make one noun."""
    if not head or not head[-1].word:
        return "", False
    word = head[-1].word
    noun, plural = _number(word)
    two = f"{head[-2].word} {noun}" if len(head) > 1 and head[-2].word else ""
    return (two if two and noun_kind(two) != "other" else noun), plural


@lru_cache(maxsize=4096)
def _number(word: str) -> tuple[str, bool]:
    crowd = word in words("roles", "crowd")
    noun = word if crowd or noun_kind(word) != "other" else singular(word)
    return noun, noun != word or crowd or word.endswith("men")
