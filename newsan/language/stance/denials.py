"""The part of a content that somebody denies: its tone is not theirs."""

from __future__ import annotations

from newsan.document import Attribution
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.words import WORD, words_in

HEAD = 80
"""Characters of a content in which its claim is looked for: "widely repeated allegations that …"."""

OPENING = 5
"""Words of a content among which its claim, or what is granted, must be."""

_MARKS = "\"“”'‘’«»`„"


def denied_from(text: str, attribution: Attribution) -> int | None:
    """Where what is denied begins; None if nothing is.

    In "denied that …" and "rejected Duarte's claims that …" it begins behind the word "that" or "claims": what comes
    before it is not denied.  "Denied the request" denies nothing, and a quotation is what the speaker does say.
    """
    start, end = next(iter(attribution.content), (len(text), len(text)))
    if attribution.cue is None or text[start : start + 1] in _MARKS:
        return None
    cue = words_in(text, attribution.cue)
    denied, refused, negated = (not words("stance", key).isdisjoint(cue) for key in ("deny", "refuse", "not"))
    opening = list(WORD.finditer(text, start, min(end, start + HEAD)))[:OPENING]
    claims = [word.end() for word in opening if word.group().lower() in words("stance", "claim")]
    if denied or refused:
        granted = any(word.group().lower() in words("stance", "granted") for word in opening)
        return claims[0] if claims else start if denied and not granted else None
    negated |= any(word.endswith("n't") for word in cue)
    return start if negated and start >= attribution.cue[1] else None
