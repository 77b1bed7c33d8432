"""Read a source and say who it is: a name, a pronoun, a description of somebody the text has named, or nobody named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast, get_args

from newsan.document import Span, Speaker
from newsan.language.coreference.discourse import UNATTRIBUTED, Discourse, named_speaker, speaker_of, unnamed_speaker
from newsan.language.coreference.groups import is_pair
from newsan.language.coreference.nominals import resolve_nominal
from newsan.language.coreference.pronouns import resolve_pronoun, unresolved
from newsan.language.coreference.relatives import antecedent_of
from newsan.language.coreference.salience import Found, Key
from newsan.language.coreference.turns import is_label, label_speaker
from newsan.language.entities.names import bare
from newsan.language.index import EntityMention, mentions_in, sentence_around
from newsan.language.lexicon.countries import demonym_country
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import words
from newsan.language.spans import meet
from newsan.language.speakers.apposed import name_of
from newsan.language.speakers.documents import resolve_document
from newsan.language.syntax.noun_phrases import NounPhrase, first_of_several, read_noun_phrase
from newsan.language.syntax.titles import leading_titles
from newsan.language.syntax.tokens import pronoun_class
from newsan.values import EntityType, SpeakerRule

LONGEST_NAME = 6
"""Words at the end of a source that are compared with the names in the text."""

REACH = 60
"""Characters behind a description that are searched for the name it gives."""

_WHOSE = re.compile(r"(whose) \w+ \w+", re.IGNORECASE)
_ANONYMOUS = re.compile(r"(?:the )?(?:condition|anonymity)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?<!\w)([\w-]{1,20}) \Z")
_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:[a-z]{1,3} )?[A-Z][\w.’'-]*)*")


_CALLED = re.compile(
    r",? (?:who )?(?:(?:has|had) )?(?:(?:identified|introduced|named|described|identifying|introducing|calling)"
    r"(?: (?:him|her|them)sel(?:f|ves))?|(?:gave|giving) (?:his|her|their)(?: first| full)? name)"
    r"(?: (?:only|simply|just))?(?: only)?(?: as)? (?=[A-Z])|,? (?:named|called) (?=[A-Z])"
)


def resolve_source(discourse: Discourse, i: int, source: Span) -> tuple[Key | None, Speaker]:
    """Who the source of attribution ``i`` is; the key is None when that cannot be told."""
    if is_label(discourse, source):
        return label_speaker(discourse, discourse.index.text[source[0] : source[1]])
    source = _out_of_clause(discourse, source)
    phrase = read_noun_phrase(discourse.index, *source)
    if named := _named(discourse, i, source, phrase):
        return named
    if phrase.kind == "pronoun" or is_pair(discourse.index, phrase):
        return _pronoun(discourse, i, phrase)
    if phrase.kind == "empty":
        return None, unresolved(discourse, phrase.span)
    is_nobody = phrase.kind == "other" and phrase.head in words("grammar", "expletive")
    if is_nobody or not any(map(str.isalpha, discourse.index.text[slice(*source)])):
        return None, UNATTRIBUTED
    return (
        _country_of_adjective(discourse, phrase)
        or _taken_up(discourse, i, phrase)
        or _capitals(discourse, phrase)
        or _signed(discourse, i, phrase)
        or unnamed_speaker(discourse, phrase)
    )


def _named(discourse: Discourse, i: int, source: Span, phrase: NounPhrase) -> Found | None:
    """Whoever a source names, or describes right beside the name."""
    if paper := _paper(discourse, source):
        return paper
    if phrase.kind == "name" and phrase.name is not None:
        return named_speaker(discourse, phrase, phrase.name)
    if called := _called(discourse, i, source, phrase):
        return named_speaker(discourse, phrase, called)
    if phrase.kind in ("other", "person") and not phrase.within and (known := _known_form(discourse, phrase)):
        return known
    is_owned = phrase.kind == "body" and phrase.owner is not None and phrase.owner.type == "person"
    name = None if is_owned or phrase.kind in ("pronoun", "group") else name_of(discourse.index, source)
    name = name or first_of_several(discourse.index, phrase)
    return named_speaker(discourse, phrase, name) if name else None


def _called(discourse: Discourse, i: int, source: Span, phrase: NounPhrase) -> EntityMention | None:
    """The name that somebody described gives or is given: "a man who identified himself as | Bo Ek".

    It is not the one that the source itself calls something: "One man | called Ek a liar".
    """
    index = discourse.index
    called = _CALLED.search(index.text, source[0], source[1] + REACH) if phrase.kind == "person" else None
    if called is None or called.start() > source[1] or phrase.plural or _is_cue(discourse, i, called.span()):
        return None
    if not words("grammar", "preposition").isdisjoint(index.text[source[0] : called.start()].lower().split()):
        return None
    start = called.end() + leading_titles(index.text[called.end() : called.end() + REACH])
    named = mentions_in(index, start, start + REACH)[:1]
    return named[0] if named and named[0].start == start and named[0].type == "person" else None


def _is_cue(discourse: Discourse, i: int, span: Span) -> bool:
    """Whether the cue of attribution ``i`` shares a character with a span."""
    cue = discourse.attributions[i].cue
    return cue is not None and meet(cue, span)


def _pronoun(discourse: Discourse, i: int, phrase: NounPhrase) -> tuple[Key | None, Speaker]:
    """Whom "she", "both" or "who" means."""
    if pronoun_class(phrase.head) != "relative":
        return resolve_pronoun(discourse, i, phrase)
    return _relative(discourse, i, phrase) or (None, unresolved(discourse, phrase.span))


def _country_of_adjective(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """The country that a lone "Russian" stands for as a subject, a slip for "Russia"; "Russians" never do."""
    if phrase.kind != "group" or phrase.name is None or (phrase.name.start, phrase.name.end) != phrase.span:
        return None
    word = discourse.index.text[phrase.name.start : phrase.name.end]
    country = discourse.candidates.by_country.get(demonym_country(word) or "") if word.endswith(("an", "i")) else None
    return None if country is None else (Key(country), speaker_of(discourse, Key(country), "name:adjective"))


def _out_of_clause(discourse: Discourse, source: Span) -> Span:
    """The phrase before "who" or "whose", for a source that is a piece of the clause which tells more of it."""
    index = discourse.index
    if clause := _WHOSE.match(index.text, *source):
        return antecedent_of(index, clause.group(1).lower(), source[0]) or source
    if not _ANONYMOUS.match(index.text, *source):
        return source
    who = index.text.rfind(" who ", sentence_around(index, source[0])[0], source[0])
    return (antecedent_of(index, "who", who + 1) or source) if who > 0 else source


def _known_form(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """An entity under a form that the text names it by elsewhere, where the mention itself was missed."""
    parts = discourse.index.text[phrase.span[0] : phrase.span[1]].strip(" ,:;—–-").split()
    for i in range(max(0, len(parts) - LONGEST_NAME), len(parts)):
        name = bare(" ".join(parts[i:]))
        entity = discourse.candidates.by_form.get(fold(name)) if name[:1].isupper() else None
        if entity is not None:
            return Key(entity), speaker_of(discourse, Key(entity), "name:form")
    return None


def _relative(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The speaker whom "who" refers to: the phrase right before it, read like any other source."""
    span = antecedent_of(discourse.index, phrase.head, phrase.span[0])
    if span is None:
        return None
    before = read_noun_phrase(discourse.index, *span)
    if before.kind == "pronoun":
        return None
    key, speaker = resolve_source(discourse, i, span)
    if key is None:
        return None
    rule = f"relative:{speaker.rule}"
    rule = rule if rule in get_args(SpeakerRule) else "relative:name"  # names and labels of interviews
    return key, replace(speaker, rule=cast(SpeakerRule, rule), antecedent=speaker.antecedent or span)


