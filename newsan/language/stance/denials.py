"""The part of a content that somebody denies: its tone is not theirs."""

from __future__ import annotations

import re

from newsan.document import Attribution
from newsan.language.lexicon.lookup import words

HEAD = 80
"""Characters of a content in which its claim is looked for: "widely repeated allegations that …"."""

OPENING = 5
"""Words of a content among which its claim, or what is granted, must be."""

_WORD = re.compile(r"[^\W_]+(?:['’]t)?|n['’]t")
_MARKS = "\"“”'‘’«»`„"


def denied_from(text: str, one: Attribution) -> int | None:
    """Where what is denied begins; None if nothing is.

    In "denied that …" and "rejected Duarte's claims that …" it begins behind the word "that" or "claims": what comes
    before it is not denied.  "Denied the request" denies nothing, and a quotation is what the speaker does say.
    """
    if one.cue is None or not one.content or text[one.content[0][0] : one.content[0][0] + 1] in _MARKS:
        return None
    cue = {word.replace("’", "'") for word in _WORD.findall(text[slice(*one.cue)].lower())}
    start, end = one.content[0]
    opening = list(_WORD.finditer(text, start, min(end, start + HEAD)))[:OPENING]
    claims = [word.end() for word in opening if word.group().lower() in words("stance", "claim")]
    if cue & words("stance", "deny"):
        given = any(word.group().lower() in words("stance", "granted") for word in opening)
        return None if given and not claims else claims[0] if claims else start
    if cue & words("stance", "refuse"):
        return claims[0] if claims else None
    negated = cue & words("stance", "not") or any(word.endswith("n't") for word in cue)
    return start if negated and one.content[0][0] >= one.cue[1] else None
