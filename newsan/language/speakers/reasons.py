"""Where a text says why a source knows what it says, or why it has no name: beside the source, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Attribution, Span
from newsan.language.index import Index, quote_at, sentence_around, sentence_at
from newsan.language.speakers.reason_words import cited, gone_by, why_known, why_named_one_knows, why_unnamed

SENTENCES_ON = 2
"""Sentences behind a quotation in which the text may say why its source has no name."""

MENTIONS = 40
"""Mentions of one person beside which a reason is looked for."""

_GOES_ON = re.compile(r"(?:He|She|They|The|Both|All|None|Neither|Like|That)\b")


def reason_beside(index: Index, stops: Sequence[int], attribution: Attribution, source: Span) -> Span | None:
    """The reason that the sentence of an attribution gives, up to one of ``stops``."""
    start, end = source
    sentence = sentence_around(index, start)
    behind = (span[0] for span in (attribution.cue, *attribution.content) if span and span[0] >= end)
    known = why_known(index, start, end, min((sentence[1], *behind)))
    unnamed = why_unnamed(index, sentence, stops)
    if unnamed and any(begin < unnamed[1] and unnamed[0] < close for begin, close in attribution.content):
        unnamed = None
    if known and unnamed and known[0] <= unnamed[0] <= known[1] + len(", "):
        return known[0], max(known[1], unnamed[1])
    return known or unnamed


def goes_by(index: Index, source: Span, cue: Span | None) -> Span | None:
    """What a source goes by in this one sentence: "citing court records"."""
    (start, end), limit = source, sentence_around(index, source[0])[1]
    before = cited(index, end, cue[0]) if cue else None
    return before or cited(index, max(end, cue[1] if cue else end), limit) or gone_by(index, start)


def reason_elsewhere(index: Index, stops: Sequence[int], attribution: Attribution, entity: int) -> Span | None:
    """The reason that the text gives elsewhere for the source of an attribution; ``entity`` is -1 without a name."""
    return _beside_name(index, entity) or _said_later(index, stops, attribution)


def _beside_name(index: Index, entity: int) -> Span | None:
    """Why a person knows, where the text names them in passing."""
    if entity < 0 or index.entities[entity].type != "person":
        return None
    for mention in index.entities[entity].mentions[:MENTIONS]:
        limit = sentence_around(index, mention.start)[1]
        if quote_at(index, mention.start) is None and (reason := why_named_one_knows(index, mention.end, limit)):
            return reason
    return None


def _said_later(index: Index, stops: Sequence[int], attribution: Attribution) -> Span | None:
    """Why a source has no name, in the sentences behind a quotation: "She asked not to be named."."""
    if attribution.source is None or attribution.speaker is None or attribution.speaker.status == "named":
        return None
    here = sentence_at(index, max(attribution.source[1], *(end for _, end in attribution.content)) - 1)
    behind = index.sentences[here + 1 : here + 1 + SENTENCES_ON]
    going_on = (sentence for sentence in behind if _GOES_ON.match(index.text, *sentence))
    reasons = (why_unnamed(index, sentence, stops) for sentence in going_on)
    return next(filter(None, reasons), None)
