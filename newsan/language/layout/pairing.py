"""Decide for every quotation mark of a paragraph whether it opens, closes or is not one (an apostrophe, an inch).

A mark alone does not tell: ' is an apostrophe or a quotation mark, " opens or closes, “ closes in German.  Therefore
each mark gets a price for each reading, from its glyph and its neighbours, and the cheapest reading of the whole
paragraph wins (Viterbi over the stack of open marks).  A missing or mistyped mark then costs something and the rest
still pairs.  The time is linear: at most ``BEAM`` stacks, none deeper than ``DEEPEST``.

The prices are rough: 0 is the normal reading, about 1 is unusual but seen, about 3 an error in the text.  They were set
by hand and checked on the training part of PolNeAR (Newell et al., LREC 2018).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from newsan.language.lexicon import lookup

BEAM = 6
"""Stacks kept after a mark; with 4 or 8 the quotations of PolNeAR come out the same."""

DEEPEST = 3
"""Marks within marks within marks: more is an error in the text."""

NEVER = 99.0
UNCLOSED, CONTINUED, STRAY = 3.0, 0.3, 3.5
"""Price of a mark that is never closed, of one that the next paragraph takes up, and of a double one that is none."""

FIRST_STRAY = 2.5
"""Price of taking a paragraph's first double mark for none, behind an utterance: its opening mark is lost."""

MISTYPED, SURELY_A_MARK = 2.0, 1.5
"""Price of closing a mark with one of another family (“ … ’), and what it must at least cost to read that one as none,
so that it is not an apostrophe."""

ALIKE, MIXED = 1.5, 0.5
"""Price of a mark directly within marks of its own family, if both are straight or both curly, and if they differ."""

FAMILY = {
    **dict.fromkeys(['"', "“", "”", "„", "‟", "＂", "''", "``", "’’", "‘‘"], "double"),
    **dict.fromkeys(["'", "‘", "’", "‚", "‛", "`", "´"], "single"),
    **dict.fromkeys(["«", "»", "‹‹", "››"], "guillemet"),
    **dict.fromkeys("‹›", "angle"),
}
"""Marks of one family close each other, so that “ … " is a pair."""

_BIAS = {
    **dict.fromkeys(["‘‘", "``", "‟"], (0.0, 3.0)),
    **dict.fromkeys(["«", "‹", "‹‹"], (0.0, 0.7)),
    **dict.fromkeys(["»", "›", "››"], (0.7, 0.0)),
    **dict.fromkeys(["”", "’’"], (1.5, 0.0)),
    **{"“": (0.0, 1.5), "„": (0.0, 5.0), "''": (1.0, 0.0)},
}
"""The price of opening and closing with a glyph, besides that of its position: “ may close („ … “), ” may open (” …
”)."""

