"""Quotations without a source: turns of an interview, speeches over several paragraphs."""

from __future__ import annotations

import re

from newsan.document import Attribution, Span, Speaker
from newsan.language.coreference.discourse import UNATTRIBUTED, Discourse, speaker_of
from newsan.language.coreference.salience import Found
from newsan.language.coreference.turns import in_turn
from newsan.language.index import paragraph_at, sentence_at
from newsan.values import SpeakerRule

LOOK_BACK = 6
"""Attributions before this one whose speakers can still be talking; nested ones stand between them."""

_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)


def without_source(discourse: Discourse, i: int) -> Found | tuple[None, Speaker]:
    """The speaker of an attribution whose source is not in the text: the one who has been talking, or nobody."""
    attribution = discourse.attributions[i]
    if not attribution.content:
        return None, UNATTRIBUTED
    return in_turn(discourse, attribution.content[0][0]) or _talking(discourse, i, attribution) or (None, UNATTRIBUTED)


def _talking(discourse: Discourse, i: int, attribution: Attribution) -> Found | None:
    """The one who has been talking, if it goes on in the sentence ("…, he said, adding …") or in the next quotation."""
    previous = _previous(discourse, i)
    if previous is None:
        return None
    before, key = discourse.attributions[previous], discourse.keys[previous]
    if attribution.cue is None:
        goes_on = "indirect" not in (attribution.kind, before.kind) and _adjoins(discourse, before, attribution)
    else:
        goes_on = _adds(discourse, before, attribution.cue)
    rule: SpeakerRule = "continued" if attribution.cue is None else "same-sentence"
    return (key, speaker_of(discourse, key, rule, before.source)) if goes_on else None


def _adds(discourse: Discourse, before: Attribution, cue: Span) -> bool:
    """Whether a cue goes on with the sentence of what was said before: "…, he said, | adding | …"."""
    here, there = (sentence_at(discourse.index, span[0]) for span in (cue, before.source or before.content[0]))
    return here == there and _PARTICIPLE.fullmatch(discourse.index.text, *cue) is not None


def _adjoins(discourse: Discourse, before: Attribution, attribution: Attribution) -> bool:
    """Whether a quotation stands in the paragraph of the one before it, or in the next."""
    ends = max(end for _, end in before.content)
    ends = max(ends, before.cue[1] if before.cue else 0)
    gap = paragraph_at(discourse.index, attribution.content[0][0]) - paragraph_at(discourse.index, max(0, ends - 1))
    return 0 <= gap <= 1


def _previous(discourse: Discourse, i: int) -> int | None:
    """The last attribution before this one that is not part of somebody else's quotation and has a speaker."""
    start = discourse.attributions[i].content[0][0]
    for j in range(i - 1, max(-1, i - LOOK_BACK), -1):
        content = discourse.attributions[j].content
        if j not in discourse.parents and j in discourse.keys and content and content[0][0] <= start:
            return j
    return None
