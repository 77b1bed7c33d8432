"""A text as it lies on the page: all that is known of it before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass

from newsan.document import Furniture, Span
from newsan.language.layout.furniture import furniture
from newsan.language.layout.interviews import Turn, turns
from newsan.language.layout.marks import Quotation, quotations
from newsan.language.layout.sentences import paragraphs, sentences


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its paragraphs, sentences, quotations, furniture and the turns of an interview, each in order."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    turns: tuple[Turn, ...] = ()

    @property
    def marked(self) -> tuple[Span, ...]:
        """The stretches in quotation marks that stand in no others, without the words between their parts."""
        return tuple(span for quotation in self.quotations if quotation.depth == 0 for span in quotation.spans)


def page(text: str, *, spoken: bool = True) -> Page:
    """The layout of a text; only where what is ``spoken`` is wanted, its quotation marks and turns."""
    blocks = paragraphs(text)
    lines, around = sentences(text, blocks), furniture(text, blocks)
    if not spoken:
        return Page(text, blocks, lines, furniture=around)
    return Page(text, blocks, lines, tuple(quotations(text, blocks)), around, turns(text, blocks))