# A run of three or more like marks is ornament or markup, but ''' may be a ' beside a ''.
# An apostrophe between letters or digits is not a mark.
_MARK = re.compile(
    r"""(?P<run>(["`“”‘’])\2{2,}|'{4,})|(?<=[^\s(\[])'(?='{2}(?!'))|''|``|’’|‘‘|‹‹|››"""
    r"""|(?<!\w)['’](?=\w)|['’](?!\w)|(?<!\w)[`´]|[`´](?!\w)|["“”„‟＂«»‹›‘‚‛]"""
)
_ATTRIBUTE = re.compile(r"""(?<=\w=)(["'])[^"'<>\n]{0,400}\1(?=[\s/>])""")
_ENDS = frozenset(",.?!…")
_NEXT_WORD = re.compile(r"\w+")
_INCHES = re.compile(r"(?<![\w,$£€])\d{1,3}(?:[.,]\d{1,2})?[¼½¾]?$|[¼½¾]$|\d['’′]\s?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that may be a quotation mark: where it stands, its glyph and the price of its three readings."""

    start: int
    end: int
    glyph: str
    opening: float
    closing: float
    none: float


def marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of a paragraph with their prices; those around a value in markup (href="…") are left out."""
    values = _ATTRIBUTE.finditer(text, start, end)
    markup = {at for value in values for at in (value.start(), value.end() - 1)}
    matches = [match for match in _MARK.finditer(text, start, end) if not match["run"] and match.start() not in markup]
    sides = _sides(text, start, end, matches)
    priced = [_priced(text, match, *beside) for match, beside in zip(matches, sides, strict=True)]
    return [_first(text, mark) for mark in priced[:1]] + priced[1:]


def _first(text: str, mark: Mark) -> Mark:
    """Return a paragraph's first mark; one that only closes has lost its opening mark."""
    lone = mark.none == STRAY and mark.closing + 2 <= mark.opening and text[mark.start - 1 : mark.start] in _ENDS
    return replace(mark, none=FIRST_STRAY) if lone else mark


def leading_glyphs(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the glyphs of the marks with which a paragraph begins."""
    glyphs: list[str] = []
    while len(glyphs) < DEEPEST and (match := _MARK.match(text, start, end)) and not match["run"]:
        glyphs.append(match[0])
        start = match.end()
    return tuple(glyphs)


def _sides(text: str, start: int, end: int, matches: list[re.Match[str]]) -> list[tuple[str, str]]:
    """Return the characters left and right of each mark, looking past adjacent marks; "" at the paragraph's border."""
    lefts: list[str] = []
    rights: list[str] = []
    stop = -1
    for match in matches:
        begin = match.start()
        lefts.append(lefts[-1] if begin == stop else text[max(start, begin - 1) : begin])
        stop = match.end()
    begin = -1
    for match in reversed(matches):
        stop = match.end()
        rights.append(rights[-1] if begin == stop else text[stop : min(end, stop + 1)])
        begin = match.start()
    return list(zip(lefts, reversed(rights), strict=True))


def _priced(text: str, match: re.Match[str], left: str, right: str) -> Mark:
    """Return the mark with the prices that its glyph and neighbours give it."""
    start, end, glyph = match.start(), match.end(), match[0]
    if left in ("[", "(") and right in ("]", ")"):
        return Mark(start, end, glyph, NEVER, NEVER, 0.0)
    opening, closing = _by_position(left, right)
    if FAMILY[glyph] == "single":
        return Mark(start, end, glyph, *_single(text, match, left, right, opening, closing))
    bias = _BIAS.get(glyph, (0.0, 0.0))
    opening, closing, none = opening + bias[0], closing + bias[1], STRAY
    if glyph in ("»", "››") and right.isspace() and (not left or left.isspace()):
        return Mark(start, end, glyph, NEVER, closing, 1.0)
    if closing < opening and glyph in ('"', "”", "''") and _INCHES.search(text, max(0, start - 8), start):
        closing, none = closing + 0.5, 0.7
    return Mark(start, end, glyph, opening, closing, none)


def _by_position(left: str, right: str) -> tuple[float, float]:
    """Return what opening and closing cost between these two characters."""
    if not left or not right:
        return (0.0, 3.0) if not left else (3.0, 0.0)
    free_left = left.isspace() or left in "([{<-–—―/=|*_"
    free_right = right.isspace() or right in ")]}>-–—―/.,;:!?…|*_"
    if free_left != free_right:
        return (0.0, 2.5) if free_left else (2.5, 0.0)
    if free_left and left.isspace() != right.isspace():
        return (0.3, 1.0) if left.isspace() else (1.0, 0.3)
    return 1.0, 1.0


def _single(
    text: str, match: re.Match[str], left: str, right: str, opening: float, closing: float
) -> tuple[float, float, float]:
    """Return the three prices of a single mark, which is more often an apostrophe."""
    glyph, none = match[0], 1.5
    if glyph in "‘‚‛`":
        closing, none = closing + 3.0, 3.0 if glyph == "‘" else 1.0
    elif glyph == "’":
        opening += 3.0
    if opening < closing or (glyph == "’" and right[:1].isalnum() and not left[:1].isalnum()):
        return _before_word(text, match.end(), (opening, closing, none))
    return _after_word(text[max(0, match.start() - 2) : match.start()].lower(), right, (opening, closing, none))


def _before_word(text: str, end: int, prices: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the prices before a word: mostly an apostrophe in '90s, 'em, 'n'."""
    word = _NEXT_WORD.match(text, end, end + 20)
    opening, closing, none = prices
    if word and (re.fullmatch(r"\d+s?", word[0]) or word[0].lower() in lookup.words("marks", "elision")):
        return opening + 1.5, closing, 0.0
    return opening, closing, none


def _after_word(before: str, right: str, prices: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the prices behind two characters: mostly an apostrophe in dogs', goin', 'n', 6', a mark behind a comma."""
    opening, closing, none = prices
    if before.endswith((",", ".", "?", "!", "…")):
        return opening, closing, 2.5
    if before.endswith("s") and right.isspace():
        return opening, closing + 0.8, 0.0
    if before[-1:] in tuple("zx0123456789") or before == "in" or (before.endswith("n") and not before[0].isalpha()):
        return opening, closing + 0.5, 0.2
    return opening, closing, none


def pair(marked: list[Mark], following: tuple[str, ...]) -> list[str]:
    """Return one action a mark: "open", "close", "none", "reopen" (the mark before was never closed) or "close outer".

    ``following`` are the glyphs with which the next paragraph opens.
    """
    states: dict[tuple[str, ...], tuple[float, object]] = {(): (0.0, None)}
    for mark in marked:
        states = _step(states, mark)
    cost_of = {stack: cost + _end_cost(stack, following) for stack, (cost, _) in states.items()}
    best = min(cost_of, key=cost_of.__getitem__)
    return _traced(states[best][1])


def _step(
    states: dict[tuple[str, ...], tuple[float, object]], mark: Mark
) -> dict[tuple[str, ...], tuple[float, object]]:
    """Return the cheapest way to each stack behind one more mark."""
    after: dict[tuple[str, ...], tuple[float, object]] = {}
    for stack, (cost, trail) in states.items():
        for action, new, price in _readings(stack, mark.glyph, mark.opening, mark.closing, mark.none):
            total = cost + price
            if new not in after or total < after[new][0]:
                after[new] = (total, (trail, action))
    if len(after) > BEAM:
        after = dict(sorted(after.items(), key=lambda item: item[1][0])[:BEAM])
    return after


@lru_cache(maxsize=4096)
def _readings(
    stack: tuple[str, ...], glyph: str, opening: float, closing: float, none: float
) -> tuple[tuple[str, tuple[str, ...], float], ...]:
    """Return what a mark may be on top of these open marks: the action, the stack behind it, the price."""
    family = FAMILY[glyph]
    readings = [("none", stack, none)]
    if len(stack) < DEEPEST:
        readings.append(("open", (*stack, glyph), opening + _nesting(stack, glyph)))
    if stack and FAMILY[stack[-1]] == family:
        readings.append(("close", stack[:-1], closing + _mismatch(stack[-1], glyph)))
        readings.append(("reopen", (*stack[:-1], glyph), opening + UNCLOSED))
    elif stack and none >= SURELY_A_MARK:
        readings.append(("close", stack[:-1], closing + MISTYPED))
    if len(stack) > 1 and FAMILY[stack[-1]] != family == FAMILY[stack[-2]]:
        readings.append(("close outer", stack[:-2], closing + _mismatch(stack[-2], glyph) + UNCLOSED))
    return tuple(readings)


def _nesting(stack: tuple[str, ...], glyph: str) -> float:
    """Return the price of opening this mark within the open ones."""
    family = FAMILY[glyph]
    if not stack:
        return 0.0
    if FAMILY[stack[-1]] == family:
        return NEVER if family == "single" else ALIKE if stack[-1] == glyph else MIXED
    return 0.5 if any(FAMILY[glyph] == family for glyph in stack) else 0.1


def _mismatch(opener: str, closer: str) -> float:
    """Return the price of closing this opener with another kind of glyph; „ … “ and » … « are normal pairs."""
    if opener == "„" and closer == "“":
        return -1.5
    return 0.0 if (opener in "\"'") == (closer in "\"'") else 0.5


def _end_cost(stack: tuple[str, ...], following: tuple[str, ...]) -> float:
    """Return the price of ending the paragraph with these marks open; a ' is rather an apostrophe than left open."""
    cost = 0.0
    for number, glyph in enumerate(stack):
        if [FAMILY[mark] for mark in stack[: number + 1]] == [FAMILY[mark] for mark in following[: number + 1]]:
            cost += CONTINUED
        else:
            cost += UNCLOSED + (glyph == "'")
    return cost


def _traced(trail: object) -> list[str]:
    """Return the actions of a trail, first mark first."""
    actions = []
    while isinstance(trail, tuple):
        trail, action = trail
        actions.append(action)
    return actions[::-1]
