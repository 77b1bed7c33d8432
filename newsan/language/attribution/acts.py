"""Whether an attribution reports an utterance, or a thought or deed that nobody need have uttered."""

from __future__ import annotations

import re

from newsan.document import Act, Kind
from newsan.language.wordlists import base_forms, words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def act_of(cue: str, kind: Kind) -> Act:
    """speech if a word of the cue is one of uttering; else what stands in marks is, unless the cue is of thinking.

    Without quotation marks a cue of neither sort ("voted", "launched") reports a deed, which counts with the thoughts.

    >>> act_of("also fears", "mixed"), act_of("called", "mixed"), act_of("voted to", "indirect")
    ('thought', 'speech', 'thought')
    """
    found = _WORD.findall(cue.lower())
    if any(form in words("cues", "utter") for word in found for form in base_forms(word)):
        return "speech"
    return "thought" if kind == "indirect" or words("cues", "think", "fear", "want").intersection(found) else "speech"
