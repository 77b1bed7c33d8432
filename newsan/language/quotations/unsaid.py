"""Rows without marks that are no report, though the cue may utter: *has not announced any plans*, *told his story*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Attribution, Span
from newsan.language.lexicon.forms import base_forms, singular
from newsan.language.lexicon.lookup import table, words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.quotations.speech import complement, verb_of
from newsan.language.syntax.words import words_in

REACH = 60
"""Characters before a cue that are searched for a negation with an addition behind it: had not, as of Monday, said."""

LONGEST_NOUN = 3
"""Most words of a noun phrase up to its noun, where that says nothing of what was told."""

_ANOTHER_VERB = re.compile(r"\b(?:show\w*\s+(?:off|up)|(?:find|found)\w*\s+out)\b")
_NOT_YET = Pattern(r"\b<reporting.negation>,\s[^,.;:“”\"]{1,40},\s\Z")


def tells_nothing(text: str, attribution: Attribution) -> bool:
    """Whether a row without marks is no report: *had not announced any plans*, *finds herself alone*, *Ask any wife*.

    To deny something is to say something, and so is not to say whether.
    """
    cue, source = attribution.cue, attribution.source
    if cue is None or attribution.kind != "indirect":
        return False
    said, verb = words_in(text, attribution.content[0]), words_in(text[slice(*cue)])
    if not said or not verb:
        return False
    order = text[cue[0]].isupper() and len(verb) == 1 and verb[0] in words("reporting", "ask")
    if order and (source is None or 0 < source[0] - cue[1] < 2):
        return True
    if verb[-1].startswith("find") and said[0].endswith(("self", "selves")):
        return True
    if _ANOTHER_VERB.search(text, cue[0], cue[1] + 4):
        return True
    told = verb_of(text, cue, [*attribution.content, *filter(None, [source])])
    return _is_bare(verb, said) or _is_supposed(text, source, told) or _is_negated(text, cue, attribution, said, told)


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


def _is_supposed(text: str, source: Span | None, told: Sequence[str]) -> bool:
    """Whether nobody in particular might say it: *many would argue that …*"""
    if source is None or {"would", "could", "might"}.isdisjoint(told):
        return False
    return words("roles", "crowd") | {"most", "people"} >= set(words_in(text, source))


def _is_negated(text: str, cue: Span, row: Attribution, said: Sequence[str], told: Sequence[str]) -> bool:
    """Whether the verb of a row is negated and what it has is a thing and no clause: *has never called for a vote*."""
    if complement(said) not in ("phrase", "preposition", "past", "phrase to", "about"):
        return False
    negated = any(word in words("reporting", "negation") or word.endswith(("n't", "n’t")) for word in told)
    negated = negated or bool(_NOT_YET.search(text, max(0, cue[0] - REACH), cue[0]))
    subject = row.source or row.content[0]
    negated = negated or (subject[1] <= cue[0] and words_in(text, subject)[:1] == ["no"])
    return negated and not any(form in words("reporting", "deny") for word in told for form in base_forms(word))
