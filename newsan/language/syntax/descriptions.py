"""The noun phrases beside a name that say who bears it: "Harbour Supervisor | Ned Crane |, a diver from Porto,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile

from newsan.document import Mention, Span
from newsan.language.index import Index, mentions_in, sentence_around
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.phrase_ends import Phrase, determines, is_cut, is_name, is_verb, to_comma
from newsan.language.syntax.segments import split_at_head
from newsan.language.syntax.title_endings import FIELDS, title_ending
from newsan.language.syntax.titles import is_title_word
from newsan.language.syntax.tokens import (
    OCCUPATION,
    POSSESSIVE,
    Token,
    head_noun,
    is_role,
    noun_kind,
    tokens_of,
)

REACH = 240
"""Characters on either side of a name that are read."""

LONGEST_VERB = 24
"""Characters behind a name that hold a verb: "the mayor, Bo Ek | acknowledged"."""

LONGEST = 30
"""Words of a description behind a name; "vice chair of the board of the …" seldom has more than twenty."""


BESIDE = (
    r"(?:\s?\([^()\n]{0,60}\)|,? (?:aged? )?\d{1,3}(?:-year-old)?(?![\w-])|,? \(?[DRI][-–][A-Z][\w.]*\w\)?"
    r"|(?:,| \|)? <names.letters>(?!\s(?:for|of)\b)(?!\w)| of [A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}(?=,))*"
)
"""What may stand between a name and what is said of its bearer: brackets, an age, a seat, letters, a home."""

_OPENED = Pattern(
    rf"{BESIDE}(?P<mark>\s?[,(—–]|\s--?)?\s*"
    r"(?:(?P<who>who )?(?P<link>is|was|became|(?:has|had) been"
    r"|(?:serves|served|works|worked|was (?:appointed|elected|sworn in)) as)\s)?"
)
_HOLDS = Pattern(
    rf"{BESIDE},?\s(?=who (?:now )?(?:chairs|directs|founded|heads|leads|manages|owns|represents|runs) (?!(?:in|by)\b))"
)
"""Before a relative clause that says what somebody does: "Ann Lee, 52, | who chairs the board"."""
_OVER = Pattern(
    r"[^,;.]{0,80}?\b(?:before (?:s?he|they|\w+ing)|as a (?:boy|child|girl|teenager)"
    r"|(?:in|during) <grammar.possessive> (?:youth|teens|[a-z]+(?:ties|hood)))\b"
)
"""Words by which what somebody was belongs to the story of their life: "was a diver | in her teens"."""
_APPOSED = (",", "--", "-", "—", "–")
_ENDS_APPOSITION = re.compile(r"(?:['’]s)?(?:,| \(|\s--?|\s?[—–]|(?P<verb>\s+\w+ed\b|\s+sa(?:id|ys)\b)|\.|$)")
_HOME = r"(?: \([^()\n]{1,30}\)| of(?: [A-Z][\w.]*){1,3})?"
_AND_ANOTHER = re.compile(rf"{_HOME}(?:, [A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){{0,3}}{_HOME}){{0,4}},? and [A-Z]")
_LISTED = Pattern(
    r"(?:, (?!(?:an?|\w+ed|<grammar.possessive,relative,subordinator>|<reporting.finite>)\b)"
    r"[a-z-]+(?: (?!<grammar.definite,subordinator>\b)[a-z-]+){0,3}){1,3},? and (?=[a-z])"
)
"""The members of a list behind the first one: "head of sales, | marketing and | design"."""


def before(index: Index, mention: Mention) -> Phrase:
    """The description right before a name: "The harbour's | new coach, | Bo Ek"; no tokens where there is none."""
    begin = max(sentence_around(index, mention.start)[0], mention.start - REACH)
    tokens = _tokens(index, (begin, mention.start))
    closed = _ENDS_APPOSITION.match(index.text, mention.end, mention.end + LONGEST_VERB)
    apart = tokens[:-1] if tokens and tokens[-1].word in {*words("titles", "courtesy"), "prof", "professor"} else tokens
    if apart and apart[-1].word in ("named", "called"):
        named = _apposition(apart[:-1]) if closed else []  # "a lawyer called Ann Lee a liar"
        return named if named and named[0].word in ("a", "an") else []
    if not apart or apart[-1].text not in _APPOSED:
        return title_ending(tokens)
    return _opening(apart[:-1]) or _before_mark(tokens, apart, closed)


def _before_mark(tokens: Phrase, apart: Phrase, closed: re.Match[str] | None) -> Phrase:
    """The description before a mark and a name: an apposition, if a mark or a verb closes it, else a title."""
    phrase = _apposition(apart[:-1]) if closed else []
    if closed and closed["verb"]:
        return [] if phrase and phrase[0] is not apart[0] else phrase or title_ending(tokens)
    return phrase or (title_ending(apart[:-1]) if closed else []) or title_ending(tokens)


def _opening(tokens: Phrase) -> Phrase:
    """The description with which a sentence opens, before a comma and its subject: "As | head of sales |, Ek has …"."""
    phrase = tokens[1:] if tokens and tokens[0].word in ("as", "now", "once") else tokens
    description = to_comma(phrase)
    goes_on = phrase[len(description) : len(description) + 1]
    whole = not goes_on or (
        goes_on[0].word in words("grammar", "relative") and all(token.text != "," for token in phrase)
    )
    opens = phrase and (phrase[0].word in ("a", "an") or (phrase is not tokens and phrase[0].word != "this"))
    return description if opens and whole and names_role(description) else []


def farther(index: Index, phrase: Phrase) -> Phrase:
    """The description before another one and a comma: "| his wife |, longtime aide Ann Lee"."""
    begin = max(sentence_around(index, phrase[0].start)[0], phrase[0].start - REACH)
    tokens = _tokens(index, (begin, phrase[0].start))
    description = _apposition(tokens[:-1]) if tokens and tokens[-1].text == "," else []
    others = description and [
        token.type for token in tokens if token.end <= description[0].start and token.text != ","
    ][-1:] == ["person"]
    return description if names_role(description) and not others else []


def before_several(index: Index, mention: Mention) -> Phrase:
    """The title that two or more people share, before one of their names: "| NASA scientists | Ann Lee and Bo Ek"."""
    begin = max(sentence_around(index, mention.start)[0], mention.start - REACH)
    tokens = _tokens(index, (begin, mention.start))
    alone = True
    while len(tokens) > 1 and tokens[-1].word in (",", "and", "&"):
        others = _out_of_brackets(tokens[:-1])
        if not others or others[-1].type != "person":
            break
        tokens, alone = others[:-1], False
    if len(tokens) > 1 and tokens[-1].text in (*_APPOSED, ":"):
        tokens = tokens[:-1]
    if not tokens or (alone and not _AND_ANOTHER.match(index.text, mention.end)):
        return []
    noun, plural = head_noun(tokens[-1:])
    if not plural or not is_role(noun):
        return []
    head = replace(tokens[-1], word=noun)
    return [tokens[-1] if token is head else token for token in title_ending([*tokens[:-1], head])]


def _out_of_brackets(tokens: Phrase) -> Phrase:
    """Some tokens without the seat or home that they end with: "Ann Lee | (Ohio)", "Ann Lee | of Ohio"."""
    if len(tokens) > 2 and tokens[-1].type == "place" and tokens[-2].word in ("of", "from"):
        return tokens[:-2]
    opened = (i for i in range(len(tokens) - 1, max(0, len(tokens) - FIELDS), -1) if tokens[i].text == "(")
    return tokens[: next(opened, len(tokens))] if tokens[-1].text == ")" else tokens


def behind(index: Index, mention: Mention) -> Iterator[tuple[Phrase, bool]]:
    """The descriptions behind a name, and whether a verb links each: "Ann Lee, | a lawyer |, is | head of sales |"."""
    text, at = index.text, mention.end
    end = min(sentence_around(index, mention.start)[1], mention.end + REACH)
    if holds := _HOLDS.match(text, at, end):
        clause = _tokens(index, (holds.end(), end))[:LONGEST]
        verb = 1 + (clause[1].word == "now")
        yield clause[:verb] + to_comma(clause[verb:]), False
    while opened := _OPENED.match(text, at, end):
        if not (opened["link"] or (opened["mark"] and at == mention.end)):
            return
        linked = opened["link"] is not None and opened["who"] is None
        tokens = _tokens(index, (opened.end(), end))[:LONGEST]
        phrase = _description(text, tokens, linked)
        over = opened["link"] in ("was", "served as", "worked as") and _OVER.match(text, opened.end(), end)
        if not phrase or over or (not linked and _is_subject(index, mention, phrase, tokens)):
            return
        yield phrase, linked
        at = phrase[-1].end


def _is_subject(index: Index, mention: Mention, phrase: Phrase, tokens: Phrase) -> bool:
    """Whether what stands behind a name is the subject of a verb: "after meeting Ann Lee, | the mayor | said".

    A name that opens its sentence is itself the subject, and the second comma is missing, unless it comes behind the
    verb: "Ann Lee, a clerk said she" and "Ann Lee, | a clerk | said, was".
    """
    follows = tokens[len(phrase) : len(phrase) + 2]
    if not follows or not is_verb(follows[0]) or not determines(phrase[0].word):
        return False
    return not opens_sentence(index, mention) or follows[-1].text == ","


def opens_sentence(index: Index, mention: Mention) -> bool:
    """Whether a sentence begins with a name."""
    start = max(sentence_around(index, mention.start)[0], mention.start - REACH)
    return not index.text[start : mention.start].strip(" \n\"“‘'")


def _description(text: str, tokens: Phrase, linked: bool) -> Phrase:
    """The noun phrase with which some tokens begin, if it says what one person is, with the list that it ends with.

    It may begin with a list of what an office is for: "the | health, work and pensions minister |".
    """
    phrase = to_comma(tokens)
    closed = len(phrase) == len(tokens) or tokens[len(phrase)].text in (",", ".", ")", "—", "–", "”")
    apposed = phrase and phrase[0].word in ("a", "an") and closed and not linked
    says_it = names_role(phrase) or bool(apposed and may_name_role(phrase))
    listed = _LISTED.match(text, phrase[-1].end) if phrase else None
    inside = [token for token in tokens if listed and token.start < listed.end()]
    last = to_comma(tokens[len(inside) :])
    if inside and _goes_on_in_list(phrase, inside, last, says_it=says_it):
        return inside + last
    return phrase if says_it else []


def _goes_on_in_list(phrase: Phrase, inside: Phrase, last: Phrase, *, says_it: bool) -> bool:
    """Whether a description goes on behind a comma: what an office is for, or another role, stands in the list."""
    if not says_it:
        return phrase[0].word == "the" and names_role(last) and not determines(last[0].word)
    is_of = any(token.word in ("of", "for") for token in phrase)
    return is_of or (is_role(inside[-2].word) and names_role(last))


def describes(index: Index, span: Span) -> bool:
    """Whether a stretch of text is a noun phrase that says what one person is: "one of the jurors", "a beekeeper"."""
    phrase = to_comma(_tokens(index, span))
    whole = phrase and phrase[-1].end == span[1] and determines(phrase[0].word)
    return bool(whole) and (names_role(phrase) or may_name_role(phrase))


def _tokens(index: Index, span: Span) -> Phrase:
    return tokens_of(index.text, span, mentions_in(index, *span))


def names_role(phrase: Phrase) -> bool:
    """Whether a noun phrase says what one person is, by its head noun: "chief executive of …", "one of the jurors"."""
    if not phrase or phrase[0].word in ("not", "no", "never", "and", "with", "by"):
        return False
    head, tail = role_head(_owned(phrase)), split_at_head(_owned(phrase))[1]
    noun, plural = head_noun(head)
    if phrase[-1].text == ")" and head[-1] is phrase[-1]:
        head = _out_of_brackets(phrase)
    if head[-1].mention is not None:
        return _is_office_name(head[-1]) or (head[-1].type == "group" and phrase[0].word in ("a", "an"))
    if noun == "one":
        many, plural = head_noun(split_at_head([token for token in tail[1:] if token.word != "the"])[0])
        named = is_role(many) or (OCCUPATION.fullmatch(many) and many not in words("roles", "crowd"))
        return plural and bool(named)
    return not plural and is_role(noun)


def _is_office_name(token: Token) -> bool:
    """Whether the name of a body is that of an office which one person holds: "the High Commissioner for Ports"."""
    named = re.split(r" (?:of|for) ", token.text, maxsplit=1)[0].split() if token.type == "org" else []
    return len(named) > 1 and is_role(named[-1].lower())


def role_head(phrase: Phrase) -> Phrase:
    """The words of a noun phrase up to its head, or up to the first of two: "a former captain | and Medal of"."""
    head = split_at_head(phrase)[0]
    joined = next((i for i, token in enumerate(head) if token.word == "and"), len(head))
    first, behind = head[:joined], head[joined + 1 : joined + 2]
    noun, plural = head_noun(first)
    is_list = bool(behind) and (behind[0].text[:1].isupper() or is_role(behind[0].word))
    return first if is_list and not plural and is_role(noun) and not is_role(head_noun(head)[0]) else head


def _owned(phrase: Phrase) -> Phrase:
    """What stands behind an owner whose name holds "of" or "for": "Light of Dawn's | executive director"."""
    end = next((i for i, token in enumerate(phrase) if token.word in POSSESSIVE), 0)
    joins = ("of", "for", "the", "and", "&")
    is_owner = all((is_name(token) and not is_role(token.word)) or token.word in joins for token in phrase[:end])
    return phrase[end + 1 :] if end and is_owner and end + 1 < len(phrase) else phrase


def may_name_role(phrase: Phrase) -> bool:
    """Whether a noun phrase can say what one person is though no list has its noun: "a beekeeper", "the sweep"."""
    if not phrase or not determines(phrase[0].word):
        return False
    head = split_at_head(phrase)[0]
    noun, plural = head_noun(head)
    plain = head[-1].word.isalpha() and head[-1].text.islower() and not head[-1].word.endswith("ing")
    return plain and not plural and noun_kind(noun) == "other" and noun not in words("grammar", "nobody")


def _apposition(tokens: Phrase) -> Phrase:
    """The description before a comma and a name: "The builder, Egon Pratt, said", "opened by | the mayor, Bo Ek"."""
    starts = _starts(tokens)
    first = next((i for i in starts if names_role(tokens[i:])), starts[0])
    begins = first == 0 or is_cut(tokens, first - 1)
    opening = words("grammar", "opener", "lead")
    phrase = to_comma(list(dropwhile(lambda token: token.word in opening, tokens[first:])))
    office = begins and phrase and is_title_word(split_at_head(phrase)[0][-1].text)
    determined = office or (
        phrase and (determines(phrase[0].word) or any(token.word in POSSESSIVE for token in phrase))
    )
    return phrase if determined and (names_role(phrase) or (begins and may_name_role(phrase))) else []


def _starts(tokens: Phrase) -> list[int]:
    """Where a description that some tokens end with may begin: "| opened by | the head of | the school"."""
    owners = words("grammar", "owner")
    first, inner = len(tokens), list[int]()
    while first and not is_cut(tokens, first - 1):
        owned = first + 1 < len(tokens) and tokens[first + 1].word in POSSESSIVE and tokens[first].mention
        if first < len(tokens) and (determines(tokens[first].word) or (owned and tokens[first - 1].word in owners)):
            if tokens[first - 1].word not in owners:
                break
            inner.append(first)
        first -= 1
    return [first, *reversed(inner)]
