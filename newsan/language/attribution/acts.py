"""Whether an attribution reports an utterance, or a thought or deed that nobody need have uttered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Act, Kind
from newsan.language.wordlists import base_forms, words

LONGEST_NAME = 4
"""Words of a content that only names whom or what somebody judges."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNNAMED = re.compile(r"(?:not to be (?:named|identified|quoted)|(?:to remain )?anonym\w+)\b")


def act_of(cue: str, kind: Kind, content: str = "") -> Act:
    """speech if a word of the cue is one of uttering; else what stands in marks is, unless the cue is of thinking.

    Without quotation marks a cue of neither sort ("voted", "launched") reports a deed, which counts with the thoughts;
    so does one of uttering where the content holds nothing of what was said.

    >>> act_of("also fears", "mixed"), act_of("called", "mixed"), act_of("voted to", "indirect")
    ('thought', 'speech', 'thought')
    >>> act_of("slammed", "indirect", "the plan"), act_of("slammed", "indirect", "the plan as a fraud")
    ('thought', 'speech')
    """
    found = _WORD.findall(cue.lower())
    if kind == "indirect" and _is_deed(found, _WORD.findall(content.lower())):
        return "thought"
    if _holds(found, "utter"):
        return "speech"
    return "thought" if kind == "indirect" or words("cues", "think", "fear", "want").intersection(found) else "speech"


def _is_deed(cue: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a content without marks only names a target, a topic, an undertaking or the wish not to be named."""
    if not said or not cue:
        return False
    if _UNNAMED.match(" ".join(said)):
        return True
    undertakes = said[0] != "that" and ("to" in (*cue, said[0]) or tuple(said[:2]) == ("not", "to"))
    return (
        (_holds(cue, "judge") and _is_name(said))
        or (_holds(cue, "topic") and _is_topic(cue, said))
        or (_holds(cue, "commit") and undertakes)
    )


def _is_name(said: Sequence[str]) -> bool:
    """Whether words are a noun phrase without a complement: "Bulgaria", "that account"."""
    complement = words("grammar", "preposition", "auxiliary", "subordinator", "be")
    return len(said) <= LONGEST_NAME and not complement.intersection(said[1:]) and said[0] not in complement - {"that"}


def _is_topic(cue: Sequence[str], said: Sequence[str]) -> bool:
    """Whether words are what is spoken about, and no clause that tells what is said of it."""
    about = words("cues", "about")
    named = cue[-1] in about or said[0] in about or "discuss" in {form for word in cue for form in base_forms(word)}
    clause = words("grammar", "relative", "subordinator") | {"how", "what", "why"}
    called = "as" in said
    return (
        named
        and not called
        and not clause.intersection(said[:2])
        and not words("grammar", "auxiliary").intersection(said)
    )


def _holds(found: Sequence[str], kind: str) -> bool:
    """Whether a word of a cue is a form of one in a list."""
    return any(form in words("cues", kind) for word in found for form in base_forms(word))
