"""Split a text into paragraphs and sentences.

Sentences are nltk's Punkt (Kiss and Strunk, Computational Linguistics 32, 2006) with parameters of our own, shipped
in ``lexicon/english/punkt.json`` and made by ``training/punkt.py``; nothing is downloaded.  ``_goes_on`` adds what
Punkt cannot learn from a small corpus: no sentence starts in lower case or without a blank before it, and "Sen." or
"No. 10" does not end one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsan.document import Span
from newsan.language.lexicon.lookup import words

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

PARAMETERS = Path(__file__).parent.parent / "lexicon" / "english" / "punkt.json"

LONGEST = 2_000
"""Characters after which a sentence is cut at a blank: the longest in a megabyte of Wikinews has 1,828."""

CHUNK = 20_000
"""Characters that Punkt sees at once: nltk gives a regular expression five seconds and then raises."""

NARROWEST, WIDEST = 30, 100
"""Columns at which mail programs, editors and wire services wrap lines; a paragraph on one line is mostly longer."""

FULL_SHARE, LOWER_SHARE = 0.5, 0.3
"""Shares that make a text hard-wrapped: of lines that are full, and of full lines that lower case follows.

Wikinews articles wrapped at 50 to 80 columns have 1.0 and 0.33 or more; without empty lines between paragraphs, 99
in 100 have more than 0.6 and 0.47.  PolNeAR articles with single line breaks have 0.14 full lines in the median, and
none of them is joined.
"""

BEG_UPPER, MID_LOWER = 1 << 1, 1 << 5
"""nltk's flags for a word seen with a capital first in sentences and in lower case within them."""

