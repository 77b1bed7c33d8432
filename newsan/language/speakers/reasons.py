"""The words that say why a source knows what it says, or why it has no name; verbatim, and nothing where none do."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from newsan.document import Span
from newsan.language.index import Index, quote_at
from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.descriptions import BESIDE

REACH = 300
"""Characters of a clause that are read."""

_BETWEEN = Pattern(rf"{BESIDE},?\s*")
_ADVERBS = r"(?:(?:has|had|have|also|still|once|now|long|currently|recently|later|never|already|personally|been) )*"
_KNOWN = r"(?:directly |closely |personally )?<reasons.known>"
_REASON = Pattern(
    rf"(?:who {_ADVERBS}(?:is|was|were|are|been|be) (?:<reasons.state>|{_KNOWN})"
    rf"|whose (?:\w+ )?<reasons.own>|{_KNOWN})\b"
)
"""What opens a reason besides a verb behind "who"."""
_RELATIVE = re.compile(rf"who {_ADVERBS}(?P<verb>\w[\w-]*)")
_WORD = re.compile(r"\b\w+\b")
_BROKEN = re.compile(r"[;—]|, (?:and|but|which|whose|adding|who|if|when|while|unless|although)\b|\n\s*\n|[“\"]")
_UNNAMED = re.compile(
    r"\banonym(?:ity|ously)\b|\b(?:not|declin\w+|refus\w+|want\w+) to be (?:publicly )?(?:named|identified|quoted)\b"
    r"|\b(?:not|n['’]t) (?:\w+ly )?authori[sz]ed to\b|\bnot (?:\w+ly )?allowed to (?:speak|talk|discuss)\b"
    r"|\bunauthori[sz]ed to (?:speak|talk|discuss)\b|\bname (?:has been |was |be )?with(?:held|hold)\b"
    r"|\bfor fear of (?:repris|retali|retribut|los|be|his|her|their)\w*"
    r"|\bwith(?:held|holding|hold) (?:his|her|their) (?:\w+ )?names?\b"
    r"|\b(?:only|by) (?:his|her|their|a) first names?\b|\bname (?:has|have) been changed\b"
    r"|\b(?:reveal|disclose|give|share|publish)\w* (?:his|her|their|its) (?:\w+ )?(?:names?|identit(?:y|ies))\b"
)
_OPENERS = re.compile(
    r"\b(?:who|speaking|spoke|speaks|talking|talked|asking|asked|requesting|requested|declined|declining|insisted"
    r"|insisting|refused|refusing|agreed|wanted|wished|preferred|granted|was|were|is|are|did|does|do|because|on"
    r"(?: the)? condition|under(?: the)? condition|gave|whose)\b",
    re.IGNORECASE,
)
_AS = re.compile(r"\bas (?:an?|the)\b")
_CITING = re.compile(r",\s+((?:citing|quoting|pointing to|based on)\s+(?!whom\b|which\b)\w)")


def why_known(index: Index, start: int, end: int, limit: int) -> Span | None:
    """Why the source at ``start`` to ``end`` knows: words in it, or right behind it and before ``limit``.

    "people | familiar with the matter", "Ann Lee, | who saw the crash |, said".
    """
    for opened in _WORD.finditer(index.text, start + 1, end):
        if least := _opens(index.text, opened.start(), limit):
            return _closed(index.text, opened.start(), limit, least)
    gap = _BETWEEN.match(index.text, end, limit)
    least = _opens(index.text, gap.end(), limit) if gap else None
    return _closed(index.text, gap.end(), limit, least) if gap and least else None


def _opens(text: str, at: int, limit: int) -> int | None:
    """Where the words end that open a reason at a position; None where none does."""
    if found := _REASON.match(text, at, limit):
        return found.end()
    clause = _RELATIVE.match(text, at, limit)
    if clause is None or text.startswith(" as ", clause.end()):
        return None
    return None if words("reasons", "verb").isdisjoint(base_forms(clause["verb"].lower())) else clause.end()


def cited(index: Index, end: int, limit: int) -> Span | None:
    """What a source says that it goes by: "the ministry said, | citing court records"."""
    found = _CITING.search(index.text, end, limit)
    if not found or quote_at(index, found.start(1)):
        return None
    clause = _closed(index.text, found.start(1), limit, found.end())
    stump = clause is None or _AS.search(index.text, *clause) or index.text.endswith(" that", *clause)
    return None if stump else clause


def why_unnamed(index: Index, sentence: Span, stops: Sequence[int]) -> Span | None:
    """Why a source has no name, in a sentence and up to one of ``stops``: "who spoke on condition of anonymity"."""
    start, end = sentence
    core = _UNNAMED.search(index.text, start, min(end, start + 2 * REACH))
    if not core or quote_at(index, core.start()):
        return None
    opened = [one.start() for one in _OPENERS.finditer(index.text, max(start, core.start() - 90), core.end())]
    begin = _first_in_clause(index.text, opened, core.start())
    following = bisect_left(stops, core.end())
    limit = min(end, stops[following]) if following < len(stops) else end
    return _closed(index.text, begin, limit, core.end())


def _first_in_clause(text: str, opened: list[int], core: int) -> int:
    """The first opener between which and the core no clause ends."""
    fits = (at for at in opened if at <= core and not re.search(r"[;:—]|, (?!citing)", text[at:core]))
    return next(fits, core)


def _closed(text: str, start: int, limit: int, least: int) -> Span | None:
    """A clause from its start to its end, without marks at the end."""
    limit = min(limit, start + REACH)
    broken = _BROKEN.search(text, least, limit)
    end = broken.start() if broken else limit
    end = start + len(text[start:end].rstrip(' ,;:—–-.\n\t“"'))
    return (start, end) if end > start else None
