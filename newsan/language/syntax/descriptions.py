"""The noun phrases beside a name that say who bears it: "Harbour Supervisor | Ned Crane |, a diver from Porto,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile

from newsan.document import Mention, Span
from newsan.language.index import Index, mentions_in, sentence_around
from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.syntax.segments import YEAR, split_at_head
from newsan.language.syntax.titles import courtesies, is_title_word
from newsan.language.syntax.tokens import (
    OCCUPATION,
    POSSESSIVE,
    Token,
    head_noun,
    is_role,
    noun_kind,
    pronoun_class,
    tokens_of,
)

REACH = 240
"""Characters on either side of a name that are read."""

LONGEST = 30
"""Words of a description behind a name; "vice chair of the board of the …" seldom has more than twenty."""

FIELDS = 10
"""Words behind the "for" of an office: "Secretary for Culture, Sports and Tourism" has five and a comma."""

UNKNOWN = 3
"""Words in small letters that no list has in a title before a name: "public works director"."""

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
_APPOSED = (",", "--", "-", "—", "–")
_ENDS_APPOSITION = re.compile(r"(?:['’]s)?(?:,| \(|\s--?|\s?[—–]|(?P<verb>\s+\w+ed\b|\s+sa(?:id|ys)\b)|\.|$)")
_HOME = r"(?: \([^()\n]{1,30}\)| of(?: [A-Z][\w.]*){1,3})?"
_AND_ANOTHER = re.compile(rf"{_HOME}(?:, [A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){{0,3}}{_HOME}){{0,4}},? and [A-Z]")
_LISTED = Pattern(
    r"(?:, (?!(?:an?|\w+ed|<grammar.possessive,relative,subordinator>|<reporting.finite>)\b)"
    r"[a-z-]+(?: (?!<grammar.definite,subordinator>\b)[a-z-]+){0,3}){1,3},? and (?=[a-z])"
)
"""The members of a list behind the first one: "head of sales, | marketing and | design"."""
_CUTS = frozenset(',;:()[]—–-"“”«»')
_BRACKETS = {"(": ")", "“": "”", "‘": "’"}
_AT = ("at", "from", "in")
_JOINS = ("of", "for", "to", "and", "&")
"""Words between the parts of a title; the first three lead to what it is the title of."""

Phrase = list[Token]
"""The tokens of a noun phrase."""


def before(index: Index, mention: Mention) -> Phrase:
    """The description right before a name: "The harbour's | new coach, | Bo Ek"; no tokens where there is none."""
    begin = max(sentence_around(index, mention.start)[0], mention.start - REACH)
    tokens = _tokens(index, (begin, mention.start))
    closed = _ENDS_APPOSITION.match(index.text, mention.end, mention.end + 12)
    apart = tokens[:-1] if tokens and tokens[-1].word in {*words("titles", "courtesy"), "prof", "professor"} else tokens
    if not apart or apart[-1].text not in _APPOSED:
        return _title(tokens)
    if opening := _opening(apart[:-1]):
        return opening
    phrase = _apposition(apart[:-1]) if closed else []
    said = phrase and closed and closed["verb"] and phrase[0] is not apart[0]
    return [] if said else phrase or _title(tokens)


def _opening(tokens: Phrase) -> Phrase:
    """The description with which a sentence opens, before a comma and its subject: "As | head of sales |, Ek has …"."""
    phrase = tokens[1:] if tokens and tokens[0].word in ("as", "now", "once") else tokens
    found = to_comma(phrase)
    goes_on = phrase[len(found) : len(found) + 1]
    whole = not goes_on or (goes_on[0].word in words("grammar", "relative") and all(one.text != "," for one in phrase))
    opens = phrase and (phrase[0].word in ("a", "an") or (phrase is not tokens and phrase[0].word != "this"))
    return found if opens and whole and names_role(found) else []


def farther(index: Index, phrase: Phrase) -> Phrase:
    """The description before another one and a comma: "| his wife |, longtime aide Ann Lee"."""
    begin = max(sentence_around(index, phrase[0].start)[0], phrase[0].start - REACH)
    tokens = _tokens(index, (begin, phrase[0].start))
    found = _apposition(tokens[:-1]) if tokens and tokens[-1].text == "," else []
    others = found and [one.type for one in tokens if one.end <= found[0].start and one.text != ","][-1:] == ["person"]
    return found if names_role(found) and not others else []


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
    one = replace(tokens[-1], word=noun)
    return [tokens[-1] if token is one else token for token in _title([*tokens[:-1], one])]


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
        yield clause[:1] + to_comma(clause[1:]), False
    while opened := _OPENED.match(text, at, end):
        if not (opened["link"] or (opened["mark"] and at == mention.end)):
            return
        linked = opened["link"] is not None and opened["who"] is None
        phrase = _description(text, _tokens(index, (opened.end(), end))[:LONGEST], linked)
        if not phrase:
            return
        yield phrase, linked
        at = phrase[-1].end


def _description(text: str, tokens: Phrase, linked: bool) -> Phrase:
    """The noun phrase with which some tokens begin, if it says what one person is, with the list that it ends with."""
    phrase = to_comma(tokens)
    closed = len(phrase) == len(tokens) or tokens[len(phrase)].text in (",", ".", ")", "—", "–", "”")
    apposed = phrase and phrase[0].word in ("a", "an") and closed and not linked
    if not (names_role(phrase) or (apposed and may_name_role(phrase))):
        return _fields_first(text, tokens, phrase)
    is_of = any(token.word in ("of", "for") for token in phrase)
    if listed := _LISTED.match(text, phrase[-1].end):
        inside = [token for token in tokens if token.start < listed.end()]
        last = to_comma(tokens[len(inside) :])
        if is_of or (is_role(inside[-2].word) and names_role(last)):
            return inside + last
    return phrase


def _fields_first(text: str, tokens: Phrase, phrase: Phrase) -> Phrase:
    """A title that begins with a list of what the office is for: "the | health, work and pensions minister |"."""
    listed = _LISTED.match(text, phrase[-1].end) if phrase and phrase[0].word == "the" else None
    inside = [token for token in tokens if listed and token.start < listed.end()]
    last = to_comma(tokens[len(inside) :])
    return inside + last if listed and names_role(last) and not determines(last[0].word) else []


def describes(index: Index, span: Span) -> bool:
    """Whether a stretch of text is a noun phrase that says what one person is: "one of the jurors", "a beekeeper"."""
    phrase = to_comma(_tokens(index, span))
    whole = phrase and phrase[-1].end == span[1] and determines(phrase[0].word)
    return bool(whole) and (names_role(phrase) or may_name_role(phrase))


def _tokens(index: Index, span: Span) -> Phrase:
    return tokens_of(index.text, span, mentions_in(index, *span))


def to_comma(tokens: Phrase) -> Phrase:
    """The tokens up to the first mark, verb, clause or date."""
    clauses, prepositions = words("grammar", "subordinator", "relative"), words("grammar", "preposition")
    end = 0
    while end < len(tokens) and (_goes_on(tokens, end) or not _is_cut(tokens, end)) and tokens[end].word not in clauses:
        if _is_dated(tokens, end) or _is_finite(tokens, end) or tokens[end].word in ("but", "whereas", "during"):
            break
        end += 1
    while end and (tokens[end - 1].word in prepositions or tokens[end - 1].word in ("and", "&", "the", ".")):
        end -= 1
    return tokens[:end]


def _is_finite(tokens: Phrase, i: int) -> bool:
    """Whether a clause goes on at a token: "the coach | decided", "the coach | and Bo Ek was", "and | once won"."""
    token, behind = tokens[i], tokens[i + 1 : i + 2]
    if token.word in ("and", "&") and behind and i:
        others = behind[0].type == "person" and tokens[i - 1].type != "person"
        return others or behind[0].word in words("reporting", "finite") or behind[0].word in ("once", "then", "now")
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
    """Whether a comma stands between a place and what it lies in: "a nurse from Tarn | , | Norland"."""
    around = [tokens[i - 1], tokens[i + 1]] if tokens[i].text == "," and 0 < i < len(tokens) - 1 else []
    closed = i + 2 >= len(tokens) or _is_cut(tokens, i + 2)
    return bool(around) and closed and all(_is_place(token) for token in around)


def _is_place(token: Token) -> bool:
    """Whether a token names a place, or is letters that stand for one: "D.C."."""
    return token.type == "place" or (len(token.text) > 1 and token.text.strip(".").isupper())


def _is_cut(tokens: Phrase, i: int) -> bool:
    """Whether no noun phrase goes on at a token: a mark that joins no words, or a verb such as "said", "is", "has"."""
    token = tokens[i]
    if token.text in _CUTS:
        if _is_acronym_in_brackets(tokens, i):
            return False
        inside = token.text in "-–" and 0 < i < len(tokens) - 1
        return not (inside and tokens[i - 1].end == token.start and token.end == tokens[i + 1].start)
    return token.word in words("reporting", "finite") and token.word not in POSSESSIVE


def determines(word: str) -> bool:
    """Whether a word opens the description of one person: "the", "a", "his", "one"."""
    return word in ("a", "an", "the", "one", "another") or word in words("grammar", "possessive")


def names_role(phrase: Phrase) -> bool:
    """Whether a noun phrase says what one person is, by its head noun: "chief executive of …", "one of the jurors"."""
    if not phrase or phrase[0].word in ("not", "no", "never", "and", "with", "by"):
        return False
    head, tail = split_at_head(phrase)
    noun, plural = head_noun(head)
    if head[-1].mention is not None:
        return head[-1].type == "group" and phrase[0].word in ("a", "an")
    if noun == "one":
        many, plural = head_noun(split_at_head([token for token in tail[1:] if token.word != "the"])[0])
        named = is_role(many) or (OCCUPATION.fullmatch(many) and many not in words("roles", "crowd"))
        return plural and bool(named)
    return not plural and is_role(noun)


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
    begins = first == 0 or _is_cut(tokens, first - 1)
    opening = words("grammar", "opener", "lead")
    phrase = list(dropwhile(lambda token: token.word in opening, tokens[first:]))
    office = begins and phrase and is_title_word(split_at_head(phrase)[0][-1].text)
    determined = office or (
        phrase and (determines(phrase[0].word) or any(token.word in POSSESSIVE for token in phrase))
    )
    return phrase if determined and (names_role(phrase) or (begins and may_name_role(phrase))) else []


def _starts(tokens: Phrase) -> list[int]:
    """Where a description that some tokens end with may begin: "| opened by | the head of | the school"."""
    owners = words("grammar", "owner")
    first, inner = len(tokens), list[int]()
    while first and not _is_cut(tokens, first - 1):
        owned = first + 1 < len(tokens) and tokens[first + 1].word in POSSESSIVE and tokens[first].mention
        if first < len(tokens) and (determines(tokens[first].word) or (owned and tokens[first - 1].word in owners)):
            if tokens[first - 1].word not in owners:
                break
            inner.append(first)
        first -= 1
    return [first, *reversed(inner)]


def _title(tokens: Phrase) -> Phrase:
    """The title that some tokens end with; "Mr." is none, nor is what stands before it.

    Words that no list has belong to it only where it begins a noun phrase: "Public works director".
    """
    if not _ends_title(tokens):
        return []
    first = sure = len(tokens)
    unknown, capital = 0, is_title_word(tokens[-1].text)
    while first and unknown <= UNKNOWN and (known := _belongs(tokens, first - 1)) is not None:
        if capital and not known and tokens[first - 1].text.islower() and tokens[first - 1].word != "and":
            break
        first, unknown = first - 1, unknown + (not known)
        sure = sure if unknown else first
    found = tokens[first if unknown <= UNKNOWN and _begins(tokens, first, unknown) else sure :]
    names = any(token.type == "group" or is_role(token.word) or is_title_word(token.text) for token in found)
    others = (*words("grammar", "owner", "lead"), *POSSESSIVE, "and", "&", "the", ",", "(", ")")
    return list(dropwhile(lambda token: token.word in others, found)) if names else []


def _begins(tokens: Phrase, first: int, unknown: int) -> bool:
    """Whether a noun phrase begins at a token.

    Behind a preposition an unknown word before a name is another noun: "the state of emergency | Norland's leader".
    """
    word = tokens[first - 1].word if first else ""
    if first == 0 or _is_cut(tokens, first - 1):
        return not unknown or word not in words("reporting", "finite") - words("reporting", "be", "say")
    if word in words("grammar", "preposition"):
        return not unknown or (word != "to" and not (first + 1 < len(tokens) and _is_name(tokens[first + 1])))
    opens = determines(word) or word == "and" or word in words("grammar", "lead")
    return opens or word.endswith("ing") or _is_done(word)


def _ends_title(tokens: Phrase) -> bool:
    """Whether the words right before a name end a title: a role, or the place or body that completes an office."""
    if not tokens:
        return False
    if " ".join(token.word for token in tokens[-2:]) in words("titles"):
        return len(tokens) > 1 or tokens[-1].word.strip(".") not in courtesies()
    if tokens[-1].word.strip(".") in courtesies():
        return False
    if tokens[-1].mention is None and (_is_occupation(tokens) or is_title_word(tokens[-1].text)):
        return True
    if tokens[-1].type == "group" and not tokens[-1].text.endswith("s"):
        return True
    inside = _leads_on(tokens)
    office = inside == len(tokens) - 2 and tokens[-1].word in words("grammar", "office")
    a_body = office or (inside and tokens[inside + 1].word == "the" and noun_kind(tokens[-1].word) == "body")
    completes = tokens[-1].type in ("place", "org", "group") or (tokens[-1].mention is None and _is_name(tokens[-1]))
    return bool(inside and (completes or a_body))


def _is_occupation(tokens: Phrase) -> bool:
    """Whether some tokens end with a role, or with the second of two: "research fellow", "writer and | lampmaker"."""
    last, two = tokens[-1].word, " ".join(token.word for token in tokens[-2:])
    joined = len(tokens) > 2 and tokens[-2].word in ("and", "&") and is_role(tokens[-3].word)
    return (
        is_role(last)
        or is_role(two)
        or last.endswith(("ologist", "writer", "maker", "keeper"))
        or (joined and OCCUPATION.fullmatch(last) is not None)
    )


def _leads_on(tokens: Phrase) -> int | None:
    """The place of "of" or "for" in an office that some tokens end with: "Secretary | for | Culture and Sports"."""
    inner = (*_JOINS, *_AT, "the", ",")
    for behind, i in enumerate(range(len(tokens) - 2, max(0, len(tokens) - FIELDS), -1)):
        if tokens[i].word in (*_JOINS[:3], *_AT) and is_role(tokens[i - 1].word):
            return i
        if behind > UNKNOWN and not (_is_name(tokens[i]) or tokens[i].word in inner):
            break
    return None


def _is_name(token: Token) -> bool:
    """Whether a token is a mention or a word with a capital."""
    return token.mention is not None or token.text[:1].isupper()


def _belongs(tokens: Phrase, i: int) -> bool | None:
    """Whether a token is known to be part of a title that goes on behind it; None if it cannot be one."""
    token = tokens[i]
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.mention:
        owns = token.type == "person" and follower and not _may_be_owned(follower)
        return None if owns else True
    if _is_acronym_in_brackets(tokens, i):
        return True
    if token.word in (*_JOINS, *_AT, "the", ","):
        return _joins(tokens, i)
    earlier = tokens[i - 1].word if i else ""
    if _is_of_body(token, earlier):
        return True
    if earlier == "on" and token.word in words("dates", "day"):
        return None
    if token.word.isdigit():
        return None if len(token.word) != YEAR or earlier in words("grammar", "preposition") else True
    determined = determines(earlier) or earlier in POSSESSIVE or (earlier == "and" and token.word.endswith("ing"))
    known = _may_belong(token, opens=i == 0 or _is_cut(tokens, i - 1), determined=determined)
    opens = follower and follower.word in words("grammar", "past")
    if follower and is_title_word(follower.text) and token.word in words("roles", "kin"):
        return None
    return None if opens and (not known or is_title_word(token.text)) else known


def _may_be_owned(token: Token) -> bool:
    """Whether a token behind a person goes on naming what is theirs: "Pratt | 's | wife", "Pratt | adviser"."""
    return not token.mention and (token.word in POSSESSIVE or _is_known(token))


def _is_acronym_in_brackets(tokens: Phrase, i: int) -> bool:
    """Whether a token is an acronym in brackets behind the name that it stands for, or one of its brackets."""
    opened = next((at for at in (i, i - 1, i - 2) if at > 0 and tokens[at].text in _BRACKETS), 0)
    around = tokens[opened - 1 : opened + 3] if opened else []
    if len(around) < len("N(A)") or around[3].text != _BRACKETS[around[1].text]:
        return False
    return _is_name(around[0]) and around[2].text.isupper() and len(around[2].text) > 1


def _is_of_body(token: Token, earlier: str) -> bool:
    """Whether a word is a body's noun behind "the", an ending of possession or an acronym."""
    is_acronym = token.text.isupper() and len(token.text) > 1
    return is_acronym or token.word in POSSESSIVE or (earlier == "the" and noun_kind(token.word) == "body")


