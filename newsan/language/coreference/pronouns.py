"""The person or body that a pronoun means as a source: he, she, they, it, and I or we in an interview."""

from __future__ import annotations

from newsan.document import Speaker
from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.questions import meant
from newsan.language.coreference.salience import SUBJECT, Key, Reference
from newsan.language.coreference.turns import in_turn
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.tokens import pronoun_class
from newsan.values import SpeakerRule

Found = tuple[Key, Speaker]


def resolve_pronoun(discourse: Discourse, i: int, phrase: NounPhrase) -> Found | None:
    """The entity or source that the pronoun of attribution ``i`` means, None when that cannot be told."""
    kind = pronoun_class(phrase.head)
    if kind == "i":
        return in_turn(discourse, phrase.span[0]) if i not in discourse.parents else None
    found = meant(discourse, phrase, i)
    if found is None:
        return None
    reference = found.references[0]
    return found.key, speaker_of(discourse, found.key, _rule(kind, reference), reference.span)


def _rule(kind: str | None, reference: Reference) -> SpeakerRule:
    if kind in ("they", "it"):
        return "pronoun:plural" if kind == "they" else "pronoun:organisation"
    if reference.speaking:
        return "pronoun:speaking"
    return "pronoun:subject" if reference.weight >= SUBJECT else "pronoun:recent"
