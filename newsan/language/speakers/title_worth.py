"""How much a title tells of a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsan.document import Span
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.role_phrases import head_of
from newsan.language.speakers.role_words import is_title_word
from newsan.language.syntax.tokens import Token, head_noun

_BEFORE = frozenset(["a", "an", "the", "another", "now", "then", "also", "once"])


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the text; ``worth`` says how much it tells, the larger the more."""

    span: Span
    worth: float


def judged(phrase: list[Token], linked: bool) -> Title | None:
    """A title without its article, and how much it tells; None for a mere "Mr." and "a person"."""
    while phrase and (phrase[0].word in _BEFORE or _is_lone_one(phrase)):
        phrase = phrase[1:]
    told = [token for token in phrase if token.mention or token.word.strip(".") not in courtesies()]
    head = head_of(phrase)
    if not told or (head[-1].word and head_noun(head)[0] in words("roles", "vague")):
        return None
    start, end = phrase[0].start, phrase[-1].end
    if phrase[-1].text.endswith(".") and not is_title_word(phrase[-1].text):
        end -= 1
    return Title((start, end), _worth(phrase) - 0.5 * linked)


def _is_lone_one(phrase: list[Token]) -> bool:
    return phrase[0].word == "one" and len(phrase) > 1 and phrase[1].word != "of"


def _worth(phrase: list[Token]) -> float:
    """How much a title tells: an office more than a relative or "a resident"; more where it says of what."""
    head = head_of(phrase)
    noun = head_noun(head)[0] if head and head[-1].word else ""
    titled = bool(noun) and head[-1].text[0].isupper() and noun.split()[-1] in words("titles")
    if noun in words("roles", "kin"):
        return 0.5
    tells = 1.0 + any(token.mention or token.word in ("of", "for", "at") for token in phrase)
    if not noun or (noun in words("roles", "relation", "loose") and not titled):
        return tells
    office = noun != "" and noun.split()[-1] in words("titles")
    kind = 0.0 if _academic(phrase) else 2.5 if office else 1.0
    return tells + kind - 0.5 * (phrase[0].word in ("former", "ex", "retired"))


def _academic(phrase: list[Token]) -> bool:
    return all(token.word in ("dr", "doctor", "prof", "professor", "sir", "dame", "lord", "lady") for token in phrase)


@cache
def courtesies() -> frozenset[str]:
    """Titles that say nothing of an office, without full stops: mr, ms."""
    kept = {"dr", "aunt", "uncle", "grandfather", "grandmother"}
    return frozenset(word.strip(".") for word in words("titles", "courtesy")) - kept