def _is_done(word: str) -> bool:
    """Whether a word is the form of a verb of doing or saying: “…” | asks | columnist Ned Crane."""
    verbs = words("acts", "stop", "harm", "help", "quarrel") | words("cues", "utter")
    return word not in words("cues", "utter") and any(form in verbs for form in base_forms(word))


def _joins(tokens: Phrase, i: int) -> bool | None:
    """Whether "of", "and" or "the" stands inside a title.

    Behind "of" no other title stands, but for the rank of a minister: "aide to | Sen. Ek", "Minister of War Gen. Ek".
    """
    earlier, word = tokens[i - 1].word if i else "", tokens[i].word
    if word == "the":
        return earlier in (*_JOINS[:3], *_AT) or None
    if word == ",":
        return (_joins_fields(tokens, i) and any(token.word in ("and", "&") for token in tokens[i:])) or None
    if word in ("and", "&"):
        return is_role(earlier) or _joins_fields(tokens, i) or _joins_kinds(tokens, i)
    last = is_role(tokens[-1].word) and not any(token.word in ("and", "&") for token in tokens[i:])
    if word in _AT and not last:
        return is_role(earlier) or _is_name(tokens[i - 1]) or None
    titled = is_title_word(tokens[i + 1].text) or tokens[i + 1].word in words("grammar", "past")
    another = last and (titled or word in ("to", *_AT) or earlier not in words("titles") - words("roles", "kin"))
    return None if another else is_role(earlier) or None


