"""Where a noun phrase ends: at marks, verbs, clauses and dates."""

from __future__ import annotations

from newsan.language.lexicon.lookup import words
from newsan.language.syntax.tokens import POSSESSIVE, Token, is_role, noun_kind

_CUTS = frozenset(',;:()[]—–-"“”«»')
_LOOSE = frozenset(["and", "&", "the", ".", "known", "called", "named"])
_AT_TIMES = frozenset(["once", "then", "now", "later"])
_BRACKETS = {"(": ")", "“": "”", "‘": "’"}

Phrase = list[Token]
"""The tokens of a noun phrase."""


def to_comma(tokens: Phrase) -> Phrase:
    """The tokens up to the first mark, verb, clause or date."""
    clauses, prepositions = words("grammar", "subordinator", "relative"), words("grammar", "preposition")
    end = 0
    while end < len(tokens) and (_goes_on(tokens, end) or not is_cut(tokens, end)) and tokens[end].word not in clauses:
        if _is_dated(tokens, end) or _is_finite(tokens, end) or tokens[end].word in ("but", "whereas", "during"):
            break
        if _opens_object(tokens, end):
            end -= not _ends_noun(tokens[end - 1])
            break
        end += 1
    while end and (tokens[end - 1].word in prepositions or tokens[end - 1].word in _LOOSE):
        if ends_state(tokens[:end]):
            break
        end -= 1
    return tokens[:end]


def _opens_object(tokens: Phrase, i: int) -> bool:
    """Whether an article begins another noun phrase at a token, so that a verb stands before it: "told | the"."""
    if i < len("NV") or not determines(tokens[i].word) or tokens[i].word == "one":
        return False
    if any(tokens[k].word == "to" and not is_name(tokens[k + 1]) for k in range(max(0, i - 4), i - 1)):
        return False  # "the first | to bring up | the matter"
    earlier = tokens[i - 1]
    joins = words("grammar", "preposition", "modifier", "indefinite") | {"and", "&", "as", ",", *POSSESSIVE}
    return earlier.word not in joins and not earlier.word.endswith(("ly", "ing"))


def ends_state(tokens: Phrase) -> bool:
    """Whether some tokens end with the short form of a state and its full stop: "Fresno, | Calif."."""
    apart = len(tokens) > 1 and tokens[-1].text == "."
    name = tokens[-2].text if apart else tokens[-1].text.removesuffix(".") if tokens else ""
    is_short = name[:1].isupper() and name.casefold() in words("states", "short")
    return is_short and tokens[-1].text.endswith(".")


def _is_finite(tokens: Phrase, i: int) -> bool:
    """Whether a clause goes on at a token: "the coach | decided", "the coach | and Bo Ek was", "and | once won"."""
    token, behind = tokens[i], tokens[i + 1 : i + 2]
    if token.word in ("and", "&") and behind and i:
        others = behind[0].type == "person" and tokens[i - 1].type != "person"
        return others or behind[0].word in words("reporting", "finite") or behind[0].word in _AT_TIMES
    participle = (
        not behind or behind[0].word in words("grammar", "preposition") or not i or not _ends_noun(tokens[i - 1])
    )
    return token.word.endswith("ed") and not participle


def _ends_noun(token: Token) -> bool:
    """Whether a noun phrase may end with a token."""
    return token.mention is not None or is_role(token.word) or noun_kind(token.word) == "body"


def _is_dated(tokens: Phrase, i: int) -> bool:
    """Whether words that say when begin at a token: "from 1985", "in May", "at the time"."""
    follower = tokens[i + 1].word if i + 1 < len(tokens) else ""
    if tokens[i].word in ("by", "at") and [token.word for token in tokens[i + 1 : i + 3]] == ["the", "time"]:
        return True
    return tokens[i].word in ("in", "on", "from", "since") and (
        follower.isdigit() or follower in words("dates", "day", "month")
    )


def _goes_on(tokens: Phrase, i: int) -> bool:
    """Whether a comma stands between a place or body and where it lies: "a nurse from Tarn | , | Norland"."""
    if tokens[i].text != "," or not 0 < i < len(tokens) - 1:
        return False
    closed = i + 2 >= len(tokens) or tokens[i + 2].text == "." or is_cut(tokens, i + 2) or ends_state(tokens[: i + 3])
    return closed and (_is_place(tokens[i - 1]) or tokens[i - 1].type == "org") and _is_place(tokens[i + 1])


def _is_place(token: Token) -> bool:
    """Whether a token names a place, or is letters that stand for one: "D.C."."""
    return token.type == "place" or (len(token.text) > 1 and token.text.strip(".").isupper())


def is_cut(tokens: Phrase, i: int) -> bool:
    """Whether no noun phrase goes on at a token: a mark that joins no words, or a verb such as "said", "is", "has"."""
    token = tokens[i]
    if token.text in _CUTS:
        if is_acronym_in_brackets(tokens, i):
            return False
        inside = token.text in "-–" and 0 < i < len(tokens) - 1
        return not (inside and tokens[i - 1].end == token.start and token.end == tokens[i + 1].start)
    return is_verb(token)


def is_verb(token: Token) -> bool:
    """Whether a token is a verb such as "said", "is", "has"."""
    return token.word in words("reporting", "finite") and token.word not in POSSESSIVE


def is_acronym_in_brackets(tokens: Phrase, i: int) -> bool:
    """Whether a token is an acronym in brackets behind the name that it stands for, or one of its brackets."""
    opened = next((at for at in (i, i - 1, i - 2) if at > 0 and tokens[at].text in _BRACKETS), 0)
    around = tokens[opened - 1 : opened + 3] if opened else []
    if len(around) < len("N(A)") or around[3].text != _BRACKETS[around[1].text]:
        return False
    return is_name(around[0]) and around[2].text.isupper() and len(around[2].text) > 1


def is_name(token: Token) -> bool:
    """Whether a token is a mention or a word with a capital."""
    return token.mention is not None or token.text[:1].isupper()


def determines(word: str) -> bool:
    """Whether a word opens the description of one person: "the", "a", "his", "one"."""
    return word in ("a", "an", "the", "one", "another") or word in words("grammar", "possessive")
