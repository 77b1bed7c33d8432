"""The words that say why a source knows what it says, or why it has no name; verbatim, and nothing where none do."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from newsan.document import Span
from newsan.language.index import Index, quote_at, sentence_around
from newsan.language.lexicon.forms import base_forms, singular
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.descriptions import BESIDE
from newsan.language.syntax.noun_phrases import read_noun_phrase

REACH = 300
"""Characters of a clause that are read."""

_BETWEEN = Pattern(rf"{BESIDE},?\s*")
_ADVERBS = r"(?:(?:has|had|have|also|still|once|now|long|currently|recently|later|never|already|personally|been) )*"
_RELATIVE = re.compile(rf"who {_ADVERBS}(?P<verb>\w[\w-]*)")
_MANNER = r"(?:directly |closely |personally )?"
_OPENING = (
    Pattern(rf"who {_ADVERBS}(?:is|was|were|are|been|be) (?:<reasons.state>|{_MANNER}<reasons.known>)\b"),
    Pattern(r"whose (?:\w+ )?<reasons.own>\b"),
    Pattern(rf"{_MANNER}<reasons.known>\b"),
)
"""What opens a reason besides a verb behind "who"."""
_THERE = Pattern(r"(?:in|at|on|near|inside|outside|aboard) the (?:\w+ )?<reasons.place>\b")
_HOME = re.compile(
    r"(?: (?!near|next|opposite|across the [rs]|above|below|with|where|on|at)[a-z-]+){0,4}? in (?:the )?[A-Z]"
)
"""Behind "who lives": that it is in some place, and not how near to what happened."""
_CONTENDS = frozenset(["lose", "lost", "run", "ran", "fight", "fought", "hold", "held"])
_CONTEST = re.compile(
    r"(?: (?:for (?:president|governor|mayor|office|congress|parliament)|(?:(?!to|in|at|on)[\w’'-]+ ){0,4}"
    r"(?:election|primary|race|runoff|nomination|presidency|vote|seat|bid|match|game|final|title))\b)",
    re.IGNORECASE,
)
"""Behind "who lost", "who ran": that it was a contest, which is no reason to know anything."""
_SEAT = re.compile(
    r" (?:an?|the) (?:[\w-]+ ){0,2}(?:constituency|district|seat|state|town|ward)\b"
    r"|(?: (?:the|of|[A-Z][\w-]+)){1,5} in (?:the )?(?:[A-Z]|assembly|council|parliament|senate)"
)
"""Behind "who represents": that it is where somebody was elected, which says of what they are and not why they know."""
_OPENED = re.compile(r"\b\w+")
_BROKEN = re.compile(r"[;—]|, (?:and|but|which|whose|adding|who|if|when|while|unless|although)\b|\n\s*\n|[“\"]")
_UNNAMED = re.compile(
    r"\banonym(?:ity|ously)\b|\b(?:remain|stay|be) anonymous\b"
    r"|\b(?:not|declin\w+|refus\w+|want\w+) to be (?:publicly )?(?:named|identified|quoted)\b"
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
_AS_WHAT = re.compile(r" (?:(?:him|her|them)sel(?:f|ves) )?as ")
_GONE_BY = re.compile(
    r"\s*((?:Having|Speaking from|Citing|Quoting|Pointing to|Based on|Drawing on) [^,“”\"]+),\s+(?:the |an? )?"
)
_CITING = re.compile(r",\s+((?:citing|quoting|pointing to|based on)\s+(?!whom\b|which\b)\w)")


def why_known(index: Index, start: int, end: int, limit: int) -> Span | None:
    """Why the source at ``start`` to ``end`` knows: words in it, or right behind it and before ``limit``.

    "people | familiar with the matter", "Ann Lee, | who saw the crash |, said".
    """
    for opened in _OPENED.finditer(index.text, start + 1, end):
        tells = not index.text[max(start, opened.start() - 9) : opened.start()].rstrip().lower().endswith("thing")
        least = _opens(index.text, opened.start(), limit) if tells else None
        if least:
            return _closed(index.text, opened.start(), limit, least)
        if _was_there(index.text, opened, end):
            return _closed(index.text, opened.end() + 1, end, end)
    gap = _BETWEEN.match(index.text, end, limit)
    least = _opens(index.text, gap.end(), limit) if gap else None
    return _closed(index.text, gap.end(), limit, least) if gap and least else None


def why_named_one_knows(index: Index, end: int, limit: int) -> Span | None:
    """Why somebody knows who is named in passing: "Ann Lee, | who lives next door |, heard the bang"."""
    gap = _BETWEEN.match(index.text, end, limit)
    least = _opens(index.text, gap.end(), limit) if gap and "," in gap.group() else None
    if not gap or not least:
        return None
    comma = index.text.find(",", least, limit)
    return _closed(index.text, gap.end(), comma if comma > 0 else limit, least)


def _was_there(text: str, word: re.Match[str], end: int) -> bool:
    """Whether a word stands for people and the place behind it says that they were there: "those | in the room"."""
    if _THERE.match(text, word.end() + 1, end) is None:
        return False
    noun = word.group().lower()
    return not words("roles", "crowd", "relation", "loose").isdisjoint((noun, singular(noun)))


def _opens(text: str, at: int, limit: int) -> int | None:
    """Where the words end that open a reason at a position; None where none does."""
    for pattern in _OPENING:
        if match := pattern.match(text, at, limit):
            return match.end()
    clause = _RELATIVE.match(text, at, limit)
    if clause is None or _AS_WHAT.match(text, clause.end()):
        return None
    forms = tuple(base_forms(clause["verb"].lower()))
    contest = not _CONTENDS.isdisjoint(forms) and _CONTEST.match(text, clause.end(), limit)
    home = "live" in forms and _HOME.match(text, clause.end(), limit)
    if contest or home or ("represent" in forms and _SEAT.match(text, clause.end(), limit)):
        return None
    return clause.end() if any(form in words("reasons", "verb") for form in forms) else None


def cited(index: Index, end: int, limit: int) -> Span | None:
    """What a source says that it goes by: "the ministry said, | citing court records"."""
    match = _CITING.search(index.text, end, limit)
    if not match or quote_at(index, match.start(1)):
        return None
    clause = _closed(index.text, match.start(1), limit, match.end())
    stump = clause is None or _AS.search(index.text, *clause) or index.text.endswith(" that", *clause)
    return None if stump or not clause or not _tells(index, match.end() - 1, clause[1]) else clause


def _tells(index: Index, start: int, end: int) -> bool:
    """Whether what is cited is somebody or something that one can know by: "court records", never "fears of riots"."""
    cited = read_noun_phrase(index, start, end)
    nouns = {cited.head, *cited.modifiers[-1:]}
    known = nouns & (words("sources") | words("cues", "telling"))
    return bool(known) or cited.kind in ("person", "body", "document", "name", "group")


def gone_by(index: Index, source: int) -> Span | None:
    """What a source has gone by, at the start of its sentence: "| Having seen the footage |, Ann Lee said"."""
    begin = sentence_around(index, source)[0]
    match = _GONE_BY.fullmatch(index.text, max(begin, source - REACH), source)
    return match.span(1) if match and begin >= source - REACH else None


def why_unnamed(index: Index, sentence: Span, stops: Sequence[int]) -> Span | None:
    """Why a source has no name, in a sentence and up to one of ``stops``: "who spoke on condition of anonymity"."""
    start, end = sentence
    core = _UNNAMED.search(index.text, start, min(end, start + 2 * REACH))
    if not core or quote_at(index, core.start()):
        return None
    opened = [opener.start() for opener in _OPENERS.finditer(index.text, max(start, core.start() - 90), core.end())]
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
    end = start + len(text[start : broken.start() if broken else limit].rstrip(' ,;:—–-.\n\t“"'))
    return (start, end) if end > start else None
