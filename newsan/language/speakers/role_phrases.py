"""Noun phrases that say what one person is: "a beekeeper", "chief executive of the Porto Pier Trust"."""

from __future__ import annotations

import re

from newsan.language.index import Index, mentions_in
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.role_words import is_role
from newsan.language.syntax.tokens import POSSESSIVE, Token, head_noun, noun_kind, tokens_of

_OCCUPATION = re.compile(r"[a-z-]{2,}(?:er|or|ist|ian|man|woman|person|smith|wright|ologist|eer|ant|ee|ic|eur|euse)")
CUTS = frozenset(',;:()[]—–-"“”«»')
_TIMES = frozenset(
    [
        "since",
        "when",
        "until",
        "after",
        "before",
        "because",
        "while",
        "as",
        "during",
        "whose",
        "whom",
        "which",
        "who",
        "that",
        "where",
        "if",
        "but",
    ]
)
LINKS = frozenset(["of", "for", "to", "at", "in", "with", "on", "from", "by", "and", "&", "the"])


def describes(index: Index, start: int, end: int) -> bool:
    """Whether a stretch of text is a noun phrase that says what one person is: "one of the jurors", "a beekeeper"."""
    phrase = to_comma(tokens_of(index.text, (start, end), mentions_in(index, start, end)))
    return (
        bool(phrase)
        and phrase[-1].end == end
        and determines(phrase[0].word)
        and (names_role(phrase) or may_name_role(phrase))
    )


def to_comma(tokens: list[Token]) -> list[Token]:
    """The tokens up to the first mark, verb or clause."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        ends = token.text in CUTS and not _is_hyphen(tokens, i)
        ends = ends or token.word in _TIMES or is_verb(token)
        dated = token.word in ("in", "on") and i + 1 < len(tokens) and tokens[i + 1].word.isdigit()
        if ends or dated or (token.word == "." and i + 1 == len(tokens)):
            break
        found.append(token)
    while found and found[-1].word in (*LINKS, "."):
        found.pop()
    return found


def _is_hyphen(tokens: list[Token], i: int) -> bool:
    """Whether a mark joins two words: "Porto | - | based"."""
    joined = 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return joined and tokens[i].text in ("-", "–")


def is_verb(token: Token) -> bool:
    """Whether a word is a verb that no noun phrase holds: "said", "is", "has"."""
    return token.word in words("reporting", "finite") and token.word not in POSSESSIVE


def determines(word: str) -> bool:
    """Whether a word opens the description of one person: "the", "a", "his", "one"."""
    return word in ("a", "an", "the", "one", "another") or word in words("grammar", "possessive")


def names_role(phrase: list[Token]) -> bool:
    """Whether a noun phrase says what one person is, by its head noun: "chief executive of …", "one of the jurors"."""
    head = head_of(phrase)
    if not head or phrase[0].word in ("not", "no", "never"):
        return False
    if head[-1].mention is not None:
        return head[-1].type == "group" and phrase[0].word in ("a", "an")
    noun, plural = head_noun(head)
    if noun == "one":
        return len(phrase) > len(head) + 1 and _is_plural_role(phrase[len(head) + 1 :])
    if plural or noun in words("roles", "crowd"):
        return False
    return is_role(noun) or is_role(head[-1].word)


def may_name_role(phrase: list[Token]) -> bool:
    """Whether a noun phrase can say what one person is though no list has its noun: "a beekeeper", "the sweep"."""
    head = head_of(phrase)
    if not head or head[-1].mention is not None or not determines(phrase[0].word):
        return False
    noun, plural = head_noun(head)
    last = head[-1]
    plain = last.word.isalpha() and last.text.islower() and not last.word.endswith("ing")
    return plain and not plural and noun_kind(noun) == "other" and last.word not in words("grammar", "nobody")


def _is_plural_role(tokens: list[Token]) -> bool:
    """Whether a phrase begins with people of whom one is told: "one of | the jurors"."""
    noun, plural = head_noun(head_of([token for token in tokens if token.word != "the"]))
    return plural and (is_role(noun) or _OCCUPATION.fullmatch(noun) is not None)


def head_of(phrase: list[Token]) -> list[Token]:
    """The words up to the head noun, before the first preposition."""
    for i, token in enumerate(phrase[1:], 1):
        if token.word in words("grammar", "preposition") or token.word in LINKS - {"and", "&", "the"}:
            return phrase[:i]
        if token.word.endswith(("ing", "ed")) and not token.mention and is_role(phrase[i - 1].word):
            return phrase[:i]
    return phrase
