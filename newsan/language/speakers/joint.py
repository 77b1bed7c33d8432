"""Who says something together with the speaker: "Crane and Ek said", "skippers, including Moss, say"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in, quote_at, sentence_around
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import words
from newsan.language.lexicon.patterns import Pattern
from newsan.language.speakers.titles import title_before
from newsan.language.syntax.descriptions import BESIDE
from newsan.language.syntax.tokens import noun_kind

REACH = 80
"""Characters beside a source in which the other half of "Crane and Ek" is looked for."""

_ARTICLE = re.compile(r"(?:\b(?:the|an?|his|her|their|its|both)\s+)*$", re.IGNORECASE)
_AND = re.compile(r"(?:\band(?: also)?|&|\bas well as|\b(?:along|together) with)\s+$|/$")
_KIND = re.compile(r"(?:the|an?)((?: [a-z-]+){1,4}) $", re.IGNORECASE)
_DESCRIBED = re.compile(r"\b(?:and|&) (?:the |an? )?((?:[a-z-]+ ){1,3})$")
_ADJOINS = re.compile(r"(?: \([^()\n]{1,20}\))?[ ,]*")
_SURNAMED = re.compile(r", (?:(?:sur|nick)?named|known as) \Z")
_COMMA = re.compile(r",\s+$")
_INCLUDING = re.compile(r"\bincluding\s+$")
_CLOSED = Pattern(
    rf"(?:\s(?:of|from|for|at)(?:\sthe)?(?:\s[A-Z][\w.&’'-]*){{1,4}})?{BESIDE}"
    r"(?:\s*(?:[,—–]|$|and\b|&|as well as\b|(?:along|together) with\b)|/)"
)


def spoken_together(index: Index, source: Span, first: int | None) -> list[EntityMention]:
    """The mentions of those who speak together with the speaker, whose entity is ``first``, in the order of the text.

    "Crane and Ek" are two if both halves are names; in "skippers, including Moss" Moss is one of the skippers.
    """
    start, end = _start_of_both(index, source), source[1]
    inside = [mention for mention in mentions_in(index, start, end) if quote_at(index, mention.start) is None]
    included = [mention for mention in inside if _INCLUDING.search(index.text, *_reach(index, mention, start))]
    together = _coordinated(index, inside, start, end)
    if first not in {mention.entity for mention in together}:
        before = [mention for mention in inside if mention.end <= source[0] and mention.type == "person"]
        together = before if before and first is None else included
    return list({mention.entity: mention for mention in together if mention.entity != first}.values())


def _coordinated(index: Index, inside: Sequence[EntityMention], start: int, end: int) -> list[EntityMention]:
    """The names that "and" and commas join; fewer than two are none."""
    names: list[EntityMention] = []
    joined = False
    for mention in inside:
        reach = _reach(index, mention, start)
        conjunction = _AND.search(index.text, *reach)
        slashed = conjunction is not None and conjunction[0] == "/"
        if not slashed and not _CLOSED.match(index.text, mention.end, end):
            continue
        by_and = conjunction is not None and (not names or _joins(index, names[-1], conjunction.start(), end))
        listed = _COMMA.search(index.text, *reach) is not None and _lists(names, mention)
        if (by_and or listed) if names else _is_of_all(index.text[start : reach[1]]):
            names.append(mention)
            joined = joined or by_and
    return names if joined and len(names) > 1 else []


def _lists(names: Sequence[EntityMention], mention: EntityMention) -> bool:
    """Whether a comma before a name may continue a list of others: of persons, or of bodies."""
    return mention.type == "person" or (mention.type == "org" and bool(names) and names[-1].type == "org")


def _joins(index: Index, name: EntityMention, conjunction: int, end: int) -> bool:
    """Whether "and" joins to a name and is not inside what is said of its bearer: "Ek, owner of Acme | and Barlow"."""
    closed = _CLOSED.match(index.text, name.end, end)
    beside = closed is not None and closed.end() > conjunction
    return beside or index.text[name.end : conjunction].rstrip().endswith(",")


def _is_of_all(before: str) -> bool:
    """Whether all before the first of several names is what they all are, or it is: "Senators", "the rights group"."""
    words_before = before.casefold().rstrip(" ,").split()
    last = words_before[-1] if words_before else ""
    kind = _KIND.fullmatch(before)
    of_first = kind is not None and words("grammar", "preposition").isdisjoint(kind[1].lower().split())
    return not last or of_first or (last != singular(last) and noun_kind(singular(last)) == "person")


def _reach(index: Index, mention: EntityMention, start: int) -> Span:
    """The stretch before a name, its title and article, in which "and" stands."""
    title = title_before(index, mention) if mention.type == "person" else None
    at = title.span[0] if title and title.span[0] >= start else mention.start
    plain = _DESCRIBED.search(index.text, max(start, at - REACH), at)
    if plain and not any(word in words("grammar", "preposition") for word in plain.group(1).split()):
        at = plain.start(1)
    article = _ARTICLE.search(index.text, max(start, at - 20), at)
    return max(start, at - REACH), article.start() if article else at


def _start_of_both(index: Index, source: Span) -> int:
    """Where a source begins with the name that "and" joins to it, if it lacks it: "Kurt Adler and | Tim Sloan"."""
    start, begin = source[0], sentence_around(index, source[0])[0]
    joined = _AND.search(index.text, max(begin, start - REACH), start)
    earlier = mentions_in(index, max(begin, start - REACH), joined.start()) if joined else ()
    if not joined or not earlier or not _ADJOINS.fullmatch(index.text, earlier[-1].end, joined.start()):
        return start
    named = earlier[-1]
    for before in reversed(earlier[:-1]):
        if before.type != "person" or not _COMMA.fullmatch(index.text, before.end, named.start):
            break
        named = before
    first = min(_reach(index, named, begin)[1], named.start)
    opens = first - begin < REACH and not index.text[begin:first].strip(' ,“”"')
    opens = opens or _SURNAMED.search(index.text, begin, first) is not None
    return first if opens or index.text[max(0, first - 2) : first].rstrip().endswith((",", "—", "–")) else start
