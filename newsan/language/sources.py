"""Read a source and say who it is: a name, a pronoun, a description that the text has given somebody, or nobody named."""

from __future__ import annotations

import re
from dataclasses import replace

from newsan.document import Span, Speaker
from newsan.language.focus import MARGIN, Key, best_person
from newsan.language.genders import gender_of_noun
from newsan.language.nominals import (
    described_body,
    described_person,
    document_maker,
    is_definite,
    owned_body,
    recent_body,
    unnamed_before,
)
from newsan.language.phrases import Phrase, pronoun_class, read_phrase
from newsan.language.pronouns import Found, resolve_pronoun
from newsan.language.relatives import antecedent_start, is_predicate
from newsan.language.scene import Place
from newsan.language.stage import Stage, name_speaker, speaker_of, tidy_phrase, unnamed_speaker
from newsan.language.titles import leading_titles
from newsan.language.unsourced import label_speaker
from newsan.language.wordlists import words

_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:[a-z]{1,3} )?[A-Z][\w.’'-]*)*")


def resolve_source(stage: Stage, i: int, source: Span) -> tuple[Key | None, Speaker]:
    """Return who the source of attribution ``i`` is; the key is None when that cannot be told."""
    text = stage.scene.text[source[0] : source[1]]
    labelled = bool(stage.turns) and text[:40] == text and stage.scene.text[source[1] : source[1] + 2] in (": ", ":\n", "))")
    if labelled and (found := label_speaker(stage, text)):
        return found
    phrase = read_phrase(stage.scene, *source)
    if phrase.kind == "pronoun" and pronoun_class(phrase.head) == "relative":
        return _relative(stage, i, phrase) or _unresolved(stage, phrase)
    if phrase.kind == "pronoun":
        return resolve_pronoun(stage, i, phrase) or _unresolved(stage, phrase)
    if phrase.name is not None and phrase.kind != "group":
        return Key(phrase.name.actor), name_speaker(stage, phrase, phrase.name, "name")
    if phrase.kind == "empty":
        return _unresolved(stage, phrase)
    return _describes(stage, phrase) or _capitals(stage, phrase) or unnamed_speaker(stage, phrase)


def _relative(stage: Stage, i: int, phrase: Phrase) -> tuple[Key | None, Speaker] | None:
    """Return whom "who" goes on from: the phrase right before it, read like any other source."""
    span = antecedent_start(stage.scene, phrase.head, phrase.span[0])
    if span is None:
        return None
    before = read_phrase(stage.scene, *span)
    if before.kind == "person" and not before.plural and is_predicate(stage.scene, span[0]):
        found = best_person(stage.scene, stage.focus, stage.profiles, span[0], gender_of_noun(before.head))
        if found is not None:
            return found[0].key, speaker_of(stage, found[0].key, "relative:predicate", found[0].span)
    key, speaker = resolve_source(stage, i, span)
    return (key, replace(speaker, rule=f"relative:{speaker.rule}", antecedent=speaker.antecedent or span)) if key else None


def _unresolved(stage: Stage, phrase: Phrase) -> tuple[None, Speaker]:
    name = " ".join(stage.scene.text[phrase.span[0] : phrase.span[1]].split())
    return None, Speaker(name, "unresolved", "pronoun")


def _describes(stage: Stage, phrase: Phrase) -> Found | None:
    """Return whom a description means, when the text has named them."""
    if phrase.kind == "document":
        return _document(stage, phrase)
    if phrase.kind == "body":
        return _body(stage, phrase)
    if phrase.kind == "person" and is_definite(phrase):
        return _person(stage, phrase) or (_body(stage, phrase) if phrase.head in words("bodies") else None)
    return None


def _document(stage: Stage, phrase: Phrase) -> Found | None:
    if phrase.determiner in ("its", "their") and (reference := recent_body(stage.scene, stage.focus, phrase.span[0], 3)):
        return reference.key, speaker_of(stage, reference.key, "document", reference.span)
    maker = document_maker(stage.scene, phrase)
    return None if maker is None else _as(stage, Key(maker.actor), "document", maker)


def _as(stage: Stage, key: Key, rule: str, place: Place | None = None) -> Found:
    antecedent = (place.start, place.end) if place else _last_span(stage, key)
    return key, speaker_of(stage, key, rule, antecedent)


def _last_span(stage: Stage, key: Key) -> Span | None:
    return next((reference.span for reference in reversed(stage.focus.references) if reference.key == key), None)


def _body(stage: Stage, phrase: Phrase) -> Found | None:
    if phrase.plural or phrase.determiner in words("grammar", "indefinite"):
        return None
    if phrase.owner is not None and (key := owned_body(stage.scene, phrase)):
        return _as(stage, key, "nominal:owner", phrase.owner)
    if is_definite(phrase) and (found := described_body(stage.scene, stage.focus, stage.profiles, phrase)):
        return _as(stage, *found)
    if phrase.owner is not None and phrase.head in words("bodies", "state", "office"):
        return _named_by_phrase(stage, phrase, phrase.owner)
    return None


def _named_by_phrase(stage: Stage, phrase: Phrase, owner: Place) -> Found:
    """Return the organisation that has no other name than the phrase: "the Sanders campaign"."""
    name = tidy_phrase(stage.scene, phrase.span).removeprefix("the ")
    if owner.type == "person":
        name = f"{stage.scene.actors[owner.actor].name.split()[-1]} {phrase.head}"
    found = stage.unnamed.setdefault(name, Speaker(name, "named", "nominal:owner", "org"))
    return Key(phrase=name, kind="body"), found


def _person(stage: Stage, phrase: Phrase) -> Found | None:
    if not phrase.plural:
        key = described_person(stage.scene, stage.focus, stage.profiles, phrase)
        if key is not None:
            return _as(stage, key, "nominal:role")
    reference = unnamed_before(stage.focus, phrase)
    if reference is not None:
        return reference.key, speaker_of(stage, reference.key, "nominal:unnamed", reference.span)
    if phrase.plural or phrase.head not in words("roles", "loose"):
        return None
    found = best_person(stage.scene, stage.focus, stage.profiles, phrase.span[0], gender_of_noun(phrase.head))
    if found is None or found[0].key.actor < 0 or found[1] < (MARGIN if found[0].speaking else 2 * MARGIN):
        return None
    return found[0].key, speaker_of(stage, found[0].key, "nominal:person", found[0].span)


def _capitals(stage: Stage, phrase: Phrase) -> Found | None:
    """Return a person whom nothing but the capital letters of the source names: "Mr. Hedge"."""
    if phrase.kind != "other" or phrase.within:
        return None
    text = " ".join(stage.scene.text[phrase.span[0] : phrase.span[1]].split()).strip(" ,:;—–-")
    name = text[leading_titles(text) :].removeprefix("the ").removeprefix("The ")
    if not _NAME.fullmatch(name) or not (" " in name or text != name):
        return None
    kind = "person" if leading_titles(text) else None
    found = stage.unnamed.setdefault(name, Speaker(name, "named", "name:capitals", kind))  # type: ignore[arg-type]
    return Key(phrase=name, kind="person" if kind else "thing"), found