def _taken_up(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The entity that a description means, when the text has named it."""
    document = resolve_document(discourse, phrase) if phrase.kind == "document" else None
    return document or resolve_nominal(discourse, i, phrase)


def _signed(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The signer of a quotation whose name only its place shows to be a name: “…” — Unite."""
    if discourse.attributions[i].rule != "signature" or phrase.kind != "other":
        return None
    name = " ".join(discourse.index.text[phrase.span[0] : phrase.span[1]].split()).strip(" ,:;—–-")
    speaker = discourse.unnamed.setdefault(name, Speaker(name, "named", "name:signature"))
    return Key(phrase=name, kind="thing"), speaker


def _paper(discourse: Discourse, source: Span) -> Found | None:
    """A paper or firm that its kind before it shows, where its name was missed: "newspaper | The Courier |"."""
    text = discourse.index.text
    name = text[slice(*source)]
    kind = _WORD_BEFORE.search(text, max(0, source[0] - REACH), source[0])
    if kind is None or kind[1].lower() not in words("bodies", "named") or not _NAME.fullmatch(name):
        return None
    if any(mention.type != "group" for mention in mentions_in(discourse.index, *source)):
        return None
    speaker = discourse.unnamed.setdefault(name, Speaker(name, "named", "name:capitals", "org"))
    return Key(phrase=name, kind="thing"), speaker


def _capitals(discourse: Discourse, phrase: NounPhrase) -> Found | None:
    """A person named by nothing but the capital letters of the source: "Mr. Hedge"."""
    if phrase.kind != "other" or phrase.within:
        return None
    text = " ".join(discourse.index.text[phrase.span[0] : phrase.span[1]].split()).strip(" ,:;—–-")
    titles = leading_titles(text)
    name = text[titles:].removeprefix("the ").removeprefix("The ")
    if not _NAME.fullmatch(name) or (" " not in name and text == name):
        return None
    kind: EntityType | None = "person" if titles else None
    speaker = discourse.unnamed.setdefault(name, Speaker(name, "named", "name:capitals", kind))
    return Key(phrase=name, kind="person" if titles else "thing"), speaker
