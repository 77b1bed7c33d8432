"""The title with which the words before a name end, read backwards: "| Harbour Supervisor | Ned Crane"."""

from __future__ import annotations

from itertools import dropwhile

from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.phrase_ends import Phrase, determines, is_acronym_in_brackets, is_cut, is_name
from newsan.language.syntax.segments import YEAR
from newsan.language.syntax.titles import courtesies, is_title_word
from newsan.language.syntax.tokens import OCCUPATION, POSSESSIVE, Token, is_role, noun_kind, pronoun_class

FIELDS = 10
"""Words behind the "for" of an office: "Secretary for Culture, Sports and Tourism" has five and a comma."""

UNKNOWN = 3
"""Words in small letters that no list has in a title before a name: "public works director"."""

_GOVERN = ("minister", "secretary", "commissioner", "state")
"""Offices behind which "for" leads to a field: "minister of state for | parliamentary affairs"."""
_RETIRED = ("retd", "ret", "rtd", "retired")
_AT = ("at", "from", "in")
_JOINS = ("of", "for", "to", "and", "&")
"""Words between the parts of a title; the first three lead to what it is the title of."""


def title_ending(tokens: Phrase) -> Phrase:
    """The title that some tokens end with; "Mr." is none, nor is what stands before it.

    Words that no list has belong to it only where it begins a noun phrase: "Public works director".  An acronym in
    brackets may stand behind it, and "(retd)" belongs to it: "head of the Harbour Board (HB) | Ned Crane".
    """
    in_brackets = tokens[-3:] if [token.text for token in tokens[-3::2]] == ["(", ")"] else []
    is_retired = bool(in_brackets) and in_brackets[1].text.casefold() in _RETIRED
    if is_retired or (in_brackets and in_brackets[1].text.isupper()):
        tokens = tokens[:-3]
    if not _ends_title(tokens):
        return []
    title = _read_back(tokens) + in_brackets * is_retired
    names = any(token.type == "group" or is_role(token.word) or is_title_word(token.text) for token in title)
    others = (*words("grammar", "owner", "lead"), *POSSESSIVE, "and", "&", "the", ",", "(", ")")
    return list(dropwhile(lambda token: token.word in others, title)) if names else []


def _read_back(tokens: Phrase) -> Phrase:
    """The words that may belong to a title, back from its end; before "Sen." no unknown word in small letters does."""
    first = sure = len(tokens)
    unknown, capital = 0, is_title_word(tokens[-1].text)
    while first and unknown <= UNKNOWN and (known := _belongs(tokens, first - 1)) is not None:
        if capital and not known and tokens[first - 1].text.islower() and tokens[first - 1].word != "and":
            break
        first, unknown = first - 1, unknown + (not known)
        sure = sure if unknown else first
    return tokens[first if unknown <= UNKNOWN and _begins(tokens, first, unknown) else sure :]


def _begins(tokens: Phrase, first: int, unknown: int) -> bool:
    """Whether a noun phrase begins at a token.

    Behind a preposition an unknown word before a name is another noun: "the state of emergency | Norland's leader".
    """
    word = tokens[first - 1].word if first else ""
    if first == 0 or is_cut(tokens, first - 1):
        return not unknown or word not in words("reporting", "finite") - words("reporting", "be", "say")
    if word in words("grammar", "preposition"):
        return not unknown or _may_be_led_to(tokens, first)
    opens = determines(word) or word == "and" or word in words("grammar", "lead")
    return opens or word.endswith("ing") or _is_done(word)


def _may_be_led_to(tokens: Phrase, first: int) -> bool:
    """Whether a preposition leads to an unknown word of a title: any but "to", which has to be "according to"."""
    if tokens[first - 1].word == "to":
        return first > 1 and tokens[first - 2].word == "according"
    return not (first + 1 < len(tokens) and is_name(tokens[first + 1]))


def _ends_title(tokens: Phrase) -> bool:
    """Whether the words right before a name end a title: a role, a party, or what completes an office."""
    if not tokens:
        return False
    last = tokens[-1]
    if len(tokens) > 1 and f"{tokens[-2].word} {last.word}" in words("titles"):
        return True
    if last.word.strip(".") in courtesies():
        return False
    is_party = last.type == "group" and not last.text.endswith("s")
    return (
        is_party
        or (last.mention is None and (_is_occupation(tokens) or is_title_word(last.text)))
        or _completes(tokens)
    )


def _completes(tokens: Phrase) -> bool:
    """Whether some tokens end with the place, body or field of an office: "head of | Norland", "chief of | staff"."""
    inside, last = _leads_on(tokens), tokens[-1]
    if not inside:
        return False
    if (inside == len(tokens) - 2 and last.word in words("grammar", "office")) or last.type in (
        "place",
        "org",
        "group",
    ):
        return True
    a_body = tokens[inside + 1].word == "the" and noun_kind(last.word) == "body"
    a_field = tokens[inside - 1].word in _GOVERN and noun_kind(last.word) == "other"
    return a_body or (last.mention is None and (is_name(last) or (a_field and last.word.isalpha())))


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
        if tokens[i].word in (*_JOINS[:3], *_AT) and _is_office(tokens, i - 1):
            return i
        if behind > UNKNOWN and not (is_name(tokens[i]) or tokens[i].word in inner):
            break
    return None


def _is_office(tokens: Phrase, i: int) -> bool:
    """Whether a token is a role, or ends "minister of | state"."""
    of_state = i > 1 and tokens[i].word == "state" and tokens[i - 1].word == "of" and tokens[i - 2].word in _GOVERN
    return of_state or (i >= 0 and is_role(tokens[i].word))


