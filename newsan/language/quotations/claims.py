"""A claim, and the attribution that it becomes: source, cue and content with their kind and act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsan.document import Attribution, Span
from newsan.language.quotations.acts import judged
from newsan.language.quotations.borders import around, within_borders
from newsan.language.quotations.contents import trimmed, without_lead, without_topic
from newsan.language.quotations.passives import of_passive
from newsan.language.quotations.source_spans import before_clause, whole_words, with_determiner, without_expletive
from newsan.language.spans import SpanSet
from newsan.values import Kind, QuoteRule

LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A source and cue with the content that is theirs before the quotation marks are asked."""

    source: Span | None
    cue: Span | None
    content: Sequence[Span]
    confidence: float
    rule: QuoteRule


def attribution(
    text: str, claim: Claim, content: Sequence[Span], marked: SpanSet, sentences: Sequence[Span]
) -> Attribution:
    """An attribution with its kind and act; its source stays within the borders of its sentence."""
    source, cue = without_expletive(text, trimmed(text, claim.source) if claim.source else None, claim.cue)
    content = without_topic(text, cue, without_lead(text, cue, content), marked)
    source, content = of_passive(text, source, cue, content)
    if source and source[0] < source[1]:
        near = cue[0] if cue else source[0]
        line = around(near, sentences)
        source = before_clause(text, source, cue, line[0]) if line and cue and source[1] <= cue[0] else source
        source = within_borders(text, with_determiner(text, whole_words(text, source)), near, sentences)
    made = Attribution(
        source=source if source and source[0] < source[1] else None,
        cue=cue,
        content=tuple(content),
        kind=kind_of(text, content, marked),
        act="speech",
        confidence=claim.confidence,
        rule=claim.rule,
    )
    return judged(text, made)


def kind_of(text: str, content: Sequence[Span], marked: SpanSet) -> Kind:
    """direct: all letters and digits of the content stand within quotation marks; mixed: some; indirect: none."""
    within = sum(_n_letters(text, (max(a, c), min(b, d))) for a, b in content for c, d in marked.overlapping((a, b)))
    if within and within == sum(_n_letters(text, span) for span in content):
        return "direct"
    return "mixed" if within else "indirect"


def _n_letters(text: str, span: Span) -> int:
    return len(LETTERS.findall(text, *span))
