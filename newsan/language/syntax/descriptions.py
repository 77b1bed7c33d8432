"""The noun phrases beside a name that say who bears it: "Harbour Supervisor | Ned Crane |, a diver from Porto,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsan.document import Mention, Span
from newsan.language.index import Index, mentions_in, sentence_around
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.phrase_ends import Phrase, determines, is_cut, to_comma
from newsan.language.syntax.segments import split_at_head
from newsan.language.syntax.title_endings import FIELDS, title_ending
from newsan.language.syntax.tokens import (
    POSSESSIVE,
    head_noun,
    is_role,
    noun_kind,
    tokens_of,
)

REACH = 240
"""Characters on either side of a name that are read."""

LONGEST = 30
"""Words of a description behind a name; "vice chair of the board of the …" seldom has more than twenty."""


BESIDE = (
    r"(?:\s?\([^()\n]{0,60}\)|,? (?:aged? )?\d{1,3}(?:-year-old)?(?![\w-])|,? \(?[DRI][-–][A-Z][\w.]*\w\)?"
    r"|(?:,| \|)? <names.letters>(?!\s(?:for|of)\b)(?!\w)| of [A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}(?=,))*"
)
"""What may stand between a name and what is said of its bearer: brackets, an age, a seat, letters, a home."""

_OPENED = Pattern(
    rf"{BESIDE}(?P<mark>\s?[,(—–]|\s--?)?\s*"
    r"(?:(?:who )?(?P<link>is|was|became|(?:has|had) been"
    r"|(?:serves|served|works|worked|was (?:appointed|elected|sworn in)) as)\s)?"
)
_REPORTS = re.compile(r"\s+(?:\w+ed|sa(?:id|ys))\b")
"""Behind a name that is the subject of a report: "a blow to the mayor, Ann Lee | said"."""
_APPOSED = (",", "--", "-", "—", "–")


def before(index: Index, mention: Mention) -> Phrase:
    """The description right before a name: "The harbour's | new coach, | Bo Ek"; no tokens where there is none."""
    tokens = _tokens_before(index, mention.start)
    if not tokens or tokens[-1].text not in _APPOSED:
        return title_ending(tokens)
    phrase = _apposition(tokens[:-1])
    if not phrase and index.text.startswith(",", mention.end) and may_name_role(tokens[:-1]):
        return tokens[:-1]
    reports = _REPORTS.match(index.text, mention.end) and phrase and phrase[0] is not tokens[0]
    return [] if reports else phrase


def farther(index: Index, phrase: Phrase) -> Phrase:
    """The description before another one and a comma: "| his wife |, longtime aide Ann Lee"."""
    tokens = _tokens_before(index, phrase[0].start)
    return _apposition(tokens[:-1]) if tokens and tokens[-1].text == "," else []


def before_several(index: Index, mention: Mention) -> Phrase:
    """The title that two or more people share, before one of their names: "| NASA scientists | Ann Lee and Bo Ek"."""
    tokens = _tokens_before(index, mention.start)
    while len(tokens) > 1 and tokens[-1].word in (",", "and", "&"):
        others = _out_of_brackets(tokens[:-1])
        if not others or others[-1].type != "person":
            break
        tokens = others[:-1]
    if len(tokens) > 1 and tokens[-1].text in (*_APPOSED, ":"):
        tokens = tokens[:-1]
    noun, plural = head_noun(tokens[-1:])
    if not plural or not is_role(noun):
        return []
    one = replace(tokens[-1], word=noun)
    return [tokens[-1] if token is one else token for token in title_ending([*tokens[:-1], one])]


def _out_of_brackets(tokens: Phrase) -> Phrase:
    """Some tokens without the seat or home that they end with: "Ann Lee | (Ohio)", "Ann Lee | of Ohio"."""
    if len(tokens) > 2 and tokens[-1].type == "place" and tokens[-2].word in ("of", "from"):
        return tokens[:-2]
    opened = (i for i in range(len(tokens) - 1, max(0, len(tokens) - FIELDS), -1) if tokens[i].text == "(")
    return tokens[: next(opened, len(tokens))] if tokens[-1].text == ")" else tokens


def behind(index: Index, mention: Mention) -> Iterator[Phrase]:
    """The descriptions behind a name: "Ann Lee, | a lawyer |, is | head of sales |"."""
    text, at = index.text, mention.end
    end = min(sentence_around(index, mention.start)[1], mention.end + REACH)
    while opened := _OPENED.match(text, at, end):
        if not (opened["link"] or (opened["mark"] and at == mention.end)):
            return
        tokens = tokens_of(text, (opened.end(), end), mentions_in(index, opened.end(), end))[:LONGEST]
        phrase = to_comma(tokens)
        apposed = not opened["link"] and may_name_role(phrase) and phrase[0].word in ("a", "an")
        if not (names_role(phrase) or apposed):
            return
        yield phrase
        at = phrase[-1].end


def describes(index: Index, span: Span) -> bool:
    """Whether a stretch of text is a noun phrase that says what one person is: "one of the jurors", "a beekeeper"."""
    phrase = to_comma(tokens_of(index.text, span, mentions_in(index, *span)))
    whole = phrase and phrase[-1].end == span[1] and determines(phrase[0].word)
    return bool(whole) and (names_role(phrase) or may_name_role(phrase))


def _tokens_before(index: Index, end: int) -> Phrase:
    """The tokens of a sentence before a position, as far as a description reaches."""
    begin = max(sentence_around(index, end)[0], end - REACH)
    return tokens_of(index.text, (begin, end), mentions_in(index, begin, end))


def names_role(phrase: Phrase) -> bool:
    """Whether a noun phrase says what one person is, by its head noun: "chief executive of …", "one of the jurors"."""
    if not phrase or phrase[0].word in ("not", "no", "never", "and", "with", "by"):
        return False
    head, tail = split_at_head(phrase)
    noun, plural = head_noun(head)
    if head[-1].mention is not None:
        return head[-1].type == "group" and phrase[0].word in ("a", "an")
    if noun == "one":
        return head_noun(split_at_head([token for token in tail[1:] if token.word != "the"])[0])[1]
    return not plural and is_role(noun)


def may_name_role(phrase: Phrase) -> bool:
    """Whether a noun phrase can say what one person is though no list has its noun: "a beekeeper", "the sweep"."""
    if not phrase or not determines(phrase[0].word):
        return False
    noun, plural = head_noun(split_at_head(phrase)[0])
    return noun.isalpha() and not plural and noun_kind(noun) == "other"


def _apposition(tokens: Phrase) -> Phrase:
    """The description before a comma and a name: "The builder, Egon Pratt, said", "opened by | the mayor, Bo Ek"."""
    return next((tokens[i:] for i in _starts(tokens) if names_role(tokens[i:])), [])


def _starts(tokens: Phrase) -> list[int]:
    """Where a description that some tokens end with may begin: "| opened by | the head of | the school"."""
    first, inner = len(tokens), list[int]()
    while first and not is_cut(tokens, first - 1):
        owned = any(token.word in POSSESSIVE for token in tokens[first + 1 : first + 2])
        if first < len(tokens) and (owned or determines(tokens[first].word)):
            if tokens[first - 1].word not in words("grammar", "owner"):
                break
            inner.append(first)
        first -= 1
    return [first, *reversed(inner)]
