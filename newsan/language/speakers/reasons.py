"""The words that say why a source knows what it says, or why it has no name; verbatim, and nothing where none do."""

from __future__ import annotations

import re
from functools import cache

from newsan.document import Span
from newsan.language.index import Index, quote_at
from newsan.language.lexicon.forms import base_forms, singular
from newsan.language.lexicon.lookup import words

REACH = 300
"""Characters of a clause that are read."""

_BETWEEN = re.compile(r"(?:\s*\([^()]{0,60}\))?(?:,? (?:aged? )?\d{1,3})?,?\s*")
_ADVERBS = r"(?:(?:has|had|have|also|still|once|now|long|currently|recently|later|never|already|personally|been) )*"
_RELATIVE = re.compile(rf"who {_ADVERBS}(?P<verb>\w[\w-]*)")
_OPENED = re.compile(r"\b(?:who|whose|\w+)\b")
_BROKEN = re.compile(r"[;—]|, (?:and|but|which|whose|adding|who)\b|\.\s|\n\s*\n|[“\"]")
_UNNAMED = re.compile(
    r"\banonym(?:ity|ously)\b|\b(?:not|declin\w+|refus\w+|want\w+) to be (?:publicly )?(?:named|identified|quoted)\b"
    r"|\b(?:not|n['’]t) (?:\w+ly )?authori[sz]ed to\b|\bnot (?:\w+ly )?allowed to (?:speak|talk|discuss)\b"
    r"|\bunauthori[sz]ed to (?:speak|talk|discuss)\b|\bname (?:has been |was |be )?with(?:held|hold)\b"
    r"|\b(?:reveal|disclose|give|share|publish)\w* (?:his|her|their|its) (?:\w+ )?(?:names?|identit(?:y|ies))\b"
)
_OPENERS = re.compile(
    r"\b(?:who|speaking|spoke|speaks|talking|talked|asking|asked|requesting|requested|declined|declining|insisted"
    r"|insisting|refused|refusing|agreed|wanted|wished|preferred|granted|was|were|is|are|did|does|do|because|on"
    r"(?: the)? condition|under(?: the)? condition|gave|whose)\b"
)
_CITING = re.compile(r",\s+((?:citing|quoting|referring to|pointing to|based on)\s+\w)")


def why_known(index: Index, start: int, end: int, limit: int) -> Span | None:
    """Why the source at ``start`` to ``end`` knows: words in it, or right behind it and before ``limit``.

    "people | familiar with the matter", "Ann Lee, | who saw the crash |, said".
    """
    for opened in _OPENED.finditer(index.text, start, end):
        if opened.start() > start and (least := _opens(index.text, opened.start(), end)):
            return _closed(index.text, opened.start(), end, least)
        if _was_there(index.text, opened, end):
            return _closed(index.text, opened.end() + 1, end, end)
    gap = _BETWEEN.match(index.text, end, limit)
    least = _opens(index.text, gap.end(), limit) if gap else None
    return _closed(index.text, gap.end(), limit, least) if gap and least else None


def _was_there(text: str, word: re.Match[str], end: int) -> bool:
    """Whether a word stands for people and the place behind it says that they were there: "those | in the room"."""
    if _patterns()[3].match(text, word.end() + 1, end) is None:
        return False
    noun = singular(word.group().lower())
    people = words("roles", "crowd", "relation", "loose")
    return noun in people or word.group().lower() in people or word.group().lower() == "those"


def _opens(text: str, at: int, limit: int) -> int | None:
    """Where the words end that open a reason at a position; None where none does."""
    for pattern in _patterns()[:3]:
        if found := pattern.match(text, at, limit):
            return found.end()
    clause = _RELATIVE.match(text, at, limit)
    known = clause and any(form in words("reasons", "verb") for form in base_forms(clause["verb"].lower()))
    return clause.end() if clause and known else None


def cited(index: Index, end: int, limit: int) -> Span | None:
    """What a source says that it goes by: "the ministry said, | citing court records"."""
    found = _CITING.search(index.text, end, limit)
    if not found or quote_at(index, found.start(1)):
        return None
    return _closed(index.text, found.start(1), limit, found.end())


def why_unnamed(index: Index, sentence: int, after: int) -> Span | None:
    """Why a source has no name, in a sentence from a position on: "who spoke on condition of anonymity because …"."""
    start, end = index.sentences[sentence]
    core = _UNNAMED.search(index.text, max(start, after), min(end, max(start, after) + 2 * REACH))
    if not core or quote_at(index, core.start()):
        return None
    opened = [one.start() for one in _OPENERS.finditer(index.text, max(start, after, core.start() - 90), core.end())]
    begin = _first_in_clause(index.text, opened, core.start())
    return _closed(index.text, begin, end, core.end())


def _first_in_clause(text: str, opened: list[int], core: int) -> int:
    """The first opener between which and the core no clause ends."""
    fits = (at for at in opened if at <= core and not re.search(r"[;:—]|, (?!citing)", text[at:core]))
    return next(fits, core)


def _closed(text: str, start: int, limit: int, least: int) -> Span | None:
    """A clause from its start to its end, without marks at the end."""
    limit = min(limit, start + REACH)
    broken = _BROKEN.search(text, least, limit)
    end = broken.start() if broken else limit
    while end > start and (text[end - 1] in " ,;:—–-.\n\t" or text[end - 1] in '“"'):
        end -= 1
    return (start, end) if end > start else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What opens a reason besides a verb behind "who"."""
    states, known, places, own = (_any(words("reasons", name)) for name in ("state", "known", "place", "own"))
    manner = r"(?:directly |closely |personally )?"
    return (
        re.compile(rf"who {_ADVERBS}(?:is|was|were|are|been|be) (?:(?:{states})|{manner}(?:{known}))\b"),
        re.compile(rf"whose (?:\w+ )?(?:{own})\b"),
        re.compile(rf"{manner}(?:{known})\b"),
        re.compile(rf"(?:in|at|on|near|inside|outside|aboard) the (?:\w+ )?(?:{places})\b"),
    )


def _any(found: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))
