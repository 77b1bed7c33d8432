"""The person or body that a pronoun means as a source: he, she, they, it, and I or we in an interview."""

from __future__ import annotations

from dataclasses import replace

from newsan.document import Span, Speaker
from newsan.language.coreference.antecedents import Answer
from newsan.language.coreference.author import author
from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.questions import meaning
from newsan.language.coreference.salience import SUBJECT, Found, Reference
from newsan.language.coreference.turns import in_turn
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.tokens import pronoun_class
from newsan.values import SpeakerRule


def resolve_pronoun(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | tuple[None, Speaker]:
    """The entity or source that the pronoun of attribution ``i`` means; without a key where that cannot be told."""
    kind = pronoun_class(phrase.head)
    if kind == "i":
        resolved = in_turn(discourse, phrase.span[0]) if i not in discourse.parents else None
        alone = phrase.head in words("grammar", "alone")
        resolved = resolved or (author(discourse, i, phrase.span[0]) if alone else None)
        return resolved or (None, unresolved(discourse, phrase.span))
    answer = meaning(discourse, phrase, i)
    if answer.candidate is None:
        return None, unresolved(discourse, phrase.span, answer)
    key, reference = answer.candidate.key, answer.candidate.references[0]
    speaker = speaker_of(discourse, key, _rule(kind, reference), reference.span)
    return key, replace(speaker, confidence=answer.probability)


def unresolved(discourse: Discourse, span: Span, answer: Answer | None = None) -> Speaker:
    """A source as it stands, with those who may be meant."""
    name = " ".join(discourse.index.text[span[0] : span[1]].split())
    may_be = [candidate.key.entity for candidate in answer.perhaps if candidate.key.entity >= 0] if answer else []
    perhaps = tuple(discourse.index.entities[entity].name for entity in may_be)
    return Speaker(name, "unresolved", "unresolved", perhaps=perhaps)


def _rule(kind: str | None, reference: Reference) -> SpeakerRule:
    if kind != "he" and kind != "she":
        return "pronoun:organisation" if kind == "it" else "pronoun:plural"
    if reference.speaking:
        return "pronoun:speaking"
    return "pronoun:subject" if reference.weight >= SUBJECT else "pronoun:recent"
