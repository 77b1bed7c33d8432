"""Quotations without a source: turns of an interview, speeches over several paragraphs."""

from __future__ import annotations

import re

from newsan.document import Attribution, Speaker
from newsan.language.coreference.discourse import UNATTRIBUTED, Discourse, speaker_of
from newsan.language.coreference.salience import Key
from newsan.language.coreference.turns import in_turn
from newsan.language.index import paragraph_at, sentence_at

Found = tuple[Key, Speaker]

LOOK_BACK = 6
"""Attributions before this one whose speakers can still be talking; nested ones stand between them."""

_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)


def without_source(discourse: Discourse, i: int) -> Found | tuple[None, Speaker]:
    """The speaker of an attribution whose source is not in the text: the one who has been talking, or nobody."""
    one = discourse.attributions[i]
    if not one.content:
        return None, UNATTRIBUTED
    return in_turn(discourse, one.content[0][0]) or _talking(discourse, i, one) or (None, UNATTRIBUTED)


def _talking(discourse: Discourse, i: int, one: Attribution) -> Found | None:
    """The speaker of "…, he said, adding …", or of a quotation in the paragraph of the one before or in the next."""
    previous = _previous(discourse, i)
    if previous is None:
        return None
    index, before, key = discourse.index, discourse.attributions[previous], discourse.keys[previous]
    if one.cue is not None:
        said = (before.source or before.content[0])[0]
        near = sentence_at(index, said) == sentence_at(index, one.cue[0])
        goes_on = near and _PARTICIPLE.fullmatch(index.text, *one.cue)
        return (key, speaker_of(discourse, key, "same-sentence", before.source)) if goes_on else None
    ends = max(end for _, end in (*before.content, *([before.cue] if before.cue else [])))
    gap = paragraph_at(index, one.content[0][0]) - paragraph_at(index, max(0, ends - 1))
    if "indirect" in (one.kind, before.kind) or not 0 <= gap <= 1:
        return None
    return key, speaker_of(discourse, key, "continued", before.source)


def _previous(discourse: Discourse, i: int) -> int | None:
    """The last attribution before this one that is not part of somebody else's quotation and has a speaker."""
    start = discourse.attributions[i].content[0][0]
    for j in range(i - 1, max(-1, i - LOOK_BACK), -1):
        content = discourse.attributions[j].content
        if j not in discourse.parents and j in discourse.keys and content and content[0][0] <= start:
            return j
    return None