def _joins_kinds(tokens: Phrase, i: int) -> bool | None:
    """False where "and" may join two words in small letters before a role: "railroad | and | shipping tycoon"."""
    around = [*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2]]
    return False if not any(_is_name(token) or noun_kind(token.word) == "person" for token in around) else None


def _joins_fields(tokens: Phrase, i: int) -> bool:
    """Whether "and" joins what an office is for: "Minister of Culture | and | Tourism"."""
    around = tokens[max(0, i - 1) : i + 2]
    plain = all(token.mention is None and not is_title_word(token.text) for token in around)
    return tokens[i].word in ("and", "&", ",") and i > 0 and plain and _is_name(around[0]) and _is_name(around[-1])


def _may_belong(token: Token, *, opens: bool, determined: bool) -> bool | None:
    """Whether a plain word is known to be part of a title, as roles and words with capitals are; None if it cannot.

    A participle may where an article stands before it: "a | convicted | driver".
    """
    word = token.word
    if not word[0].isalpha() or word in words("grammar", "preposition", "subordinator") or determines(word):
        return None
    if _is_known(token):
        return True
    if pronoun_class(word) or word in words("reporting", "finite", "say") or word in words("grammar", "lead"):
        return None
    if _is_done(word) or (opens and word in words("grammar", "opener")):
        return None
    if token.text[0].isupper():
        return not opens
    verb = word.endswith(("ed", "ing")) and not determined and "-" not in word
    return False if word.replace("-", "").isalpha() and not verb and not word.endswith("ly") else None


def _is_known(token: Token) -> bool:
    """Whether a word is one that titles have: an office, a role, "former"."""
    return is_title_word(token.text) or is_role(token.word) or token.word in words("grammar", "modifier")
