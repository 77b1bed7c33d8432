"""The name that a description stands beside, where no list has its noun: "The postman, | Egon Pratt |, said"."""

from __future__ import annotations

import re

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.speakers.role_phrases import describes
from newsan.language.speakers.title_before import before
from newsan.language.speakers.title_behind import behind
from newsan.language.syntax.noun_phrases import NounPhrase
from newsan.language.syntax.titles import is_title

REACH = 60
"""Characters before a description that are searched for the name that it stands behind."""

LONGEST = 240
"""Characters of a description before a name."""

_ARTICLE = re.compile(r"(?:(?:the|an?|another|one)\s+)?", re.IGNORECASE)
_ELDER = re.compile(r",? the (?:elder|older|younger)")
_GAP = re.compile(r"(?:,\s+\d{1,3})?,\s+")


def name_of(index: Index, source: Span, phrase: NounPhrase) -> EntityMention | None:
    """The person whose name stands in a source, behind it or before it, if all of the source describes them."""
    first = mentions_in(index, *source)[:1]
    if first and first[0].start == source[0] and _ELDER.fullmatch(index.text, first[0].end, source[1]):
        return first[0]
    if phrase.plural and not index.text[source[0] : source[0] + 7].lower().startswith("one of "):
        return None
    return _behind_title(index, source) or _inside(index, source) or _before(index, source) or _behind(index, source)


def _inside(index: Index, source: Span) -> EntityMention | None:
    """The person whose title begins where the source does."""
    article = _ARTICLE.match(index.text, *source)
    starts = (source[0], article.end() if article else source[0])
    for mention in mentions_in(index, *source):
        title = before(index, mention) if mention.type == "person" else None
        at = title.span[0] if title else mention.start
        if mention.type == "person" and ((title and at in starts) or _apposed(index, source[0], at)):
            return mention
    return None


def _apposed(index: Index, start: int, at: int) -> bool:
    """Whether a description ends with a comma at a position: "one of the authors, | Rep. Harrow"."""
    if at - start > LONGEST:
        return False
    words = index.text[start:at].rstrip()
    return words.endswith(",") and describes(index, start, start + len(words) - 1)


def _before(index: Index, source: Span) -> EntityMention | None:
    """The person before the comma that a source stands behind: "Ines Duarte, | mayor of Porto Velho |, said"."""
    near = mentions_in(index, max(0, source[0] - REACH), source[0])
    if not near or near[-1].type != "person" or not _GAP.fullmatch(index.text, near[-1].end, source[0]):
        return None
    spans = (title.span for title in behind(index, near[-1]))
    return near[-1] if any(source[0] <= a < source[1] and b <= source[1] + 1 for a, b in spans) else None


def _behind(index: Index, source: Span) -> EntityMention | None:
    """The person behind the comma that a source ends with: "One of the divers |, Kaspar Lind, said"."""
    near = mentions_in(index, source[1], source[1] + REACH)
    if not near or near[0].type != "person" or not _GAP.fullmatch(index.text, source[1], near[0].start):
        return None
    title = before(index, near[0])
    starts = (source[0], source[0] + len(_ARTICLE.match(index.text, *source).group()))  # type: ignore[union-attr]
    return near[0] if title and title.span[0] in starts else None


def _behind_title(index: Index, source: Span) -> EntityMention | None:
    """The person right behind a source that is nothing but a title: "Mr. | Hollis"."""
    if not is_title(index.text[slice(*source)].strip()):
        return None
    behind_it = mentions_in(index, source[1], source[1] + REACH)
    return behind_it[0] if behind_it and not index.text[source[1] : behind_it[0].start].strip() else None
