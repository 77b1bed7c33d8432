"""The title behind a name: an apposition, or what somebody "is"."""

from __future__ import annotations

import re

from newsan.document import Mention
from newsan.language.index import Index, mentions_in, sentence_at
from newsan.language.lexicon.lookup import table, words
from newsan.language.speakers.role_phrases import may_name_role, names_role, to_comma
from newsan.language.speakers.title_worth import Title, judged
from newsan.language.syntax.tokens import Token, tokens_of

REACH = 240
"""Characters on either side of a name that are read."""

LONGEST = 30
"""Words of a title behind a name; "vice chair of the board of the …" seldom has more than twenty."""

MEMBER = 4
"""Most words of one member of a list in a title."""

_AGE = re.compile(r"(?:age )?\d{1,3}(?:-year-old)?")
_PARTY = re.compile(r"[DRI](?:-|–)[A-Z][\w.]+(?: [A-Z][\w.]+)?")
_COPULAS = frozenset(["is", "was", "became", "has", "had", "serves", "served", "works", "worked"])


def behind(index: Index, mention: Mention) -> list[Title]:
    """The titles behind a name: "Ann Lee, | a lawyer |, is | head of the Porto Pier Trust |."."""
    tokens = _tokens_behind(index, mention.end)
    at = _past_particulars(tokens)
    opened = at > 0 and tokens[at - 1].text in (",", "—", "–", "--", "-", "(")
    first = _apposed(tokens, at, opened)
    after = at + len(first) + 1
    closed = first and after < len(tokens) and tokens[after - 1].text == "," and tokens[after].word in _COPULAS
    second = _apposed(tokens, after, False) if closed else []
    found = (judged(phrase, _is_linked(tokens, start)) for phrase, start in ((first, at), (second, after)) if phrase)
    return [title for title in found if title is not None]


def _is_linked(tokens: list[Token], at: int) -> bool:
    return tokens[at].word in _COPULAS


def _tokens_behind(index: Index, start: int) -> list[Token]:
    """The words and marks behind a name, to the end of its sentence."""
    limit = start + REACH
    if index.sentences:
        limit = min(limit, index.sentences[sentence_at(index, max(0, start - 1))][1])
    return tokens_of(index.text, (start, limit), mentions_in(index, start, limit))


def _past_particulars(tokens: list[Token]) -> int:
    """The place behind what may stand between a name and its apposition: letters, an age, a seat, a home, brackets."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        opened = at > 0 and tokens[at - 1].text in (",", "(", "—", "–")
        letters = token.text.rstrip(",") in table("names")["letters"] and not _begins_phrase(tokens, at)
        if token.text == "(":
            close = next((i for i in range(at, min(at + 12, len(tokens))) if tokens[i].text == ")"), None)
            if close is None:
                return at + 1
            at = close + 1
        elif (
            letters
            or (opened and (_AGE.fullmatch(token.word) or _is_seat(tokens, at)))
            or token.text in (",", "—", "–", "--")
        ):
            at += 1
        elif token.word == "of" and at + 1 < len(tokens) and tokens[at + 1].type == "place":
            at += 2
        else:
            break
    return at


def _begins_phrase(tokens: list[Token], at: int) -> bool:
    """Whether letters open an office: "MP for Hull"."""
    return at + 1 < len(tokens) and tokens[at + 1].word in ("for", "of") and at > 0 and tokens[at - 1].text == ","


def _is_seat(tokens: list[Token], at: int) -> bool:
    """Whether the tag of a congressman's party stands here, in one piece: "D-Ferndale"."""
    return _PARTY.fullmatch(tokens[at].text.rstrip(".")) is not None


def _past_link(tokens: list[Token], at: int) -> int:
    """The place behind "who is", "who serves as", "is"."""
    if at < len(tokens) and tokens[at].word == "who":
        at += 1
        if at >= len(tokens) or tokens[at].word not in _COPULAS:
            return len(tokens)
    if at + 1 < len(tokens) and tokens[at].word in ("has", "had") and tokens[at + 1].word == "been":
        return at + 2
    if at < len(tokens) and tokens[at].word in ("is", "was", "became"):
        return at + 1
    if at + 1 < len(tokens) and tokens[at].word in ("serves", "served", "works", "worked"):
        return at + 2 if tokens[at + 1].word == "as" else len(tokens)
    return at


def _apposed(tokens: list[Token], at: int, opened: bool) -> list[Token]:
    """The tokens of the noun phrase that begins at a place and names a role; none where it does not."""
    if at >= len(tokens) or not (opened or _is_linked(tokens, at)):
        return []
    linked = _is_linked(tokens, at)
    rest = tokens[_past_link(tokens, at) :][:LONGEST]
    phrase = to_comma(rest)
    if not phrase:
        return []
    closed = len(phrase) == len(rest) or rest[len(phrase)].text in (",", ".", ")", "—", "–", "”")
    apposed = not linked and closed and phrase[0].word in ("a", "an") and may_name_role(phrase)
    return _with_list(phrase, rest) if apposed or names_role(phrase) else []


def _ends_list(token: Token) -> bool:
    """Whether a word is in no list of a title: a person, or what is somebody's."""
    return token.type == "person" or token.word in words("grammar", "possessive") or token.word in ("a", "an")


def _with_list(phrase: list[Token], tokens: list[Token]) -> list[Token]:
    """A phrase with the list that its last comma goes on with: "head of sales, | marketing and design"."""
    end = len(phrase)
    while end < len(tokens) and tokens[end].text == "," and any(token.word in ("of", "for") for token in phrase):
        more = to_comma(tokens[end + 1 :])
        plain = more and not any(_ends_list(token) for token in more) and not more[0].word.endswith("ed")
        joined = [i for i, token in enumerate(more) if token.word == "and"]
        follows = end + 1 + len(more) < len(tokens) and tokens[end + 1 + len(more)].text == ","
        if not plain or joined[:1] == [0] or (joined or [len(more)])[0] > MEMBER or not (joined or follows):
            break
        if not joined:
            third = to_comma(tokens[end + 2 + len(more) :])
            if not any(token.word == "and" for token in third[:4]):
                break
        end += 1 + len(more)
        if joined:
            return tokens[:end]
    return phrase
