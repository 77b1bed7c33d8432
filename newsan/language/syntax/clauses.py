"""The subject and the object of a verb in a sentence, read off the words around its names.

There is no parser behind this: news prose puts the subject right before a verb and the object right behind it, but for
auxiliaries, adverbs, titles, appositions between commas and "plans to".  Where it does not, there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from newsan.language.lexicon.forms import base_forms
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.titles import office_words
from newsan.language.syntax.tokens import POSSESSIVE, Token

MOST_WORDS = 12
"""Words between a verb and its subject: "has also repeatedly and publicly vowed to"."""

APPOSED = 24
"""Words of the appositions between a subject and its verb, commas included."""

PREMODIFIERS = 6
"""Words of an object before its name: "the official foreign affairs spokesman"."""

CLAUSE = 40
"""Words between a subject and what else it does: "Norland met … and criticised"."""

BEHIND = 3
"""Words behind a name in which its noun is looked for: "Norland's long and bitter fight"."""

State = Literal["done", "open", "refused", "void"]
"""Whether a deed is done; may be done ("could", "if"); will not be ("refused to"); or is denied or failed."""

STATES: tuple[State, ...] = ("done", "open", "refused", "void")

_ADJECTIVE = ("al", "ive", "ic", "ian", "ed")
_MARK = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class Subject:
    """The word of the one who acts, None if it cannot be told, and what becomes of the deed."""

    word: Token | None
    state: State = "done"


def is_of(word: str, key: str) -> bool:
    """Whether a word is a form of one of a class of ``acts`` in the lexicon."""
    return any(form in words("acts", key) for form in base_forms(word))


def before_phrase(line: Sequence[Token], at: int) -> int:
    """The number of the word before the noun phrase whose name or noun has the number ``at``."""
    last = max(-1, at - 1 - PREMODIFIERS)
    at -= 1
    while at > last and line[at].type is None and (_premodifies(line[at].word) or _is_partitive(line, at)):
        at -= 1
    return at


def _is_partitive(line: Sequence[Token], at: int) -> bool:
    """Whether a word is the "of" in "hundreds of Danes"."""
    return line[at].word == "of" and at > 0 and line[at - 1].word in words("grammar", "indefinite")


def _premodifies(word: str) -> bool:
    """Whether a word stands between the beginning of a noun phrase and its name: an article, a title, an adjective."""
    if word in office_words() or word in words("acts", "determiner") or word in words("grammar", "indefinite"):
        return True
    return word.endswith(_ADJECTIVE) and not is_of(word, "help") and not is_of(word, "harm")


def subject(line: Sequence[Token], verb: int) -> Subject:
    """The one who does what the verb says; nobody if that cannot be told."""
    at, state, finite = verb - 1, STATES[0], verb
    for _ in range(MOST_WORDS):
        if at < 0:
            break
        word = line[at].word
        if line[at].type:
            return Subject(line[at] if _acts(line, at) else None, _worse(state, _before_subject(line, at)))
        if denying := _denying(line, at):
            at, state = at - denying, "void"
        elif word in words("acts", "modal"):
            at, state = at - 1, _worse(state, "open")
        elif _is_passed_over(word):
            at -= 1
        elif word == "to" and at and line[at - 1].type:
            return Subject(line[at - 1] if _is_urged(line, at - 1) else None, _worse(state, "open"))
        elif word == "to" and at:
            meant = _before_quote(line, at - 1)
            to = _before_infinitive(line, meant)
            if to is None:
                break
            finite, at, state = meant, meant - 1, _worse(state, to)
        else:
            return Subject(_spelt(line, at, finite), state)
    return Subject(None, state)


def _denying(line: Sequence[Token], at: int) -> int:
    """How many words that end at a place say that a deed is not done: "not", "stopped short of"; 0 if they do not."""
    if line[at].word in words("acts", "denial"):
        return 1
    return 3 if line[at].word == "of" and at > 1 and line[at - 1].word == "short" else 0


def _is_passed_over(word: str) -> bool:
    """Whether a word between a subject and its verb says nothing of who acts, or whether: an auxiliary, an adverb."""
    return word in words("acts", "auxiliary", "adverb") or (word.endswith("ly") and len(word) > len("only"))


def _worse(state: State, other: State) -> State:
    """The state of a deed for which both are said."""
    return max(state, other, key=STATES.index)


def _acts(line: Sequence[Token], at: int) -> bool:
    """Whether a name can be a subject: no preposition or possessive stands before its noun phrase."""
    before = before_phrase(line, at)
    return before < 0 or line[before].word not in words("acts", "oblique")


def _before_subject(line: Sequence[Token], at: int) -> State:
    """What the word before a subject makes of a deed: "if Norland attacks", "will Norland attack?"."""
    before = before_phrase(line, at)
    word = line[before].word if before >= 0 else ""
    is_asked = before == 0 and word in words("acts", "auxiliary")
    return "open" if is_asked or word in words("acts", "modal") else "done"


def _is_urged(line: Sequence[Token], at: int) -> bool:
    """Whether a name is the object of a verb of asking: "pressured Norland to"."""
    before = before_phrase(line, at)
    return before >= 0 and is_of(line[before].word, "urge")


def _before_quote(line: Sequence[Token], at: int) -> int:
    """The number of the word at a place, or before it if a quotation ends there: "it was “premature” to"."""
    return at - 1 if at and line[at].word in ('"', "”") else at


def _before_infinitive(line: Sequence[Token], at: int) -> State | None:
    """What "plans to", "refused to", "failed to" or "not to" makes of a deed; None where nobody is said to mean it."""
    word = line[at].word
    if word in words("acts", "denial"):
        return "void"
    classes: tuple[tuple[str, State], ...] = (("refuse", "refused"), ("fail", "void"), ("intend", "done"))
    return next((state for key, state in classes if is_of(word, key)), None)


def _spelt(line: Sequence[Token], at: int, verb: int) -> Token | None:
    """The subject that ends at a word that is not a name."""
    word = line[at].word
    if word in words("acts", "pronoun", "owner"):
        return line[at]
    if word in (*words("acts", "institution"), "who", "which"):
        between = at > 0 and line[at - 1].word in (",", *POSSESSIVE)
        return _behind(line, at - 2 if between else at - 1)
    is_participle = at == verb - 1 and line[verb].word.endswith("ing")
    if word == ",":
        return _before_apposition(line, at) or (_clause(line, at) if is_participle else None)
    if (word in ("and", "or") and line[verb].word.endswith(("ed", "s"))) or (
        word in words("acts", "manner") and is_participle
    ):
        return _clause(line, at)
    return None


def _behind(line: Sequence[Token], at: int) -> Token | None:
    """The name at a place, if it can act."""
    return line[at] if at >= 0 and line[at].type and _acts(line, at) else None


def _before_apposition(line: Sequence[Token], at: int) -> Token | None:
    """The name beside what commas enclose: "Ek, the mayor, praised", "The mayor, Bo Ek of Oslo, praised"."""
    for before in range(at - 1, max(0, at - APPOSED), -1):
        if line[before].word != ",":
            continue
        if line[before + 1].type == "person" and (
            before + 2 == at or line[before + 2].word in words("acts", "apposed")
        ):
            return line[before + 1]
        if name := _behind(line, _whole(line, before - 1)):
            return name
    return None


def _whole(line: Sequence[Token], at: int) -> int:
    """The number of the name that a place at ``at`` only says more about: "Oslo, Norway"."""
    is_beside = at > 1 and line[at].type == "place" and line[at - 1].word == ","
    return at - 2 if is_beside and line[at - 2].type == "place" else at


def _clause(line: Sequence[Token], end: int) -> Token | None:
    """The last name before a word that can be the subject of a verb which goes on there."""
    for at in range(end - 1, max(-1, end - CLAUSE), -1):
        if line[at].type and _is_verbal(line[at + 1].word) and _acts(line, at):
            return line[at]
    return None


def _is_verbal(word: str) -> bool:
    """Whether a word behind a name makes it the subject of a verb."""
    return word in words("acts", "auxiliary", "adverb", "modal") or word in words("cues") or word.endswith(("ed", "ly"))


def objects(line: Sequence[Token], at: int) -> Iterator[tuple[Token, Token | None]]:
    """The names that the noun phrase beginning at a word is about, each with the noun that belongs to it, if any."""
    at = _after_premodifiers(line, at)
    while at < len(line) and line[at].type:
        at = _titled(line, at)
        possessed = at + 1 < len(line) and line[at + 1].word in ("'s", "'")
        noun = _noun(line, at + 2 if possessed else at + 1)
        if possessed or noun is None or line[at].type == "person":
            yield line[at], noun if possessed else None
        elif noun.word in words("acts", "institution"):
            yield line[at], noun
        at = _next(line, at + 1)


def _after_premodifiers(line: Sequence[Token], at: int) -> int:
    """The number of the first word, from word ``at`` on, that is not an article, title or adjective."""
    end = min(len(line), at + PREMODIFIERS)
    while at < end and line[at].type is None and _premodifies(line[at].word):
        at += 1
    return at


def _titled(line: Sequence[Token], at: int) -> int:
    """The name itself, or the person of whose title it is a part: "Norland President Bo Ek", "Green Bo Ek" is Ek."""
    behind, is_label = _after_premodifiers(line, at + 1), line[at].type == "group"
    is_before = behind < len(line) and line[behind].type == "person" and line[at].type != "person"
    return behind if is_before and (is_label or at + 1 < behind) else at


def _noun(line: Sequence[Token], at: int) -> Token | None:
    """The noun behind a name: one that stands for it, or is its own, else the first word, if that is a noun at all."""
    behind = []
    for token in line[at : at + BEHIND]:
        if token.type or _MARK.match(token.word) or token.word.endswith("ly") or token.word in words("acts", "stop"):
            break
        behind.append(token)
    known = (
        token
        for token in behind
        if is_of(token.word, "cause") or token.word in words("acts", "institution", "suffered")
    )
    return next(known, behind[0] if behind else None)


def joined(line: Sequence[Token], at: int) -> Iterator[Token]:
    """The names joined with a subject and before it, from last to first: "Norland, Acme and Bo Ek praised".

    Where the first of them cannot begin a clause, it is the object of another one: "Ek praised Ruiz and Lee left".
    """
    names: list[Token] = []
    before, links = before_phrase(line, at), ("and",)
    while before > 0 and line[before].word in links:
        name = before - 2 if line[before - 1].word == "," and before > 1 else before - 1
        if not line[name].type:
            break
        names.append(line[name])
        before, links = before_phrase(line, name), (",",)
    if before < 0 or line[before].word in (",", *words("grammar", "opener", "subordinator")):
        yield from names


def _next(line: Sequence[Token], at: int) -> int:
    """Where the next name of an enumeration begins; the end of the sentence if none does."""
    if at + 1 < len(line) and line[at].word in ("and", "or"):
        return _after_premodifiers(line, at + 1)
    listed = at + 2 < len(line) and line[at].word == "," and line[at + 1].type and line[at + 2].word in (",", "and")
    return at + 1 if listed else len(line)
