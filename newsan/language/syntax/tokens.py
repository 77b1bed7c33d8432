"""The words and mentions of a stretch of text, and what kind of thing a noun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import lookup, table, words
from newsan.language.syntax.words import TOKEN
from newsan.values import EntityType

Kind = Literal["person", "body", "document", "other"]

POSSESSIVE = ("'s", "'")

OCCUPATION = re.compile(r"[a-z-]{2,}(?:er|or|ist|ian|man|person|smith|wright|ant|ee|ic|eur|euse)")
"""A noun that may be somebody's occupation, by its ending: "beekeeper"."""

_UNREAD = re.compile(r"[^\w\s@,;:()—–'’-]|-(?!\s)")
"""Marks that no noun phrase is read by."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole mention: ``text`` as it stands, ``word`` in lower case and empty for a mention."""

    start: int
    end: int
    word: str
    text: str
    mention: EntityMention | None = None

    @property
    def type(self) -> EntityType | None:
        """The type of what is mentioned."""
        return self.mention.type if self.mention else None


def tokens_of(text: str, span: Span, mentions: Sequence[EntityMention]) -> list[Token]:
    """The words, marks and mentions of a span in order.

    >>> [token.word for token in tokens_of("He isn't Ek’s.", (0, 14), [EntityMention(9, 11, "person", 1.0, 0)])]
    ['he', "isn't", '', "'s", '.']
    """
    tokens: list[Token] = []
    position = span[0]
    for mention in mentions:
        tokens += map(_word, TOKEN.finditer(text, position, mention.start))
        tokens.append(Token(mention.start, mention.end, "", text[mention.start : mention.end], mention))
        position = max(position, mention.end)
    return tokens + list(map(_word, TOKEN.finditer(text, position, span[1])))


def tokens_between(index: Index, start: int, end: int) -> list[Token]:
    """The tokens of a span that a noun phrase is read by.

    Other marks, what stands in brackets, and letters behind a person are left out; an abbreviated title is written out.
    """
    hidden = [match.span() for match in _BRACKETS.finditer(index.text, start, end)]
    tokens = tokens_of(index.text, (start, end), mentions_in(index, start, end))
    shown = [token for token in tokens if not any(a <= token.start < b for a, b in hidden)] if hidden else tokens
    return list(_without_letters(_written_out(token) for token in shown if not _is_unread(index.text, token)))


def _without_letters(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens without degrees, honours and seats behind a person: "Alan Moody | MP"."""
    behind_person = False
    for token in tokens:
        if not (behind_person and token.text in table("names")["letters"]):
            yield token
            behind_person = token.type == "person"


def _word(match: re.Match[str]) -> Token:
    """A word or mark as a token; the full stop of an abbreviation is no part of the word."""
    text = match.group()
    return Token(match.start(), match.end(), text.lower().replace("’", "'").rstrip(".") or ".", text)


def _is_unread(text: str, token: Token) -> bool:
    """Whether a token is a mark that no noun phrase is read by."""
    return not token.mention and token.end - token.start == 1 and _UNREAD.match(text, token.start) is not None


def _written_out(token: Token) -> Token:
    """A token with its abbreviation written out: "Gov." → Governor."""
    full = lookup("abbreviations").get(token.word)
    if full is None:
        return token
    return replace(token, word=full, text=full.capitalize() if token.text[0].isupper() else full)


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

    >>> [noun_kind(noun) for noun in ("spokeswoman", "secretary of state", "40-year-old", "ministry", "report", "idea")]
    ['person', 'person', 'person', 'body', 'document', 'other']
    """
    if noun.endswith("-year-old") or noun.partition(" of ")[0] in words(
        "roles", "male", "female", "any", "kin", "crowd", "loose"
    ):
        return "person"
    if noun in words("bodies"):
        return "body"
    return "document" if noun in table("documents") else "other"


def is_role(word: str) -> bool:
    """Whether a noun in the singular, or its abbreviation, says what one person does or is.

    >>> is_role("co-chair"), is_role("sen"), is_role("crowd")
    (True, True, False)
    """
    word = lookup("abbreviations").get(word, word)
    forms = (word, word.rpartition("-")[2])
    return any(noun_kind(form) == "person" and form not in words("roles", "crowd") for form in forms)


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
    noun = word if noun_kind(word) != "other" else singular(word)
    return noun, noun != word or crowd or word.endswith("men")
