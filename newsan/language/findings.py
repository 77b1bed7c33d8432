"""What the model finds in a text, section by section: its states are dropped before the next section is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsan.document import Mention, Span
from newsan.language.layout.page import Page
from newsan.language.model.antecedent_head import Seen, joined, seen
from newsan.language.model.encoder import Model, Reading, read
from newsan.language.model.links import Link, links
from newsan.language.model.mentions import mentions
from newsan.language.model.stances import Open, Probabilities, Question, first_answers, read_again
from newsan.language.spans import overlapping
from newsan.language.stance.questions import questions
from newsan.language.stance.targets import stand_ins

SECTION = 20_000
"""Characters that are read before the model's states are dropped: memory stays bounded, a whole article fits."""

MOST_STAND_INS = 12
"""Pronouns and descriptions in a sentence that are asked about."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Names, links of cues, the answers to questions of stance, those of the questions that can be read again, the
    stand-ins that were asked about, and what the antecedent head keeps of the text."""

    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    answers: Mapping[Question, Probabilities] = field(default_factory=dict)
    left_open: Mapping[Question, Open] = field(default_factory=dict)
    stand_ins: tuple[Span, ...] = ()
    seen: Seen | None = None


def findings(model: Model, page: Page, parts: frozenset[str]) -> Findings:
    """What the model finds of the parts that are wanted."""
    sections_read = [_section(model, page, section, parts) for section in sections(page.sentences)]
    return Findings(
        tuple(mention for part in sections_read for mention in part.mentions),
        tuple(link for part in sections_read for link in part.links),
        {question: answer for part in sections_read for question, answer in part.answers.items()},
        {question: left for part in sections_read for question, left in part.left_open.items()},
        tuple(span for part in sections_read for span in part.stand_ins),
        joined(kept) if (kept := [part.seen for part in sections_read if part.seen]) else None,
    )


def sections(sentences: Sequence[Span]) -> Iterator[slice]:
    """Runs of sentences, as slices, that the model reads together: at most ``SECTION`` characters, or one sentence."""
    first = 0
    for i, (_, end) in enumerate(sentences):
        if end - sentences[first][0] > SECTION and i > first:
            yield slice(first, i)
            first = i
    if first < len(sentences):
        yield slice(first, len(sentences))


def _section(model: Model, page: Page, section: slice, parts: frozenset[str]) -> Findings:
    """What the model finds in a section."""
    inside = page.sentences[section]
    span = (inside[0][0], inside[-1][1])
    paragraphs = overlapping(page.paragraphs, span)
    reading = read(model, page.text, span, paragraphs, inside)
    named = tuple(mentions(model, reading, page.text, inside))
    if not parts & {"quotes", "stance"}:
        return Findings(named)
    linked = tuple(links(model, page.text, reading, paragraphs, inside, overlapping(page.marked, span)))
    findings = Findings(named, linked, seen=seen(model, reading))
    return _answered(model, page, reading, inside, findings) if "stance" in parts else findings


def _answered(model: Model, page: Page, reading: Reading, sentences: Sequence[Span], findings: Findings) -> Findings:
    """The findings with what the model answers about everybody of whom the sentences may show a stance."""
    others = [span for sentence in sentences for span in stand_ins(page.text, sentence)[:MOST_STAND_INS]]
    names = [(mention.start, mention.end) for mention in findings.mentions]
    asked = list(questions(sentences, names, others, findings.links, page.marked))
    answers, left_open = first_answers(model, reading, asked)
    if len(sentences) < len(page.sentences):  # a long text, whose open questions would take too much memory
        answers, left_open = answers | read_again(model, left_open), {}
    return replace(findings, answers=answers, left_open=left_open, stand_ins=tuple(others))
