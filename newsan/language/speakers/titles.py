"""Where a text gives a person a title or role, whole and as it stands: before the name, behind it, or with "is"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from newsan.document import Mention, Span
from newsan.language.index import Index, quote_at
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.descriptions import before, before_several, behind, farther, role_head
from newsan.language.syntax.phrase_ends import Phrase, ends_state
from newsan.language.syntax.titles import courtesies, is_title_word
from newsan.language.syntax.tokens import POSSESSIVE, head_noun

MENTIONS = 40
"""Mentions of one person that are read: a title comes with the first ones, and nothing grows with the rest."""

_LESS, _QUOTED = 0.5, 3.0
"""How much less a title tells that is said with "is" or stands farther off; that stands in somebody's quotation."""

_EX = "ex-"
_BEFORE = frozenset(["a", "an", "the", "another", "now", "then", "also", "once", "herself", "himself", "appointed"])
_NUMBERS = frozenset(["one", "two", "three", "four", "five", "six"])
_SENT = frozenset(["representative", "delegate"])
"""Nouns that are an office with a capital, and else say no more than "member"."""
_ACADEMIC = frozenset(["dr", "doctor", "prof", "professor", "sir", "dame", "lord", "lady"])


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the text; ``worth`` says how much it tells, the larger the more."""

    span: Span
    worth: float


def title_of(index: Index, mentions: Sequence[Mention]) -> Span | None:
    """The place of the title that tells most of a person with these mentions; the first among equals."""
    titles = [title for mention in mentions[:MENTIONS] for title in titles_at(index, mention)]
    shared = (before_several(index, mention) for mention in mentions[:MENTIONS])
    titles += filter(None, (_judged(phrase, _LESS) for phrase in shared))
    return max(titles, key=lambda title: title.worth).span if titles else None


def titles_at(index: Index, mention: Mention) -> Iterator[Title]:
    """The titles beside one mention of a person: before it, and behind it; what others say tells least."""
    quoted = _QUOTED * (quote_at(index, mention.start) is not None)
    described = [(phrase, _LESS * is_linked) for phrase, is_linked in behind(index, mention)]
    if phrase := before(index, mention):
        described = [(phrase, 0.0), (farther(index, phrase), _LESS), *described]
    titles = (_judged(phrase, quoted + less) for phrase, less in described)
    yield from (_with_ex(index, title) for title in titles if title)


def _with_ex(index: Index, title: Title) -> Title:
    """A title with the "ex-" before it: "ex-Lund mayor"."""
    start, end = title.span
    is_past = index.text[max(0, start - len(_EX)) : start].casefold() == _EX
    return Title((start - len(_EX), end), title.worth - 0.5) if is_past else title


def title_before(index: Index, mention: Mention) -> Title | None:
    """The title before a name."""
    return _judged(before(index, mention), 0.0)


def _judged(phrase: Phrase, less: float) -> Title | None:
    """A title without its article, and how much it tells; None for a mere "Mr.", "a person" and an age."""
    phrase = list(dropwhile(lambda token: token.word == "currently", phrase))
    left_out = _BEFORE | _NUMBERS | words("grammar", "possessive")
    if [token.word for token in phrase[:2]] != ["one", "of"]:
        phrase = list(dropwhile(lambda token: token.word in left_out, phrase))
    phrase = phrase[:-1] if phrase and phrase[-1].word in POSSESSIVE else phrase
    told = [token for token in phrase if token.mention or token.word.strip(".") not in courtesies()]
    noun = head_noun(role_head(phrase))[0] if told else ""
    if not told or noun in words("roles", "vague") or noun.endswith("-year-old"):
        return None
    return Title((phrase[0].start, title_end(phrase)), _worth(phrase, noun.partition(" of ")[0]) - less)


def title_end(phrase: Phrase) -> int:
    """Where a title ends: the full stop of a sentence is no part of it, that of "Gov." and of "Calif." is."""
    text, end = phrase[-1].text, phrase[-1].end
    return end - 1 if text.endswith(".") and not (is_title_word(text) or ends_state(phrase)) else end


def is_office(noun: str) -> bool:
    """Whether a noun, or the last word of two, is an office that stands before names: "minister", "chief justice"."""
    return noun != "" and noun.split()[-1] in words("titles")


def _worth(phrase: Phrase, noun: str) -> float:
    """How much a title tells: an office more than a relative or "a resident"; more where it says of what."""
    head = role_head(phrase)
    if phrase[0].word == "who":
        return 1.0
    if noun in words("roles", "kin") or noun == "one" or head[-1].type == "group":
        return 0.5 + 0.25 * any(token.word in POSSESSIVE for token in head)
    if noun in words("roles", "runner") and any(token.word.startswith("president") for token in phrase):
        return 3.75
    tells = 1.0 + any(token.mention or token.word in ("of", "for", "at") for token in phrase)
    return tells + _worth_of_office(head, noun, tells)


def _worth_of_office(head: Phrase, noun: str, tells: float) -> float:
    """How much more a title tells because its noun is an office or occupation; less of a former one."""
    in_capitals = head[-1].text[:1].isupper()
    if not noun or (noun in words("roles", "relation", "loose") and not (is_office(noun) and in_capitals)):
        return 0.0
    office = is_office(noun) and (in_capitals or noun not in _SENT)
    kind = 0.0 if all(token.word in _ACADEMIC for token in head) else tells + 0.5 if office else 1.0
    return kind - 0.5 * any(token.word in ("former", "ex", "retired") for token in head)
