"""Rows without marks that are no report, though the cue may utter: *has not announced any plans*, *told his story*."""

from __future__ import annotations

from collections.abc import Sequence

from newsan.document import Attribution
from newsan.language.lexicon.forms import base_forms, singular
from newsan.language.lexicon.lookup import table, words
from newsan.language.quotations.speech import complement, verb_of
from newsan.language.syntax.words import words_in

LONGEST_NOUN = 3
"""Most words of a noun phrase up to its noun, where that says nothing of what was told."""


def tells_nothing(text: str, attribution: Attribution) -> bool:
    """Whether a row without marks is no report: *had not announced any plans*, *told his story*.

    To deny something is to say something, and so is not to say whether.
    """
    if attribution.cue is None or attribution.kind != "indirect":
        return False
    said, verb = words_in(text, attribution.content[0]), words_in(text[slice(*attribution.cue)])
    if not said or not verb:
        return False
    return _is_bare(verb, said) or _is_negated(text, attribution, said)


def _is_bare(verb: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a content only points at what was said, or at who has said it: *said this in court*, *told his story*.

    So is the origin of a report: *a paper, citing local officials, wrote …*
    """
    if said[0] in ("this", "it") and len(said) > 1 and said[1] in ("in", "on", "at", "during", "after"):
        return True
    if "that" in said or complement(said) not in ("phrase", "about"):
        return False
    noun = next((i for i, word in enumerate(said) if word in words("grammar", "preposition")), len(said))
    if noun > LONGEST_NOUN:
        return False
    heads = {said[noun - 1], singular(said[noun - 1])}
    origins = words("roles") | table("documents").keys() if "cite" in base_forms(verb[-1]) else frozenset[str]()
    return not heads.isdisjoint(words("reporting", "matter") | origins)


def _is_negated(text: str, attribution: Attribution, said: Sequence[str]) -> bool:
    """Whether the verb of a row is negated and what it has is a thing and no clause: *has never called for a vote*."""
    cue, source = attribution.cue, attribution.source
    if cue is None or complement(said) not in ("phrase", "preposition", "past", "phrase to", "about"):
        return False
    told = verb_of(text, cue, [*attribution.content, *([source] if source else [])])
    negated = any(word in words("reporting", "negation") or word.endswith("n't") for word in told)
    subject = source or attribution.content[0]
    negated = negated or (subject[1] <= cue[0] and words_in(text, subject)[:1] == ["no"])
    return negated and not any(form in words("reporting", "deny") for word in told for form in base_forms(word))
