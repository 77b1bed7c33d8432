"""Cut a noun phrase: at its commas into segments, and a segment behind its head noun.

There is no parser behind this.  The head is the last word before the first preposition, relative pronoun or participle.
"""

from __future__ import annotations

from itertools import zip_longest

from newsan.language.lexicon.lookup import words
from newsan.language.syntax.tokens import POSSESSIVE, Kind, Token, head_noun, noun_kind

_CUTS = frozenset({",", ";", ":", "—", "–", "-", "--", "(", ")"})

YEAR = 4
"""Digits of a year."""

HeadAndTail = tuple[list[Token], list[Token]]
"""The words up to the head, and those behind it."""


def segments(tokens: list[Token]) -> list[list[Token]]:
    """The parts between commas, colons and dashes; always at least one.

    A year ("May 4, 2019") is not cut off; an age ("Ada Crane, 41") is.

    >>> segments([])
    [[]]
    """
    parted: list[list[Token]] = [[]]
    for token, follower in zip_longest(tokens, tokens[1:]):
        if token.word == "," and follower and len(follower.word) == YEAR and follower.word.isdigit():
            continue
        if token.word in _CUTS:
            parted.append([])
        else:
            parted[-1].append(token)
    return [segment for segment in parted if segment] or [[]]


def split_at_head(tokens: list[Token]) -> HeadAndTail:
    """The words of a segment up to its head, and those behind it: "the head | of the bank", "Biden | and others".

    Behind an owner no preposition stands: "Ek's close friends | in Lund".
    """
    tokens = _joined_titles(tokens)
    stops, owners = words("grammar", "preposition"), words("grammar", "possessive") | {*POSSESSIVE}
    for i, token in enumerate(tokens[1:], 1):
        behind_name = token.word in ("and", "or") and tokens[i - 1].mention is not None and not _shares(tokens, i)
        is_stop = token.word in stops and tokens[i - 1].word not in owners
        if behind_name or is_stop or _is_participle(token.word, tokens[i - 1]):
            return _trimmed(tokens[:i]), tokens[i:]
        if i > 1 and _is_adverb(tokens[i - 1]) and _is_participle(token.word, tokens[i - 2]):
            return _trimmed(tokens[: i - 1]), tokens[i - 1 :]
    return _trimmed(tokens), []


def _shares(tokens: list[Token], i: int) -> bool:
    """Whether the bodies around "and" have one plural noun behind them: "Union Party | and | NPP leaders"."""
    around = [tokens[i - 1], *tokens[i + 1 : i + 2]]
    noun, plural = head_noun(tokens[i + 2 : i + 3])
    return plural and noun_kind(noun) == "person" and all(token.type in ("org", "place", "group") for token in around)


def is_part(noun: str, tail: list[Token]) -> bool:
    """Whether a noun and what stands behind it are a piece of what somebody wrote: "part | of the letter"."""
    return noun in words("sources", "part") and len(tail) > 1 and tail[0].word == "of"


def kind_of(noun: str, tail: list[Token]) -> Kind:
    """What a noun stands for, with the words behind it: "the paper" is a body, "a paper | from Northbank" is not."""
    written = noun in words("sources", "document") and tail and tail[0].word in ("by", "from", "on", "published")
    return "document" if written else noun_kind(noun)


def _joined_titles(tokens: list[Token]) -> list[Token]:
    """One item for a title that holds "of": secretary of state, chief of staff."""
    joined: list[Token] = []
    for i, (token, follower) in enumerate(zip_longest(tokens, tokens[1:])):
        inside = i > 1 and tokens[i - 1].word == "of" and token.text.lower() in words("grammar", "office")
        ends = follower is None or follower.mention or follower.word in words("grammar", "preposition")
        if inside and ends and len(joined) > 1 and noun_kind(head_noun(tokens[: i - 1])[0]) == "person":
            text = f"{joined[-2].text} of {token.text}"
            joined[-2:] = [Token(joined[-2].start, token.end, text.lower(), text)]
        else:
            joined.append(token)
    return joined


def _is_adverb(token: Token) -> bool:
    """Whether a word may be an adverb before a participle: "a candidate | narrowly | beaten in Lund", not "family"."""
    return token.mention is None and token.word.endswith("ly") and noun_kind(token.word) == "other"


def _is_participle(word: str, before: Token) -> bool:
    """Whether a word goes on describing the noun before it: "officials briefed on it", "people holding a banner".

    Behind a name only what was done with it or its document does: "the Research Group released", "a letter seen".
    """
    if word in words("grammar", "held", "issued"):
        return True
    is_regular = word.endswith(("ing", "ed")) and len(word) > 4
    if not (is_regular or word in words("grammar", "participle")) or not before.word:
        return False
    return (
        word not in words("grammar", "modifier")
        and word not in words("sources", "data")
        and noun_kind(word) == "other"
        and noun_kind(head_noun([before])[0]) != "other"
    )


def _trimmed(tokens: list[Token]) -> list[Token]:
    """The items without what only follows a head: "himself", "also", a possessive ending."""
    ends = words("grammar", "trail") | {*POSSESSIVE, "and", "or"}
    while len(tokens) > 1 and tokens[-1].word in ends:
        tokens = tokens[:-1]
    return tokens
