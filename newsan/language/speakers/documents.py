"""Who speaks through a document: its owner, or its maker if the text has named one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from newsan.document import Span
from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.features import kind_of
from newsan.language.coreference.questions import owner_meant
from newsan.language.coreference.salience import Found, Key, before
from newsan.language.index import EntityMention, Index, mentions_in, quote_at, sentence_around, sentence_at
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import table, words
from newsan.language.syntax.noun_phrases import NounPhrase, is_definite

SENTENCES_BACK = 30
"""Sentences that are searched for the maker of "the report": keeps the work linear."""

REACH = 60
"""Characters behind "the report by" that are searched for a name."""


def issued_by(index: Index, source: Span) -> Span | None:
    """The document whose maker a source is, if the text says so right before it: "| an order issued by Acme |"."""
    begin = max(sentence_around(index, source[0])[0], source[0] - REACH)
    found = _issued().search(index.text, begin, source[0])
    is_one = found is not None and singular(found["noun"].lower()) in table("documents")
    return (found.start("phrase"), source[1]) if found and is_one and quote_at(index, found.start()) is None else None


def resolve_document(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """Who made the document that a phrase names, None when the text does not say."""
    if meant := owner_meant(discourse, phrase):
        return meant.key, speaker_of(discourse, meant.key, "document", meant.references[0].span)
    owner = phrase.owner
    made = (Key(owner.entity), (owner.start, owner.end)) if owner else _made_before(discourse, phrase)
    if made is None or made[0].entity < 0 or kind_of(discourse, made[0]) not in ("person", "org"):
        return None
    return made[0], speaker_of(discourse, made[0], "document", made[1])


def _made_before(discourse: Discourse, phrase: NounPhrase) -> tuple[Key, Span] | None:
    """The maker in the nearest earlier sentence that tells it, and where it does."""
    if not is_definite(phrase):
        return None
    index, here = discourse.index, sentence_at(discourse.index, phrase.span[0])
    for sentence in range(here, max(-1, here - SENTENCES_BACK - 1), -1):
        start, end = index.sentences[sentence]
        stop = min(end, phrase.span[0])
        if maker := _maker(index, phrase, (start, stop)):
            return Key(maker.entity), (maker.start, maker.end)
        if _patterns(phrase.head, phrase.plural).said_in.search(index.text, start, stop):
            spoken = next((reference for reference in before(discourse.references, stop) if reference.speaking), None)
            return (spoken.key, spoken.span) if spoken and spoken.sentence == sentence else None
    return None


def _maker(index: Index, phrase: NounPhrase, span: Span) -> EntityMention | None:
    """The maker by a sentence that says "report by X", "X's new report", "X published a report" or "X ruled"."""
    patterns, (start, stop) = _patterns(phrase.head, phrase.plural), span
    if made := patterns.by.search(index.text, start, stop):
        reach = REACH if made[1] != "of" else 1 + len("the ")
        behind = mentions_in(index, made.end(), min(stop, made.end() + REACH))
        if maker := _first_maker(mention for mention in behind if mention.start - made.end() < reach):
            return maker
    inside = mentions_in(index, start, stop)
    if maker := _first_maker(mention for mention in inside if patterns.owned.match(index.text, mention.end, stop)):
        return maker
    done = patterns.done.search(index.text, start, stop)
    return _first_maker(mention for mention in inside if mention.end <= done.start()) if done else None


@cache
def _issued() -> re.Pattern[str]:
    """What finds "In | a new directive issued in May by" before a source."""
    made = {verb for noun in table("documents") for verb in table("documents")[noun]} | words("grammar", "issued")
    verbs = "|".join(sorted(map(re.escape, made)))
    return re.compile(
        rf"(?P<phrase>(?:(?:an?|the)\s(?:[\w-]+\s){{0,3}})?(?P<noun>[\w-]+)),?\s(?:\w+ly\s)?(?:{verbs})\s"
        r"(?:(?:in|on|last|this)\s(?:\w+\s){1,2})?by\s(?:the\s)?\Z",
        re.IGNORECASE,
    )


class Patterns(NamedTuple):
    """What finds "report by", "report" behind its maker, "published a report", and "said in a report"."""

    by: re.Pattern[str]
    owned: re.Pattern[str]
    done: re.Pattern[str]
    said_in: re.Pattern[str]


@cache
def _patterns(noun: str, plural: bool) -> Patterns:
    form = re.escape(noun) + "s?" * plural
    verbs = table("documents").get(noun, ())
    made = "|".join(map(re.escape, verbs)) or "made"
    of_its_stem = "".join(rf"|{re.escape(verb)}" for verb in verbs if verb[:3] == noun[:3])
    done = rf"(?:{made})\s(?:[\w’'-]+\s){{0,4}}{form}|{form}\s(?:\w+\s)?(?:{made}){of_its_stem}"
    leads = "by|from" if noun in words("sources", "about") else "by|of|from"
    return Patterns(
        re.compile(rf"\b{form}(?:\s+(?:\w+\s+)?|,?\s(?:\w+\s)?(?:{made})\s)({leads})\s", re.IGNORECASE),
        re.compile(rf"(?:['’]s?)?\s(?:[a-z-]+\s)?{form}\b"),
        re.compile(rf"(?<!\bbe )(?<!been )(?<!was )(?<!were )\b(?:{done})\b", re.IGNORECASE),
        re.compile(rf"\bin\s(?:an?|the|his|her|its|their|one)\s(?:[\w’'-]+\s){{0,2}}{form}\b", re.IGNORECASE),
    )


def _first_maker(mentions: Iterable[EntityMention]) -> EntityMention | None:
    return next((mention for mention in mentions if mention.type in ("person", "org")), None)
