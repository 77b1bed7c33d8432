"""Read a source and say who it is: a name, a pronoun, a description of somebody the text has named, or nobody named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast, get_args

from newsan.document import Span, Speaker
from newsan.language.coreference.discourse import UNATTRIBUTED, Discourse, named_speaker, unnamed_speaker
from newsan.language.coreference.groups import is_pair
from newsan.language.coreference.nominals import resolve_nominal
from newsan.language.coreference.pronouns import Found, resolve_pronoun, unresolved
from newsan.language.coreference.relatives import antecedent_of
from newsan.language.coreference.salience import Key
from newsan.language.coreference.turns import is_label, label_speaker
from newsan.language.index import EntityMention, mentions_in
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.apposed import name_of
from newsan.language.speakers.documents import resolve_document
from newsan.language.syntax.noun_phrases import NounPhrase, read_noun_phrase
from newsan.language.syntax.titles import leading_titles
from newsan.language.syntax.tokens import pronoun_class
from newsan.values import SpeakerRule

REACH = 60
"""Characters behind a description that are searched for the name it gives."""

_CALLED = re.compile(
    r",? (?:who )?(?:(?:has|had) )?(?:(?:identified|introduced|named|described|identifying|introducing|calling)"
    r"(?: (?:him|her|them)sel(?:f|ves))?|(?:gave|giving) (?:his|her|their)(?: first| full)? name)"
    r"(?: (?:only|simply|just))?(?: only)?(?: as)? (?=[A-Z])|,? (?:named|called) (?=[A-Z])"
)
_WHOSE = re.compile(r"(whose) \w+ \w+", re.IGNORECASE)
"""A source that is a piece of the clause which tells more of whoever speaks: "Ann Lee, | whose boat sank |, said"."""


def resolve_source(discourse: Discourse, i: int, source: Span) -> tuple[Key | None, Speaker]:
    """Who the source of attribution ``i`` is; the key is None when that cannot be told."""
    if is_label(discourse, source):
        return label_speaker(discourse, discourse.index.text[source[0] : source[1]])
    if clause := _WHOSE.match(discourse.index.text, *source):
        source = antecedent_of(discourse.index, clause[1].lower(), source[0]) or source
    phrase = read_noun_phrase(discourse.index, *source)
    if found := _named(discourse, source, phrase):
        return found
    if phrase.kind == "pronoun" or is_pair(discourse.index, phrase):
        return _pronoun(discourse, i, phrase)
    if phrase.kind == "empty":
        return None, unresolved(discourse, phrase.span)
    is_nobody = phrase.kind == "other" and phrase.head in words("grammar", "expletive")
    if is_nobody or not any(map(str.isalpha, discourse.index.text[slice(*source)])):
        return None, UNATTRIBUTED
    return _taken_up(discourse, i, phrase) or _signed(discourse, i, phrase) or unnamed_speaker(discourse, phrase)


def _named(discourse: Discourse, source: Span, phrase: NounPhrase) -> Found | None:
    """Whoever a source names, or describes right beside the name."""
    if phrase.kind == "name" and phrase.name is not None:
        return named_speaker(discourse, phrase, phrase.name)
    if called := _called(discourse, source, phrase):
        return named_speaker(discourse, phrase, called)
    name = None if phrase.kind in ("pronoun", "group") else name_of(discourse.index, source)
    return named_speaker(discourse, phrase, name) if name else None


def _called(discourse: Discourse, source: Span, phrase: NounPhrase) -> EntityMention | None:
    """The name that somebody described gives or is given: "a man who identified himself as | Bo Ek"."""
    index = discourse.index
    called = _CALLED.search(index.text, source[0], source[1] + REACH) if phrase.kind == "person" else None
    if called is None or called.start() > source[1] or phrase.plural:
        return None
    if not words("grammar", "preposition").isdisjoint(index.text[source[0] : called.start()].lower().split()):
        return None
    start = called.end() + leading_titles(index.text[called.end() : called.end() + REACH])
    named = mentions_in(index, start, start + REACH)[:1]
    return named[0] if named and named[0].start == start and named[0].type == "person" else None


def _pronoun(discourse: Discourse, i: int, phrase: NounPhrase) -> tuple[Key | None, Speaker]:
    """Whom "she", "both" or "who" means."""
    if pronoun_class(phrase.head) != "relative":
        return resolve_pronoun(discourse, i, phrase)
    return _relative(discourse, i, phrase) or (None, unresolved(discourse, phrase.span))


def _relative(discourse: Discourse, i: int, phrase: NounPhrase) -> tuple[Key | None, Speaker] | None:
    """The speaker whom "who" refers to: the phrase right before it, read like any other source."""
    span = antecedent_of(discourse.index, phrase.head, phrase.span[0])
    key, speaker = resolve_source(discourse, i, span) if span else (None, None)
    if key is None or speaker is None:
        return None
    rule = f"relative:{speaker.rule}"
    rule = rule if rule in get_args(SpeakerRule) else "relative:name"  # names and labels of interviews
    return key, replace(speaker, rule=cast(SpeakerRule, rule), antecedent=speaker.antecedent or span)


def _taken_up(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The entity that a description means, when the text has named it."""
    if phrase.kind == "document" and (found := resolve_document(discourse, phrase)):
        return found
    return resolve_nominal(discourse, i, phrase)


def _signed(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The signer of a quotation whose name only its place shows to be a name: “…” — Unite."""
    if discourse.attributions[i].rule != "signature" or phrase.kind != "other":
        return None
    name = " ".join(discourse.index.text[phrase.span[0] : phrase.span[1]].split()).strip(" ,:;—–-")
    found = discourse.unnamed.setdefault(name, Speaker(name, "named", "name:signature"))
    return Key(phrase=name, kind="thing"), found
