"""The title with which the words before a name end, read backwards: "| Harbour Supervisor | Ned Crane"."""

from __future__ import annotations

from itertools import dropwhile, pairwise

from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.phrase_ends import Phrase, determines, is_acronym_in_brackets, is_cut, is_name
from newsan.language.syntax.titles import courtesies, is_title_word
from newsan.language.syntax.tokens import POSSESSIVE, Token, is_role

FIELDS = 10
"""Words behind the "for" of an office: "Secretary for Culture, Sports and Tourism" has five and a comma."""

_LEADS = ("of", "for", "to")
"""Words that lead from an office to what it is the office of."""
_ANDS = ("and", "&")


def title_ending(tokens: Phrase) -> Phrase:
    """The title that some tokens end with; "Mr." is none, nor is what stands before it."""
    others = (*words("grammar", "owner", "lead"), *POSSESSIVE, *_ANDS, "the", "(", ")")
    return list(dropwhile(lambda token: token.word in others, _read_back(tokens))) if _ends_title(tokens) else []


def _read_back(tokens: Phrase) -> Phrase:
    """The words that may belong to a title, back from its end.

    Words that no list has belong to it only where it begins a noun phrase: "Public works director".
    """
    first = sure = len(tokens)
    while first and (known := _belongs(tokens, first - 1)) is not None:
        first, sure = first - 1, first - 1 if known and sure == first else sure
    return tokens[first if _begins(tokens, first) else sure :]


def _begins(tokens: Phrase, first: int) -> bool:
    """Whether a noun phrase begins at a token.

    Behind a preposition an unknown word before a name is another noun: "the state of emergency | Norland's leader".
    """
    word = tokens[first - 1].word if first else ""
    if first == 0 or is_cut(tokens, first - 1):
        return word not in words("reporting", "finite") - words("reporting", "be", "say")
    if word in words("grammar", "preposition"):
        return not any(map(is_name, tokens[first + 1 : first + 2]))
    return determines(word) or word == "and"


def _ends_title(tokens: Phrase) -> bool:
    """Whether the words right before a name end a title: a role, a party, or what completes an office."""
    if len(tokens) > 1 and f"{tokens[-2].word} {tokens[-1].word}" in words("titles"):
        return True
    if not tokens or tokens[-1].word.strip(".") in courtesies():
        return False
    last = tokens[-1]
    if last.mention:
        return (last.type == "group" and not last.text.endswith("s")) or _completes(tokens)
    return is_role(last.word) or is_title_word(last.text) or _completes(tokens)


def _completes(tokens: Phrase) -> bool:
    """Whether some tokens end with the place, body or field of an office: "head of | Norland", "chief of | staff"."""
    last = tokens[-1]
    if not (is_name(last) or last.word in words("grammar", "office")) or last.type == "person":
        return False
    return any(lead.word in _LEADS and is_role(earlier.word) for earlier, lead in pairwise(tokens[-FIELDS:]))


def _belongs(tokens: Phrase, i: int) -> bool | None:
    """Whether a token is known to be part of a title that goes on behind it; None if it cannot be one."""
    token, word, behind = tokens[i], tokens[i].word, tokens[i + 1 : i + 2]
    if token.mention:
        return token.type != "person" or not behind or behind[0].word in POSSESSIVE or _is_known(behind[0]) or None
    if word in _LEADS or word in _ANDS or word == "the":
        return _joins(tokens, i) or None
    if word in POSSESSIVE or is_acronym_in_brackets(tokens, i):
        return True
    if behind and behind[0].word in words("grammar", "past"):  # "Count | former President"
        return None
    return _may_belong(token, is_title_word(tokens[-1].text))


def _may_belong(token: Token, is_office: bool) -> bool | None:
    """Whether a plain word is known to be part of a title; before "Sen." no unknown word in small letters is."""
    word = token.word
    if not word[0].isalpha() or word in words("grammar", "preposition", "subordinator") or determines(word):
        return None
    if _is_known(token):
        return True
    apart = is_office and token.text.islower()
    return None if apart or word in words("reporting", "finite", "say") or _is_done(word) else token.text[0].isupper()


def _is_done(word: str) -> bool:
    """Whether a word is the form of a verb of doing or saying: “…” | asks | columnist Ned Crane."""
    acts, utter = words("acts", "stop", "harm", "help", "quarrel"), words("cues", "utter")
    return word not in utter and any(form in acts or form in utter for form in base_forms(word))


def _joins(tokens: Phrase, i: int) -> bool:
    """Whether "of", "and" or "the" stands inside a title."""
    earlier, word = tokens[i - 1].word if i else "", tokens[i].word
    if word == "the":
        return earlier in _LEADS
    if word in _ANDS:
        return is_role(earlier) or _joins_fields(tokens[max(0, i - 1) : i + 2])
    return is_role(earlier) and not _leads_to_another(tokens, i)


def _leads_to_another(tokens: Phrase, i: int) -> bool:
    """Whether the title behind "of" is another person's: "aide to | Sen. Ek", but "Minister | of War Gen. Ek"."""
    titled = is_title_word(tokens[i + 1].text) or tokens[i + 1].word in words("grammar", "past")
    other = tokens[i].word not in ("of", "for") or tokens[i - 1].word not in words("titles") - words("roles", "kin")
    return is_role(tokens[-1].word) and (titled or other)


def _joins_fields(around: Phrase) -> bool:
    """Whether "and" joins what an office is for: "Minister of Culture | and | Tourism"."""
    return all(token.word and is_name(token) and not is_title_word(token.text) for token in (around[0], around[-1]))


def _is_known(token: Token) -> bool:
    """Whether a word is one that titles have: an office, a role, "former"."""
    return is_title_word(token.text) or is_role(token.word) or token.word in words("grammar", "modifier")