def _belongs(tokens: Phrase, i: int) -> bool | None:
    """Whether a token is known to be part of a title that goes on behind it; None if it cannot be one."""
    token, earlier = tokens[i], tokens[i - 1].word if i else ""
    follower = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.mention:
        return None if token.type == "person" and follower and not _may_be_owned(follower) else True
    if token.word in (*_JOINS, *_AT, "the", ","):
        return _joins(tokens, i)
    if _is_of_body(token, earlier) or _is_year(token.word, earlier) or is_acronym_in_brackets(tokens, i):
        return True
    known = _may_belong(token, earlier, opens=i == 0 or is_cut(tokens, i - 1))
    return None if follower and _is_before(token, follower, known=known is True) else known


def _is_before(token: Token, follower: Token, *, known: bool) -> bool:
    """Whether a title begins behind a word: "Count | former President", "his wife | First Lady"."""
    if is_title_word(follower.text) and token.word in words("roles", "kin"):
        return True
    return follower.word in words("grammar", "past") and (not known or is_title_word(token.text))


def _may_be_owned(token: Token) -> bool:
    """Whether a token behind a person goes on naming what is theirs: "Pratt | 's | wife", "Pratt | adviser"."""
    return not token.mention and (token.word in POSSESSIVE or _is_known(token))


def _is_of_body(token: Token, earlier: str) -> bool:
    """Whether a word is a body's noun behind "the", an ending of possession or an acronym."""
    is_acronym = token.text.isupper() and len(token.text) > 1
    return is_acronym or token.word in POSSESSIVE or (earlier == "the" and noun_kind(token.word) == "body")


def _is_done(word: str) -> bool:
    """Whether a word is the form of a verb of doing or saying: “…” | asks | columnist Ned Crane."""
    acts, utter = words("acts", "stop", "harm", "help", "quarrel"), words("cues", "utter")
    if word in words("grammar", "irregular"):
        return True
    return word not in utter and any(form in acts or form in utter for form in base_forms(word))


def _joins(tokens: Phrase, i: int) -> bool | None:
    """Whether "of", "and" or "the" stands inside a title."""
    earlier, word = tokens[i - 1].word if i else "", tokens[i].word
    if word == "the":
        return earlier in (*_JOINS[:3], *_AT) or None
    if word == ",":
        return (_joins_fields(tokens, i) and any(token.word in ("and", "&") for token in tokens[i:])) or None
    if word in ("and", "&"):
        return is_role(earlier) or _joins_fields(tokens, i) or _joins_kinds(tokens, i)
    if _leads_to_another(tokens, i):
        return None
    return _is_office(tokens, i - 1) or (word in _AT and is_name(tokens[i - 1])) or None


def _leads_to_another(tokens: Phrase, i: int) -> bool:
    """Whether the title behind "of" is another person's: "aide to | Sen. Ek", but "Minister | of War Gen. Ek"."""
    if not is_role(tokens[-1].word) or any(token.word in ("and", "&") for token in tokens[i:]):
        return False
    titled = is_title_word(tokens[i + 1].text) or tokens[i + 1].word in words("grammar", "past")
    earlier = tokens[i - 1].word if i else ""
    return titled or tokens[i].word in ("to", *_AT) or earlier not in words("titles") - words("roles", "kin")


def _joins_kinds(tokens: Phrase, i: int) -> bool | None:
    """False where "and" may join two words in small letters before a role: "railroad | and | shipping tycoon"."""
    around = [*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2]]
    return False if not any(is_name(token) or noun_kind(token.word) == "person" for token in around) else None


def _joins_fields(tokens: Phrase, i: int) -> bool:
    """Whether "and" joins what an office is for: "Minister of Culture | and | Tourism"."""
    around = tokens[max(0, i - 1) : i + 2]
    plain = all(token.mention is None and not is_title_word(token.text) for token in around)
    return i > 0 and plain and is_name(around[0]) and is_name(around[-1])


def _may_belong(token: Token, earlier: str, *, opens: bool) -> bool | None:
    """Whether a plain word is known to be part of a title, as roles and words with capitals are; None if it cannot.

    A participle may where an article stands before it: "a | convicted | driver".
    """
    word = token.word
    if not word[0].isalpha() or word in words("grammar", "preposition", "subordinator") or determines(word):
        return None
    if _is_known(token):
        return True
    others = words("grammar", "lead", "opener") | words("interviews", "reply") if opens else words("grammar", "lead")
    if word in others or word in words("reporting", "finite", "say") or pronoun_class(word) or _is_done(word):
        return None
    if token.text[0].isupper():
        return None if earlier == "on" and word in words("dates", "day") else not opens
    return False if word.replace("-", "").isalpha() and not _is_apart(word, earlier) else None


def _is_year(word: str, earlier: str) -> bool:
    """Whether a word is a year inside a title: "| 2016 | nominee", not "in 2016"."""
    return word.isdigit() and len(word) == YEAR and earlier not in words("grammar", "preposition")


def _is_apart(word: str, earlier: str) -> bool:
    """Whether a word in small letters is an adverb, or a participle without an article before it."""
    determined = "-" in word or determines(earlier) or earlier in POSSESSIVE
    done = word.endswith("ed") or (word.endswith("ing") and earlier != "and")
    return word.endswith("ly") or (done and not determined)


def _is_known(token: Token) -> bool:
    """Whether a word is one that titles have: an office, a role, "former"."""
    return is_title_word(token.text) or is_role(token.word) or token.word in words("grammar", "modifier")
