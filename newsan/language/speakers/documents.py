"""Who speaks through a document: its owner, or its maker if the text has named one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.pronouns import Found
from newsan.language.coreference.questions import owner_meant
from newsan.language.coreference.salience import Key
from newsan.language.index import EntityMention, Index, mentions_in, sentence_at
from newsan.language.lexicon.lookup import table
from newsan.language.syntax.noun_phrases import NounPhrase, is_definite

SENTENCES_BACK = 30
"""Sentences that are searched for the maker of "the report": keeps the work linear."""

REACH = 60
"""Characters behind "the report by" that are searched for a name."""


def resolve_document(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """Who made the document that a phrase names, None when the text does not say."""
    if owner := owner_meant(discourse, phrase):
        return owner.key, speaker_of(discourse, owner.key, "document", owner.references[0].span)
    maker = phrase.owner if phrase.owner is not None else _made_before(discourse.index, phrase)
    if maker is None or maker.type not in ("person", "org"):
        return None
    key = Key(maker.entity)
    return key, speaker_of(discourse, key, "document", (maker.start, maker.end))


def _made_before(index: Index, phrase: NounPhrase) -> EntityMention | None:
    """The maker in the nearest earlier sentence that says "report by X", "X's new report" or "X reported"."""
    if not is_definite(phrase):
        return None
    here = sentence_at(index, phrase.span[0])
    noun, owned, verb = _patterns(phrase.head, phrase.plural)
    for start, end in reversed(index.sentences[max(0, here - SENTENCES_BACK) : here + 1]):
        stop = min(end, phrase.span[0])
        made = noun.search(index.text, start, stop)
        done = verb.search(index.text, start, stop) if verb else None
        maker = _first_maker(mentions_in(index, made.end(), min(stop, made.end() + REACH))) if made else None
        owners = (one for one in mentions_in(index, start, stop) if owned.match(index.text, one.end, stop))
        maker = maker or _first_maker(owners)
        maker = maker or (_first_maker(mentions_in(index, start, done.start())) if done else None)
        if maker:
            return maker
    return None


@cache
def _patterns(noun: str, plural: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
    """What finds "report by", "report" behind its maker and, if the noun has verbs, "reported"."""
    verbs = "|".join(map(re.escape, table("documents").get(noun, ())))
    form = re.escape(noun) + "s?" * plural
    made = re.compile(rf"\b{form}\s+(?:\w+\s+)?(?:by|of|from)\s", re.IGNORECASE)
    owned = re.compile(rf"(?:['’]s?)?\s(?:[a-z-]+\s)?{form}\b")
    return made, owned, re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE) if verbs else None


def _first_maker(mentions: Iterable[EntityMention]) -> EntityMention | None:
    return next((mention for mention in mentions if mention.type in ("person", "org")), None)
