"""The title before a name: "Harbour Supervisor Ned Crane", "the club's new coach, Bo Ek,"."""

from __future__ import annotations

import re

from newsan.document import Mention
from newsan.language.index import Index, mentions_in, sentence_at
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.role_phrases import CUTS, LINKS, determines, is_verb, may_name_role, names_role
from newsan.language.speakers.role_words import is_role, is_title_word
from newsan.language.speakers.title_worth import Title, courtesies, judged
from newsan.language.syntax.tokens import POSSESSIVE, Token, tokens_of

REACH = 240
"""Characters on either side of a name that are read."""

UNKNOWN = 3
"""Words in small letters that no list has in a title before a name: "public works director"."""

_OWNERS = frozenset(["of", "for", "to", "at", "in", "by", "from", "with"])


def before(index: Index, mention: Mention) -> Title | None:
    """The title before a name: "Harbour | Supervisor Ned Crane", "The club's new coach, | Bo Ek,"."""
    start = max(0, mention.start - REACH)
    if index.sentences:
        start = max(start, index.sentences[sentence_at(index, mention.start)][0])
    tokens = tokens_of(index.text, (start, mention.start), mentions_in(index, start, mention.start))
    if not tokens or "\n\n" in index.text[tokens[-1].end : mention.start]:
        return None
    phrase = _before_comma(index, mention, tokens[:-1]) if tokens[-1].text == "," else _run(tokens)
    return judged(phrase, False) if phrase else None


def _before_comma(index: Index, mention: Mention, tokens: list[Token]) -> list[Token]:
    """The description that a name in apposition ends: "The builder, Egon Pratt, said"."""
    if not re.match(
        r"(?:['’]s)?(?:,| \(|\s+\w+ed\b|\s+sa(?:id|ys)\b|\.|$)", index.text[mention.end : mention.end + 12]
    ):
        return []
    first = len(tokens)
    while first and tokens[first - 1].text not in CUTS and not is_verb(tokens[first - 1]):
        if first < len(tokens) and determines(tokens[first].word) and tokens[first - 1].word not in _OWNERS:
            break
        first -= 1
    phrase = tokens[first:]
    while phrase and phrase[0].word in words("grammar", "opener") | words("grammar", "lead"):
        phrase = phrase[1:]
    determined = bool(phrase) and (determines(phrase[0].word) or any(token.word in POSSESSIVE for token in phrase))
    begins = first == 0 or tokens[first - 1].text in CUTS or is_verb(tokens[first - 1])
    return phrase if determined and (names_role(phrase) or (begins and may_name_role(phrase))) else []


def _run(tokens: list[Token]) -> list[Token]:
    """The tokens at the end that make a title before a name; "Mr." is none, nor what stands before it."""
    if not tokens or tokens[-1].word.strip(".") in courtesies() or not _ends_title(tokens):
        return []
    first = sure = len(tokens)
    unknown = 0
    while first and (kind := _fits(tokens, first - 1)):
        unknown += kind == "unknown"
        if unknown > UNKNOWN:
            break
        first -= 1
        sure = first if not unknown else sure
    open_start = first == 0 or tokens[first - 1].text in CUTS or _opens(tokens[first - 1].word)
    return _trimmed(tokens[first if open_start else sure :])


def _opens(word: str) -> bool:
    """Whether a word stands right before a noun phrase."""
    return word in words("grammar", "preposition") or word in ("a", "an", "the", "and", "but", "said", "says")


def _ends_title(tokens: list[Token]) -> bool:
    """Whether the words right before a name end a title: a role, or the place or body that completes an office."""
    last = tokens[-1]
    if last.mention is None:
        return is_role(last.word) or is_title_word(last.text)
    joins = ("of", "to", "for")
    inside = next((i for i in range(len(tokens) - 2, max(-1, len(tokens) - 6), -1) if tokens[i].word in joins), None)
    return last.type in ("place", "org") and bool(inside) and is_role(tokens[(inside or 1) - 1].word)


def _fits(tokens: list[Token], i: int) -> str:
    """Whether a token can be part of a title that goes on behind it: "known", "unknown", or an empty string."""
    token = tokens[i]
    if token.mention:
        owns = i + 1 < len(tokens) and (tokens[i + 1].mention is not None or tokens[i + 1].word in POSSESSIVE)
        return "known" if token.type != "person" or not owns else ""
    if token.text.isupper() and len(token.text) > 1:
        return "known"
    if token.word in ("of", "for", "to", "and", "&", "the"):
        earlier = tokens[i - 1] if i else None
        if token.word == "the":
            return "known" if earlier is not None and earlier.word in ("of", "for", "to") else ""
        return "known" if earlier is not None and not earlier.mention and is_role(earlier.word) else ""
    if token.word in POSSESSIVE:
        return "known"
    if not token.word[0].isalpha() or token.word in words("grammar", "preposition") | words("reporting", "finite"):
        return ""
    if is_title_word(token.text) or is_role(token.word) or token.word in words("grammar", "modifier"):
        return "known"
    if token.text[0].isupper() and (i or token.word not in words("grammar", "opener")):
        return "known" if i else "unknown"
    plain = token.word.replace("-", "").isalpha() and not token.word.endswith(("ed", "ly"))
    verb = token.word in words("reporting", "say") or token.word in words("grammar", "subordinator")
    return "unknown" if plain and not verb and token.word not in ("a", "an") else ""


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].word in (*POSSESSIVE, *LINKS)):
        tokens = tokens[1:]
    return tokens
