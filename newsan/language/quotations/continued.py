"""The attribution that a quotation continues, if no cue claims the quotation.

A speech is one quotation, whether its marks are closed at the end of each sentence, of each paragraph, or once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Attribution, Span
from newsan.language.layout.marks import Quotation

LOOK_BACK = 6
"""Attributions before a quotation that are looked at: as many as a paragraph mostly holds."""

_END_BETWEEN = re.compile(r"[\W_]*")
_REST_OF_SENTENCE = re.compile(r"[^.!?:“”\"\n]*+[.!?]?\s*")
_ASKS = re.compile(r"\?\W*")


def goes_on_with(
    text: str, made: Sequence[Attribution], quotation: Quotation, paragraphs: Sequence[Span], here: int
) -> int | None:
    """The number of the attribution that a quotation in paragraph ``here`` belongs to, None if it stands for itself.

    It is the one in marks before it in its paragraph: “A,” she said. The hall was full. “B.”  Else the one right before
    it: He denied it. “I was away.”  Else, if it fills its paragraph, the one that ends the paragraph before.
    """
    near = range(len(made) - 1, max(-1, len(made) - 1 - LOOK_BACK), -1)
    inside = [i for i in near if made[i].content[0][0] >= paragraphs[here][0]]
    in_marks = (i for i in inside if made[i].kind != "indirect")
    adjacent = (i for i in inside if made[i].source and _END_BETWEEN.fullmatch(text, _end(made[i]), quotation.start))
    continued = next(in_marks, next(adjacent, None))
    if continued is not None or inside or here == 0 or not _fills(text, quotation, paragraphs[here]):
        return continued
    return next((i for i in near if _runs_into(text, made[i], quotation, paragraphs[here - 1])), None)


def _end(attribution: Attribution) -> int:
    """Where an attribution ends, its source and cue included."""
    return max(end for _, end in (*attribution.content, *filter(None, (attribution.source, attribution.cue))))


def _fills(text: str, quotation: Quotation, paragraph: Span) -> bool:
    """Whether a paragraph holds a quotation and nothing else."""
    return quotation.start == paragraph[0] and not text[quotation.end : paragraph[1]].strip(" .")


def _runs_into(text: str, attribution: Attribution, quotation: Quotation, paragraph: Span) -> bool:
    """Whether an attribution ends the paragraph before a quotation, has the same marks, and is not a question.

    In half of PolNeAR's training part this is right in all ten cases; other marks are those of extracts and captions.
    """
    last = attribution.content[-1]
    if attribution.kind == "indirect" or not attribution.source or not paragraph[0] <= last[0] < paragraph[1]:
        return False
    said = text[slice(*last)]
    if text[quotation.start] == "'" or text[quotation.start] not in said or _ASKS.fullmatch(said[-3:].lstrip("”\"' ")):
        return False
    return bool(_REST_OF_SENTENCE.fullmatch(text, _end(attribution), quotation.start))
