"""Split text into words and count them.

Two questions, two answers.  ``words`` are the tokens of a linguist, by nltk's ``NLTKWordTokenizer``: "don't" is two,
a comma is one.  ``n_words`` is what a newsroom counts: "don't" and "well-known" are one word each, a comma or a dash
is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from newsan.document import Span

if TYPE_CHECKING:
    from nltk.tokenize import NLTKWordTokenizer

CHUNK = 5_000
"""Characters that the tokenizer sees at once: nltk gives a regular expression five seconds and then raises."""

_STRETCH = re.compile(rf"\S[\s\S]{{0,{CHUNK}}}(?!\S)|\S{{1,{CHUNK}}}")
_RUN = re.compile(r"(?:(?!--|\.\.)[^\s–—―…])+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_CURLY_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")


@cache
def _tokenizer() -> NLTKWordTokenizer:
    """Return nltk's word tokenizer; imports nltk (0.3 s) at the first call."""
    from nltk.tokenize import NLTKWordTokenizer

    return NLTKWordTokenizer()


def words(text: str) -> list[Span]:
    """Return the tokens of a text as spans, marks of punctuation included; best called with one sentence.

    nltk's own ``span_tokenize`` rewrites straight quotation marks and raises when it cannot find its tokens again;
    here they are replaced before by marks of the same length that it leaves alone.  A curly apostrophe inside a word
    counts as a straight one.

    >>> [text[a:b] for text in ['He didn’t say "yes".'] for a, b in words(text)]
    ['He', 'did', 'n’t', 'say', '"', 'yes', '"', '.']
    """
    plain = _CURLY_APOSTROPHE.sub("'", text.replace('"', "”").replace("''", "``"))
    return [span for stretch in _STRETCH.finditer(plain) for span in _spans(stretch[0], stretch.start())]


def _spans(plain: str, offset: int) -> Iterator[Span]:
    """Yield where the tokens stand: the tokenizer only adds blanks, so each is the next thing that is none."""
    point = 0
    for token in _tokenizer().tokenize(plain):
        start = plain.index(token, point)
        point = start + len(token)
        yield offset + start, offset + point


def n_words(text: str) -> int:
    """Return how many words an editor counts: runs without blanks or dashes that hold a letter or a digit.

    Contractions, possessives, hyphenated words, numbers and addresses are one word each, as in word processors;
    unlike there, dashes and dots without blanks around them part words.

    >>> n_words("“We don’t – and won’t – pay $1.5m,” the well-known chair said.")
    10
    """
    return sum(1 for run in _RUN.finditer(text) if _LETTER_OR_DIGIT.search(run[0]))
