"""Find the quotations that quotation marks enclose, whatever marks they are.

Which mark opens, closes or is an apostrophe is decided in ``pairing.py``; here the pairs become quotations: nested
ones get a depth, and the news convention of one opening mark per paragraph with a single closing mark at the end
becomes one quotation with a piece per paragraph.  A mark that is never closed ends where the text says who spoke
(``lost.py``), before the next opening mark or with its paragraph, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from newsan.document import Span
from newsan.language.layout.lost import lost_end
from newsan.language.layout.pairing import FAMILY, Mark, leading_glyphs, marks, pair
from newsan.language.layout.roles import Role, role_of

Style = Literal["straight", "curly", "low", "single", "guillemet", "ascii"]

_STYLES: dict[str, Style] = {
    **dict.fromkeys(['"', "＂"], "straight"),
    **dict.fromkeys(["“", "”"], "curly"),
    **dict.fromkeys(["„", "‟"], "low"),
    **dict.fromkeys(["«", "»", "‹", "›", "‹‹", "››"], "guillemet"),
    **dict.fromkeys(["''", "``", "’’", "‘‘"], "ascii"),
}
_BEFORE_CLOSER = ",.?!…—–-"
"""Marks before the closing mark of an utterance; without them and without an opener a closing mark is a stray."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text in quotation marks.

    ``start``..``end`` includes the marks.  ``spans`` are its pieces with their marks, one for each paragraph,
    ``inner`` the same pieces without them.  ``depth`` is 0 for the outermost marks.  ``opened`` and ``closed`` say
    whether that mark is in the text or is missing.  ``role`` tells what may be an utterance from a title of a work
    and from a term or scare quote.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    inner: tuple[Span, ...]
    depth: int
    style: Style
    opened: bool
    closed: bool
    role: Role


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a quotation in one paragraph; ``opener`` and ``closer`` are None where the mark is missing."""

    start: int
    end: int
    opener: Mark | None
    closer: Mark | None
    depth: int
    glyph: str
    runs_out: bool = False


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the quotations of the paragraphs in order of their start, an outer one before those within it.

    The paragraphs must be in order and must not overlap.  Never raises; the time is linear in the length of the text.

    >>> text = "He isn't “sure 'now'”."
    >>> [text[quotation.start : quotation.end] for quotation in quotations(text, [(0, len(text))])]
    ["“sure 'now'”", "'now'"]
    """
    chains: list[list[_Piece]] = []
    running: list[list[_Piece]] = []
    for span, following in zip_longest(paragraphs, paragraphs[1:]):
        marked = marks(text, *span)
        if not marked:
            running = []
            continue
        actions = pair(marked, leading_glyphs(text, *following) if following else ())
        pieces = sorted(_pieces(text, span, marked, actions), key=lambda piece: (piece.start, piece.depth))
        running = _linked(pieces, span, running, chains)
    made = (_quotation(text, chain) for chain in chains)
    return tuple(sorted(made, key=lambda quotation: (quotation.start, quotation.depth)))


def _pieces(text: str, span: Span, marked: list[Mark], actions: list[str]) -> list[_Piece]:
    """Return the pieces of one paragraph, innermost first."""
    stack: list[Mark] = []
    done: list[_Piece] = []
    has_double = False
    for mark, action in zip(marked, actions, strict=True):
        if action in ("reopen", "close outer"):
            done.append(_unclosed(text, stack.pop(), mark.start, len(stack)))
        if action in ("open", "reopen"):
            stack.append(mark)
        elif action in ("close", "close outer"):
            opener = stack.pop()
            done.append(_Piece(opener.start, mark.end, opener, mark, len(stack), opener.glyph))
        elif not stack and not has_double and _lacks_opener(text, span, mark):
            done = [replace(piece, depth=piece.depth + 1) for piece in done]
            done.append(_Piece(span[0], mark.end, None, mark, 0, mark.glyph))
        has_double = has_double or any(FAMILY[piece.glyph] == "double" for piece in done[-2:])
    for depth, mark in enumerate(stack):
        piece = _unclosed(text, mark, span[1], depth)
        done.append(replace(piece, runs_out=piece.end == span[1]))
    return done


def _unclosed(text: str, opener: Mark, stop: int, depth: int) -> _Piece:
    """Return the piece of a mark that is never closed and ends by ``stop``, without the blanks before it."""
    stop = lost_end(text, opener.end, stop) or stop
    end = max(opener.end, opener.start + len(text[opener.start : stop].rstrip()))
    return _Piece(opener.start, end, opener, None, depth, opener.glyph)


def _lacks_opener(text: str, span: Span, mark: Mark) -> bool:
    """Return whether the first closing mark without an opener ends an utterance that began with the paragraph."""
    if FAMILY[mark.glyph] != "double" or mark.closing >= mark.opening:
        return False
    return mark.start > span[0] and text[mark.start - 1] in _BEFORE_CLOSER


def _linked(
    pieces: list[_Piece], span: Span, running: list[list[_Piece]], chains: list[list[_Piece]]
) -> list[list[_Piece]]:
    """Add each piece to the running chain that it continues or to a new one; return the chains that run on."""
    still_running = []
    for piece in pieces:
        leading = piece.start <= span[0] + 2 * piece.depth
        chain = running[piece.depth] if leading and piece.depth < len(running) else None
        if chain is None or _STYLES.get(chain[-1].glyph) != _STYLES.get(piece.glyph):
            chain = []
            chains.append(chain)
        chain.append(piece)
        if piece.runs_out:
            still_running.append(chain)
    return still_running


def _quotation(text: str, chain: list[_Piece]) -> Quotation:
    """Return the quotation that a chain of pieces makes up."""
    first, last = chain[0], chain[-1]
    spans = tuple((piece.start, piece.end) for piece in chain)
    inner = tuple(_inner(piece) for piece in chain)
    return Quotation(
        start=first.start,
        end=last.end,
        spans=spans,
        inner=inner,
        depth=first.depth,
        style=_STYLES.get(first.glyph, "single"),
        opened=first.opener is not None,
        closed=last.closer is not None,
        role=role_of(text, spans, inner),
    )


def _inner(piece: _Piece) -> Span:
    """Return the piece without its marks."""
    start = piece.opener.end if piece.opener else piece.start
    return start, max(start, piece.closer.start if piece.closer else piece.end)
