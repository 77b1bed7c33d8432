"""Who speaks through a document: its owner, or its maker if the text has named one."""

from __future__ import annotations

import re
from functools import cache

from newsan.language.actors.names import bare, fold
from newsan.language.speakers.focus import Key
from newsan.language.speakers.phrases import Phrase, is_definite
from newsan.language.speakers.pronouns import Found, it
from newsan.language.speakers.scene import Place, Scene, places_in, sentence_at
from newsan.language.speakers.stage import Stage, speaker_of
from newsan.language.wordlists import table

SENTENCES_BACK = 30
"""Sentences that are searched for the maker of "the report": keeps the work linear."""

_ENDING = re.compile(r"['’]s?\s")

REACH = 60
"""Characters behind "the report by" that are searched for a name."""


def resolve_document(stage: Stage, phrase: Phrase) -> Found | None:
    """Who made the document that a phrase names, None when the text does not say."""
    if phrase.determiner in ("its", "their"):
        reference = it(stage, phrase.span[0])
        return (reference.key, speaker_of(stage, reference.key, "document", reference.span)) if reference else None
    if phrase.owner is None and phrase.determiner == "'s" and (actor := _possessor(stage, phrase)) is not None:
        return Key(actor), speaker_of(stage, Key(actor), "document")
    maker = phrase.owner if phrase.owner is not None else _made_before(stage.scene, phrase)
    if maker is None or maker.type not in ("person", "org"):
        return None
    key = Key(maker.actor)
    return key, speaker_of(stage, key, "document", (maker.start, maker.end))


def _possessor(stage: Stage, phrase: Phrase) -> int | None:
    """The actor whose name stands before the possessive ending, where the mention was missed."""
    name = _ENDING.split(stage.scene.text[phrase.span[0] : phrase.span[1]])[0]
    return stage.casting.by_form.get(fold(bare(name))) if name[:1].isupper() else None


def _made_before(scene: Scene, phrase: Phrase) -> Place | None:
    """The maker in the nearest earlier sentence that says "report by X" or "X reported"."""
    if not is_definite(phrase):
        return None
    here = sentence_at(scene, phrase.span[0])
    noun, verb = _patterns(phrase.head)
    for start, end in reversed(scene.sentences[max(0, here - SENTENCES_BACK) : here + 1]):
        stop = min(end, phrase.span[0])
        made = noun.search(scene.text, start, stop)
        done = verb.search(scene.text, start, stop) if verb else None
        maker = _first_maker(places_in(scene, made.end(), min(stop, made.end() + REACH))) if made else None
        maker = maker or (_first_maker(places_in(scene, start, done.start())) if done else None)
        if maker:
            return maker
    return None


@cache
def _patterns(noun: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """What finds "report by" and, if the noun has verbs, "reported"."""
    verbs = "|".join(map(re.escape, table("documents").get(noun, ())))
    made = re.compile(rf"\b{re.escape(noun)}\s+(?:\w+\s+)?(?:by|of|from)\s", re.IGNORECASE)
    return made, re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE) if verbs else None


def _first_maker(places: tuple[Place, ...]) -> Place | None:
    return next((place for place in places if place.type in ("person", "org")), None)
