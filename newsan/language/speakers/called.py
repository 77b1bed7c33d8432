"""The title by which a text speaks of somebody far from the name: "They asked | the former secretary of state |"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import islice

from newsan.document import Span
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.questions import meaning
from newsan.language.index import Index, mentions_in, quote_at, sentence_around
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.titles import is_office, title_end
from newsan.language.syntax.descriptions import names_role
from newsan.language.syntax.noun_phrases import read_noun_phrase
from newsan.language.syntax.phrase_ends import Phrase, to_comma
from newsan.language.syntax.segments import split_at_head
from newsan.language.syntax.tokens import head_noun, tokens_of

DESCRIPTIONS = 60
"""Descriptions of a document of which the model is asked whom they mean."""

LONGEST = 120
"""Characters of a description that are read."""

_THE = re.compile(r"\b[Tt]he (?=[A-Za-z])")
_COMPARED = frozenset(["best", "biggest", "first", "last", "most", "next", "only", "other", "right", "same"])
"""Words that make a description one of what somebody may be: "the best candidate"."""


def titles_elsewhere(discourse: Discourse, people: Set[int]) -> dict[int, Span]:
    """The titles of some people that the text calls by an office with more than its article; the first of each."""
    found: dict[int, Span] = {}
    for article, title in islice(_offices(discourse.index), DESCRIPTIONS):
        if found.keys() == people:
            break
        candidate = meaning(discourse, read_noun_phrase(discourse.index, article, title[1])).candidate
        if candidate is not None and candidate.key.entity in people:
            found.setdefault(candidate.key.entity, title)
    return found


def _offices(index: Index) -> Iterator[tuple[int, Span]]:
    """Where descriptions by an office begin outside quotation marks, and the titles in them."""
    for the in _THE.finditer(index.text):
        end = min(sentence_around(index, the.start())[1], the.start() + LONGEST)
        tokens = tokens_of(index.text, (the.start(), end), mentions_in(index, the.start(), end))
        title = _title(tokens) if quote_at(index, the.start()) is None else []
        if title:
            yield the.start(), (title[0].start, title_end(title))


def _title(tokens: Phrase) -> Phrase:
    """The title in a description with which some tokens begin, if no name stands in it or beside it."""
    phrase = to_comma(tokens)
    head, tail = split_at_head(phrase)
    noun = head_noun(head)[0].partition(" of ")[0]
    told = len(head) > 2 and (is_office(noun) or noun in words("roles", "runner"))  # more than "the mayor"
    if not told or not names_role(phrase) or noun in words("roles", "relation", "vague", "kin"):
        return []
    end = phrase[-1].end if tail and tail[0].word == "of" else head[-1].end
    title = [token for token in phrase[1:] if token.end <= end]
    beside = tokens[len(title) + 1 : len(title) + 2]
    named = any(token.type == "person" or token.word in _COMPARED or token.text == "," for token in [*title, *beside])
    return [] if named else title