_LINE = re.compile(r"(?:[^\n\r\v\f\t\x85\u2028\u2029]|(?<=:)\t)+")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_WORD = re.compile(r"\S+")
_WHOLE_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[,;:.?!’'”\")]*(?=\s|$)")
_LABELLED = re.compile(r"[-–—*•·▪>»#|\d]|[^:\n]{1,40}:(?=\s|$)")
_ENDING = '.?!:;…”"’'
"""Marks behind which a line may end because its sentence does."""

_NAME_BEHIND = re.compile(
    r"\b(?P<short>(?P<place>(?:[A-Z]\.){2,4})|(?:Inc|Ltd|Corp|Bros)\.)\s"
    r"(?=(?P<name>[A-Z][^\W\d_]{1,30})(?:(?P<own>['’]s\s[a-z])|(?P<surname>\s[A-Z][^\W\d_]{1,30})|\b))"
)
_BLANKS = str.maketrans("\xa0\u2007\u202f", "   ")
"""Blanks at which lines do not break: behind one of them Punkt looks for the end of a word and not for a sentence."""
_NEXT_WORD = re.compile(r"[\"'“”‘’„«»‹›()\[\]{`—–\-….\s]*([^\s,;:.?!\"”’)]*)")
_ABBREVIATION = re.compile(r"([^\s(\[\"'“”‘’—–-]+)\.$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, without the white space around them.

    A line is a paragraph, as in news, and so is a cell between tabs.  Lines are joined that were broken only because
    the next word did not fit (``_wrap_width``), and lines that break off in the middle of a sentence (``_breaks_off``).

    >>> paragraphs("One line.\\n\\n  Another line. \\n")
    ((0, 9), (13, 26))
    """
    trimmed = (_trimmed(text, *match.span()) for match in _LINE.finditer(text))
    lines = [line for line in trimmed if line[0] < line[1]]
    breaks = [(a, b) for a, b in pairwise(lines) if len(_LINE_BREAK.findall(text, a[1], b[0])) == 1]
    continuing = _continuing(text, breaks)
    joined: list[Span] = []
    for start, end in lines:
        opened = joined.pop()[0] if (start, end) in continuing else start
        joined.append((opened, end))
    return tuple(joined)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either end; one of mere white space ends before it starts."""
    inner = text[start:end]
    return end - len(inner.lstrip()), start + len(inner.rstrip())


def _continuing(text: str, breaks: Sequence[tuple[Span, Span]]) -> set[Span]:
    """Return the lines that go on with the line before, given all pairs of lines without an empty one between."""
    slips = {following for line, following in breaks if _breaks_off(text, line, following)}
    if width := _wrap_width(text, breaks):
        return slips | {following for line, following in breaks if _is_full(text, line, following, width)}
    if len(slips) >= LOWER_SHARE * len(breaks):  # ragged, as what is copied out of a PDF
        return slips | {following for line, following in breaks if _goes_over(text, line, following)}
    return slips


def _wrap_width(text: str, breaks: Sequence[tuple[Span, Span]]) -> int:
    """Return the column at which the text is hard-wrapped, 0 if it is not.

    Where a program wrapped the text, a line ends only because the next word did not fit, in the middle of a sentence
    more often than not.  So take as the width the 90th percentile of the lines that another line follows at once; the
    text is wrapped if that is between ``NARROWEST`` and ``WIDEST``, ``FULL_SHARE`` of these lines are full to the
    width, and behind ``LOWER_SHARE`` of the full ones the next line starts in lower case.
    """
    lengths = sorted(end - start for (start, end), _ in breaks)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = [following for line, following in breaks if _is_full(text, line, following, width)]
    lower = sum(text[start].islower() for start, _ in full)
    return width if len(full) >= FULL_SHARE * len(breaks) and lower >= LOWER_SHARE * len(full) else 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Return whether the first word of the following line would not have fitted on this line."""
    word = _WORD.match(text, *following)
    return line[1] - line[0] + 1 + (word.end() - word.start() if word else 0) > width


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """Return whether a line ends within a sentence: the next one goes on in lower case.

    In the 260 Wikinews articles and PolNeAR's training part all 13 such breaks but one, in a style sheet, are slips.
    """
    word = _WHOLE_WORD.match(text, *following)
    return word is not None and word[0].islower() and text[line[1] - 1] not in _ENDING


def _goes_over(text: str, line: Span, following: Span) -> bool:
    """Return whether a line of a ragged text goes on in the next, which may begin with a name but not with a label."""
    is_open = line[1] - line[0] >= NARROWEST and text[line[1] - 1] not in _ENDING
    return is_open and not _LABELLED.match(text, *following)


@cache
def _parameters() -> dict[str, Any]:
    """Return the shipped parameters, lists of words as sets."""
    given = json.loads(PARAMETERS.read_text(encoding="utf-8"))
    collocations = {(first, second) for first, second in given.pop("collocations")}
    return {"collocations": collocations} | {name: set(value) for name, value in given.items() if name != "source"}


@cache
def _punkt() -> PunktSentenceTokenizer:
    """Return nltk's splitter with our parameters; imports nltk (0.3 s) at the first call.

    The two patterns are nltk 3.10's, with the marks that it lacks: older releases overlook curly quotation marks.
    """
    from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

    class NewsVars(PunktLanguageVars):  # type: ignore[misc]  # nltk has no types
        _re_non_word_chars = r"(?:[?!)\";}\]\*:@\'\({\[‘’“”„«»‹›])"
        re_boundary_realignment = re.compile(r"[\"')\]}‘’“”«»‹›]+?(?:\s+|(?=--)|$)", re.MULTILINE)

    given, parameters = _parameters(), PunktParameters()
    parameters.abbrev_types = given["abbreviations"]
    parameters.sent_starters = given["starters"]
    parameters.collocations = given["collocations"]
    parameters.ortho_context.update(dict.fromkeys(given["starting_words"], BEG_UPPER | MID_LOWER))
    return PunktSentenceTokenizer(parameters, lang_vars=NewsVars())


def sentences(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences of the given paragraphs, in order; none crosses a paragraph's border or overlaps another.

    The time is linear in the length, also for megabytes on one line: Punkt sees at most ``CHUNK`` characters at once,
    and no sentence is longer than ``LONGEST``.
    """
    return tuple(
        piece for start, end in paragraphs for sentence in _split(text, start, end) for piece in _cut(text, *sentence)
    )


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of one paragraph, chunk by chunk; the last of a chunk may go on, so it is split again."""
    while start < end:
        stop = _piece_end(text, start, end, CHUNK)
        spans = list(_sentences(text, start, stop))
        if stop < end and len(spans) > 1:
            stop = spans.pop()[0]
        yield from spans
        start = stop


def _piece_end(text: str, start: int, end: int, longest: int) -> int:
    """Return where a piece from ``start`` ends: at the end of all or just behind the last blank that fits."""
    if end - start <= longest:
        return end
    blank = max(text.rfind(blank, start, start + longest) for blank in " \n")
    return blank + 1 if blank > start else start + longest


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield Punkt's sentences in a stretch of text, joined again where the sentence goes on."""
    punkt = _punkt().span_tokenize(text[start:end].translate(_BLANKS))
    spans = [span for a, b in punkt if (span := _trimmed(text, start + a, start + b)) and span[0] < span[1]]
    if not spans:
        return
    opened = spans[0][0]
    for (_, stop), (begin, _) in pairwise(spans):
        if not _goes_on(text, stop, begin):
            yield from _parted(text, opened, stop)
            opened = begin
    yield from _parted(text, opened, spans[-1][1])


def _goes_on(text: str, stop: int, begin: int) -> bool:
    """Return whether the sentence that Punkt ended at ``stop`` goes on at ``begin``.

    It goes on if there is no blank between, before lower case or mere punctuation, and behind an abbreviation that does
    not end a sentence. A word in mixed case (iPhone) may start a sentence.
    """
    following = _NEXT_WORD.match(text, begin, begin + 40)
    word = following[1] if following else ""
    if stop == begin or not word or (word[:1].islower() and word.islower()):
        return True
    abbreviation = _ABBREVIATION.search(text, max(0, stop - 20), stop)
    return abbreviation is not None and _never_ends(abbreviation[1], word)


def _parted(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what Punkt takes for one sentence, ended at an abbreviation that somebody's name follows.

    She moved to the U.S. | Ewa Lis stayed.  They work for Halden Inc. | Frame's desk is in Zurich.
    """
    for abbreviated in _NAME_BEHIND.finditer(text, start, end):
        name, place = abbreviated["name"].casefold(), (abbreviated["place"] or "").casefold()
        moved = place in words("places") and name in words("given_names") and abbreviated["surname"]
        if moved or (not place and abbreviated["own"] and name not in words("roles")):
            yield start, abbreviated.end("short")
            start = abbreviated.start("name")
    yield start, end


def _never_ends(abbreviation: str, following: str) -> bool:
    """Return whether this abbreviation, without its full stop, ends no sentence before the word that follows."""
    given, lower = _parameters(), abbreviation.lower()
    if lower in given["inner"] or (lower in given["titles"] and abbreviation[0].isupper()):
        return True
    if lower in given["numbered"]:
        return following[:1].isdigit()
    if _INITIALS.fullmatch(abbreviation) and lower not in given["abbreviations"]:
        return following[:1].isupper() and following.lower() not in given["starting_words"]
    return False


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentence, in pieces no longer than ``LONGEST`` if it is over-long."""
    while start < end:
        stop = _piece_end(text, start, end, LONGEST)
        yield _trimmed(text, start, stop)
        start, _ = _trimmed(text, stop, end)
