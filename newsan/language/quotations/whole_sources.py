"""Complete a source that was cut short: in the middle of a name, before the name, behind its article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsan.document import Attribution, Span
from newsan.language.index import EntityMention, Index, mentions_in, sentence_around
from newsan.language.layout.interviews import Turn
from newsan.language.lexicon.lookup import words
from newsan.language.quotations.borders import within_borders
from newsan.language.quotations.source_spans import with_determiner, with_head
from newsan.language.syntax.descriptions import before
from newsan.language.syntax.titles import is_title, word_start
from newsan.language.syntax.tokens import head_noun, noun_kind, tokens_between

REACH = 60
"""Characters behind a lone article that are searched for its noun."""

LONGEST = 4
"""Words between a lone article and the cue that are taken for its noun phrase."""

_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
_GAP = re.compile(r"\s*(?:['\"“”’]\s?)?")
_COMMA = re.compile(r"\s*,?\s+")
_AND = re.compile(r"(?:and|&)\s+")


def with_whole_sources(
    index: Index, attributions: Iterable[Attribution], turns: Iterable[Turn] = ()
) -> Iterator[Attribution]:
    """The attributions with their sources as far as they are meant to go; a label of an interview is whole as it is.

    "Board president | Ada Crane" gets its name, "Norland Development | Bank" the rest of it, "The | Swedish partner"
    its noun, "His daughter, a lawyer, | Nora Price" the name behind the comma.  The content and the cue stay outside.
    """
    labels = {turn.label for turn in turns}
    for attribution in attributions:
        source = attribution.source
        if source is None or source in labels:
            yield attribution
        else:
            yield replace(attribution, source=_whole(index, attribution, source))


def _whole(index: Index, attribution: Attribution, source: Span) -> Span | None:
    near = attribution.cue[0] if attribution.cue else source[0]
    start, end = within_borders(index.text, _completed(index, attribution, source), near, index.sentences)
    if joined := _AND.match(index.text, start, end):
        start = joined.end()
    return (start, end) if start < end and not _is_nobody(index, (start, end)) else None


def _is_nobody(index: Index, source: Span) -> bool:
    """Whether a source is an article or a preposition alone, as in "the | allegations"; "Le" and "An" may be names."""
    return index.text[slice(*source)].lower() in words("marks", "small") and not mentions_in(index, *source)


def _completed(index: Index, attribution: Attribution, source: Span) -> Span:
    """A source with the rest of the name or noun phrase that it is a part of."""
    start, end = _with_body(index, with_whole_names(index, _with_whole_brackets(index, source)))
    taken = [*attribution.content, *([attribution.cue] if attribution.cue else [])]
    free = max((behind for _, behind in taken if behind <= start), default=0)
    start, end = with_head(index.text, (start, end), max(free, sentence_around(index, start)[0]))
    if index.text[start:end].strip().lower() in words("grammar", "definite", "indefinite"):
        end = _noun_end(index, end, _limit(end, taken))
    name = _name_behind(index, start, end)
    if name is not None and not any(a < name.end and name.start < b for a, b in taken):
        return start, name.end
    return start, _capitals_end(index, start, end, _limit(end, taken)) if name is None else end


def _with_whole_brackets(index: Index, span: Span) -> Span:
    """A span with the brackets that it cuts through, and the name before the first: "| Harbour Party (H | P) MP Bo"."""
    start, end = span
    for brackets in _BRACKETS.finditer(index.text, max(0, start - REACH), end + REACH):
        opened, closed = brackets.span()
        if opened < start < closed < end:
            i = bisect_left(index.mention_starts, opened) - 1
            named = i >= 0 and not index.text[index.mentions[i].end : opened].strip()
            start = index.mentions[i].start if named else start
        elif start < opened < end < closed:
            end = closed
    return start, end


def with_whole_names(index: Index, span: Span) -> Span:
    """A span with the mentions that it cuts through."""
    start, end = span
    i = bisect_left(index.mention_starts, start) - 1
    if i >= 0 and index.mentions[i].end > start:
        start = index.mentions[i].start
    i = bisect_left(index.mention_starts, end) - 1
    return start, max(end, index.mentions[i].end) if i >= 0 else end


def _with_body(index: Index, span: Span) -> Span:
    """A lone noun for one person with the body before it: "a Tarn District Court | judge"."""
    i = bisect_left(index.mention_starts, span[0]) - 1
    noun = index.text[slice(*span)]
    joins = i >= 0 and index.mentions[i].end + 1 == span[0] and index.mentions[i].type == "org"
    if not joins or not noun.islower() or noun_kind(noun) != "person" or noun in words("roles", "crowd"):
        return span
    return with_determiner(index.text, (index.mentions[i].start, span[1]))


def _limit(end: int, taken: list[Span]) -> int:
    """Where the next cue or content begins."""
    return min((start for start, _ in taken if start >= end), default=end + REACH)


def _noun_end(index: Index, end: int, limit: int) -> int:
    """The end of the noun phrase that a lone article opens."""
    tokens = tokens_between(index, end, min(limit, end + REACH))
    for i, token in enumerate(tokens):
        if token.word in words("grammar", "preposition", "auxiliary") or (token.word and not token.word[0].isalnum()):
            break
        if token.word and noun_kind(head_noun(tokens[: i + 1])[0]) != "other":
            return token.end
    return limit if limit - end < REACH and 0 < len(tokens) <= LONGEST else end


def _name_behind(index: Index, start: int, end: int) -> EntityMention | None:
    """The name right behind a description; behind a comma only a person, and only for the noun of one."""
    i = bisect_left(index.mention_starts, end)
    if i >= len(index.mentions):
        return None
    mention = index.mentions[i]
    if _ends_with_name(index, start, end):
        return mention if mention.type == "person" and _is_titled(index, (start, end), mention) else None
    if _GAP.fullmatch(index.text, end, mention.start):
        described = index.text[end - 1 : end] != "," or mention.type == "person"
        return mention if described else None
    behind_comma = _COMMA.fullmatch(index.text, end, mention.start) and mention.type == "person"
    return mention if behind_comma and _is_role(index, start, end) else None


def _capitals_end(index: Index, start: int, end: int, limit: int) -> int:
    """The end of the capitalised words between a title and the cue: "US President | Crane said"."""
    rest = index.text[end:limit].strip() if limit - end < REACH else ""
    last = index.text[word_start(index.text, end) : end]
    return limit if rest.istitle() and rest.replace(" ", "").isalpha() and is_title(last) else end


def _ends_with_name(index: Index, start: int, end: int) -> bool:
    inside = mentions_in(index, start, end)
    return bool(inside) and not index.text[inside[-1].end : end].strip(" ’'s") and inside[-1].type in ("person", "org")


def _is_titled(index: Index, source: Span, mention: EntityMention) -> bool:
    """Whether a source is the body with which the title before a name begins: "| Channel Nine | host Bo Ek"."""
    title = before(index, mention)
    return bool(title) and source[0] <= title[0].start < source[1] and title[0].type == "org"


def _is_role(index: Index, start: int, end: int) -> bool:
    """Whether a span is a description of one person: "his daughter"."""
    tokens = tokens_between(index, start, end)
    nouns = [head_noun(tokens[: i + 1]) for i, token in enumerate(tokens) if token.word and token.word[0].isalnum()]
    return any(noun_kind(noun) == "person" and not plural for noun, plural in nouns)
