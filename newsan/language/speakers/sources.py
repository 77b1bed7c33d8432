"""Read a source and say who it is: a name, a pronoun, a description of somebody the text has named, or nobody named."""

from __future__ import annotations

import re
from dataclasses import replace

from newsan.document import Span, Speaker
from newsan.language.actors.demonyms import demonym_country
from newsan.language.actors.genders import gender_of_noun
from newsan.language.actors.names import bare, fold
from newsan.language.actors.titles import leading_titles
from newsan.language.speakers.documents import resolve_document
from newsan.language.speakers.focus import Key
from newsan.language.speakers.items import pronoun_class
from newsan.language.speakers.nominals import resolve_body, resolve_person
from newsan.language.speakers.phrases import Phrase, is_definite, read_phrase
from newsan.language.speakers.pronouns import Found, person_meant, resolve_pronoun
from newsan.language.speakers.relatives import antecedent_of, is_predicate
from newsan.language.speakers.stage import UNATTRIBUTED, Stage, named_speaker, speaker_of, unnamed_speaker
from newsan.language.speakers.unsourced import is_label, label_speaker
from newsan.language.wordlists import words
from newsan.values import EntityType

LONGEST_NAME = 6
"""Words at the end of a source that are compared with the names in the text."""

_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:[a-z]{1,3} )?[A-Z][\w.’'-]*)*")


def resolve_source(stage: Stage, i: int, source: Span) -> tuple[Key | None, Speaker]:
    """Who the source of attribution ``i`` is; the key is None when that cannot be told."""
    if is_label(stage, source):
        return label_speaker(stage, stage.scene.text[source[0] : source[1]])
    phrase = read_phrase(stage.scene, *source)
    if phrase.kind in ("other", "person") and not phrase.within and (known := _known_form(stage, phrase)):
        return known
    if phrase.kind == "empty":
        return _unresolved(stage, phrase)
    if phrase.kind == "other" and phrase.head in words("grammar", "expletive"):
        return None, UNATTRIBUTED
    if phrase.kind == "pronoun":
        relative = pronoun_class(phrase.head) == "relative"
        return (_relative(stage, i, phrase) if relative else resolve_pronoun(stage, i, phrase)) or _unresolved(
            stage, phrase
        )
    if phrase.kind == "name" and phrase.name is not None:
        return named_speaker(stage, phrase, phrase.name)
    return (
        _country_of_adjective(stage, phrase)
        or _taken_up(stage, phrase)
        or _capitals(stage, phrase)
        or _signed(stage, i, phrase)
        or unnamed_speaker(stage, phrase)
    )


def _known_form(stage: Stage, phrase: Phrase) -> Found | None:
    """An actor under a form that the text names it by elsewhere, where the mention itself was missed."""
    parts = stage.scene.text[phrase.span[0] : phrase.span[1]].strip(" ,:;—–-").split()
    for i in range(max(0, len(parts) - LONGEST_NAME), len(parts)):
        name = bare(" ".join(parts[i:]))
        actor = stage.casting.by_form.get(fold(name)) if name[:1].isupper() else None
        if actor is not None:
            return Key(actor), speaker_of(stage, Key(actor), "name:form")
    return None


def _country_of_adjective(stage: Stage, phrase: Phrase) -> Found | None:
    """The country that a lone "Russian" stands for as a subject, a slip for "Russia"; "Russians" never do."""
    if phrase.kind != "group" or phrase.name is None or (phrase.name.start, phrase.name.end) != phrase.span:
        return None
    word = stage.scene.text[phrase.name.start : phrase.name.end]
    country = stage.casting.by_country.get(demonym_country(word) or "") if word.endswith(("an", "i")) else None
    return None if country is None else (Key(country), speaker_of(stage, Key(country), "name:adjective"))


def _unresolved(stage: Stage, phrase: Phrase) -> tuple[None, Speaker]:
    name = " ".join(stage.scene.text[phrase.span[0] : phrase.span[1]].split())
    return None, Speaker(name, "unresolved", "unresolved")


def _relative(stage: Stage, i: int, phrase: Phrase) -> tuple[Key | None, Speaker] | None:
    """The speaker whom "who" refers to: the phrase right before it, read like any other source."""
    span = antecedent_of(stage.scene, phrase.head, phrase.span[0])
    if span is None:
        return None
    before = read_phrase(stage.scene, *span)
    if before.kind == "person" and not before.plural and is_predicate(stage.scene, span[0]):
        subject = person_meant(stage, span[0], gender_of_noun(before.head), margin=0.0)
        if subject is not None:
            return subject.key, speaker_of(stage, subject.key, "relative:predicate", subject.span)
    if before.kind == "pronoun":
        return None
    key, speaker = resolve_source(stage, i, span)
    if key is None:
        return None
    return key, replace(speaker, rule=f"relative:{speaker.rule}", antecedent=speaker.antecedent or span)


def _taken_up(stage: Stage, phrase: Phrase) -> Found | None:
    """The actor that a description means, when the text has named it."""
    if phrase.kind == "document":
        return resolve_document(stage, phrase)
    if phrase.kind == "body":
        return resolve_body(stage, phrase)
    if phrase.kind == "person" and is_definite(phrase):
        return resolve_person(stage, phrase) or (
            resolve_body(stage, phrase) if phrase.head in words("bodies") else None
        )
    return None


def _signed(stage: Stage, i: int, phrase: Phrase) -> Found | None:
    """The signer of a quotation whose name only its place shows to be a name: “…” — Unite."""
    if stage.attributions[i].rule != "signature" or phrase.kind != "other":
        return None
    name = " ".join(stage.scene.text[phrase.span[0] : phrase.span[1]].split()).strip(" ,:;—–-")
    found = stage.unnamed.setdefault(name, Speaker(name, "named", "name:signature"))
    return Key(phrase=name, kind="thing"), found


def _capitals(stage: Stage, phrase: Phrase) -> Found | None:
    """A person named by nothing but the capital letters of the source: "Mr. Hedge"."""
    if phrase.kind != "other" or phrase.within:
        return None
    text = " ".join(stage.scene.text[phrase.span[0] : phrase.span[1]].split()).strip(" ,:;—–-")
    titles = leading_titles(text)
    name = text[titles:].removeprefix("the ").removeprefix("The ")
    if not _NAME.fullmatch(name) or (" " not in name and text == name):
        return None
    kind: EntityType | None = "person" if titles else None
    found = stage.unnamed.setdefault(name, Speaker(name, "named", "name:capitals", kind))
    return Key(phrase=name, kind="person" if titles else "thing"), found
