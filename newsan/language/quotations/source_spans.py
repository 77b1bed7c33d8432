"""The span of a source, put right: whole words, the determiner that says which one, and the "it" that is nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsan.document import Attribution, Span
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.subjects import BEING
from newsan.language.syntax.tokens import noun_kind, pronoun_class

LONGEST_WORD = 40
"""Characters of a word that are looked at."""

REACH = 300
"""Characters before a clause that are searched for whoever it is of."""

_DETERMINERS = Pattern(r"\b(?:<grammar.determiner,leading>[ ])+$", re.IGNORECASE)
_EXAMPLES = re.compile(r"such as\b", re.IGNORECASE)
_BEFORE_EXAMPLES = Pattern(
    r"(?:\A|(?<=[.;:,”\"\n] ))(?:<Grammar.subordinator>[ ]|[Aa]nd |[Bb]ut )?([^,;.:“”\"\n]{3,80}),? \Z"
)
_OPENED = re.compile(r"(?<![^\s“\"])([^\s,;:.“”\"][^,;:.“”\"]{1,60}?),? (?:who|whose|\w+ing)\b[^;:“”\"]*\Z")
_APART = Pattern(
    r"(?<!\S)(?!<Grammar.preposition,subordinator>\b)"
    r"([^\W\d_][^,;:“”\"\n]{0,60}(?:, (?:[a-z]+ )?[A-Z][\w’'-]*(?=, where))?), "
    r"(?:(?!according|including)[a-z]+ing (?:[\w’'-]+ ){0,3}"
    r"|(?:which|who|where|[a-z]+(?:ed|en) by) (?:[\w’'-]+ ){0,25})"
)
_TRAILING = Pattern(
    r"(?<!ed)(?<!Sheffield)(?:\s+(?:<dates.near>|(?:out )?(?:late |last )?(?=\w+day\b)<Dates.day>|late"
    r"|(?:earlier )?(?:last(?: <dates.period>)?|this <dates.period>))|,\s+[a-z]+ing)\Z"
)
"""What a source ends with that is none of it; Sheffield Wednesday is a club."""
_BESIDE_CUE = re.compile(r",\s+(?:[a-z]+\s+)?")
_HEAD = re.compile(
    r"(?<![\w’'-])([\w’'-]{1,40}) (?:from|at|of|for|(posted|published|shared|uploaded) (?:on|to|by)) (?:the )?\Z"
)
_ASKED = Pattern(r"\b(?:when|if|once|unless|until|(?:after|by|on|upon) being)\s+(?:\w+ly\s+)?<reporting.asked>\b")
_LETTER = Pattern(
    r"\s+(?:\w+\s+){0,2}<reporting.got>\s+"
    r"((?:an?|the|another|one|several|two)\s+(?:[\w’'-]+\s+){0,3}?([\w-]+)"
    r"(?: from (?:the )?[\w’'-]+(?: [A-Z][\w’'-]*){0,5})?)(?:\s(?!and\b)[^\s.,;:()“”\"]+|\s\([^()]{0,60}\))*\s*\Z"
)
_ENDS_ING = re.compile(r"\w+ing\b")
_RUN = re.compile(r"\S+")
_CUT_BEFORE = re.compile(r"[\w&'’-][\w.&'’-]*\Z")
_CUT_AFTER = re.compile(r"(?:[\w&-]|(?<=\b\w)\.)(?:[\w&-]|\.\w|(?<=\.\w)\.)*")


def without_expletive(text: str, source: Span | None, cue: Span | None) -> tuple[Span | None, Span | None]:
    """Source and cue where "it" and "there" are nobody: "it was reported", and "there were | reports", which say it.

    Nor does somebody say what they were asked or got to read: "Ek laughed when asked", "Ek got | a letter | saying",
    or what others say of them: "Ek allegedly left".
    """
    if cue is None:
        return source, cue
    if source is not None and source[1] <= cue[0]:
        source = _told_to(text, source, cue)
    told = text[slice(*cue)].lower()
    if source is not None and told == "it":  # "he is ill, it | was | reported"
        return None, source
    if source is not None and text[slice(*source)].lower() == "it" and BEING.match(told):
        return None, cue
    existing = BEING.match(told)
    there = existing and text[max(0, cue[0] - 6) : cue[0]].split()[-1:] in (["There"], ["there"])
    if source is None and existing and there and singular(told.split()[-1]) in words("cues", "telling"):
        return (cue[0] + existing.end(), cue[1]), (cue[0], cue[0] + existing.end(1))
    return source, cue


def _told_to(text: str, source: Span, cue: Span) -> Span | None:
    """A source before its cue; nobody where it is asked or hedged about, the letter where it gets one that says it."""
    hedge = text[slice(*cue)].lower()
    if hedge.endswith("ly") and hedge in words("reporting", "hedge"):
        return None
    asked = _ASKED.search(text, max(source[1], cue[0] - 24), cue[1])
    if asked and asked.start() <= cue[0] < asked.end():
        return None
    if cue[0] - source[1] > REACH or not _ENDS_ING.match(text, *cue):
        return source
    letter = _LETTER.match(text, source[1], cue[0])
    return letter.span(1) if letter and noun_kind(singular(letter[2].lower())) == "document" else source


def whole_words(text: str, span: Span) -> Span:
    """A span with all of the words that it cuts, as in "U.S. officials"."""
    before = _CUT_BEFORE.search(text, max(0, span[0] - LONGEST_WORD), span[0])
    after = _CUT_AFTER.match(text, span[1], span[1] + LONGEST_WORD)
    return before.start() if before else span[0], after.end() if after else span[1]


def with_determiner(text: str, source: Span) -> Span:
    """A source with the words before it that say which one: "Another | U.S. official" is not the first one."""
    before = _DETERMINERS.search(text, max(0, source[0] - 40), source[0])
    return (before.start(), source[1]) if before else source


def before_clause(text: str, source: Span, cue: Span, start: int) -> Span:
    """A source, or the noun phrase before the clause that it was cut out of; ``start`` is where the sentence begins.

    In *A banker who asked not to be named because | the talks are private | said …* the banker is the source: a clause
    is none.  Nor are a time and the body that a banker speaks for.
    """
    source = _out_of_modifier(text, _with_examples(text, source, start), cue, start)
    named = text[slice(*source)].lower().split()
    finite = next((i for i, word in enumerate(named) if word in words("reporting", "finite") or word == "because"), 0)
    if not finite or not words("reporting", "relative").isdisjoint(named[:finite]):
        return source
    opened = _OPENED.search(text, max(start, source[0] - REACH), source[0])
    if opened is None or not words("reporting", "finite").isdisjoint(opened[1].lower().split()):
        return source
    return opened.span(1)


def _with_examples(text: str, source: Span, start: int) -> Span:
    """A source that is the end of a phrase with its beginning: "Banks in Lund, | such as Acme and Foodwell"."""
    if not _EXAMPLES.match(text, *source):
        return source
    begins = max(start, source[0] - REACH)
    of = _BEFORE_EXAMPLES.search(text[begins : source[0]])
    return (begins + of.start(1), source[1]) if of else source


def _out_of_modifier(text: str, source: Span, cue: Span, start: int) -> Span:
    """A source without what is said in passing, or is itself said so: "Ek today", "Ek, speaking for | the bank |"."""
    trailing = _TRAILING.search(text, *source)
    if trailing and not words("grammar", "preposition").issuperset(text[source[0] : trailing.start()].split()[-1:]):
        source = (source[0], trailing.start())
    start = max(start, source[0] - REACH)
    beside = _BESIDE_CUE.fullmatch(text, source[1], cue[0])
    apart = _APART.search(text, start, source[1]) if beside else None
    if apart is None or not apart.end(1) < source[0] <= apart.end():
        return source
    finite = words("reporting", "finite")
    is_clause = any(word.lower() in finite or (word.islower() and word.endswith("ed")) for word in apart[1].split())
    return source if is_clause else apart.span(1)


def with_head(text: str, source: Span, start: int) -> Span:
    """A source with the noun before it that it says more of, from ``start`` on: "young scientists from | A and B", "a
    video posted on | Ek's page"."""
    head = _HEAD.search(text, max(start, source[0] - LONGEST_WORD), source[0])
    kinds = ("document",) if head and head[2] else ("person", "body")
    if head is None or noun_kind(singular(head[1].lower())) not in kinds:
        return source
    alone = pronoun_class(text[slice(*source)].lower()) is not None
    return source if alone else (_premodified(text, start, head.start()), source[1])


def _premodified(text: str, start: int, noun: int) -> int:
    """Where the words before a noun begin that belong to it: "the lead | author", "a team of young | scientists"."""
    stops = words("grammar", "preposition") | words("reporting", "finite") | words("dates", "day", "near")
    for before in reversed(list(_RUN.finditer(text, max(start, noun - LONGEST_WORD), noun))):
        word = before[0].lower()
        if word in stops or not word.replace("-", "").isalpha():
            break
        noun = before.start()
        if word in words("grammar", "determiner"):
            break
    return noun


def as_long(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions, with the longest source where several begin at one place: they are the same source.

    In "A spokeswoman for the bank said … and urged …" the model may see a part of her for the second.
    """
    ends: dict[int, int] = {}
    for attribution in attributions:
        if attribution.source:
            ends[attribution.source[0]] = max(attribution.source[1], ends.get(attribution.source[0], 0))
    for attribution in attributions:
        longest = (attribution.source[0], ends[attribution.source[0]]) if attribution.source else None
        own = filter(None, (*attribution.content, attribution.cue))
        fits = longest is not None and not any(start < longest[1] and longest[0] < end for start, end in own)
        yield replace(attribution, source=longest) if fits else attribution
