"""What kind of source says something: a person, a body, a group, a document, or figures."""

from __future__ import annotations

import re

from newsan.document import Span, Speaker
from newsan.language.index import Index
from newsan.language.lexicon.lookup import table, words
from newsan.language.syntax.noun_phrases import LONGEST, NounPhrase
from newsan.language.syntax.segments import is_part, kind_of, segments, split_at_head
from newsan.language.syntax.tokens import head_noun, noun_kind, tokens_between
from newsan.values import EntityType, SourceType

OF_NAME: dict[EntityType, SourceType] = {
    "person": "person",
    "org": "organisation",
    "place": "organisation",
    "group": "group",
    "other": "document",
}
_OF_NAMELESS: dict[EntityType, SourceType] = {**OF_NAME, "person": "unnamed person"}
_PEOPLE = re.compile(r"[a-z-]{3,}(?:ist|ian|man|woman)")
_OCCUPATION = re.compile(r"[a-z-]{3,}(?:er|or|ist|ian|man|woman|person)")
_SHARE = re.compile(
    r"(?:[a-z]+ ){0,3}(?:half|(?:an?|one|two|three|four)[- ](?:third|quarter|fifth)s?"
    r"|\w+ (?:out of|in) (?:every )?(?:\d+|two|three|four|five|ten))(?=,|$| of (?:those|them|the|all)\b)",
    re.IGNORECASE,
)
"""A share of people: "nearly nine out of ten", "two-thirds of those who were asked"."""


def source_type(index: Index, speaker: Speaker, source: Span | None, phrase: NounPhrase | None) -> SourceType | None:
    """The kind of a source, by the phrase that stands for it and the speaker behind it; None where that is open."""
    written = written_source(index, source) if source else None
    if written or speaker.rule.endswith("document"):
        return written or "document"
    if _is_named_body(speaker, phrase):
        return "organisation"
    if speaker.status == "named":
        return OF_NAME[speaker.type or "person"]
    if speaker.type is None and source is not None and _SHARE.match(index.text, *source):
        return "group"
    return None if speaker.status == "unresolved" else _of_unnamed(speaker, phrase)


def _of_unnamed(speaker: Speaker, phrase: NounPhrase | None) -> SourceType | None:
    """The kind of a source without a name."""
    of_phrase = _of_phrase(phrase) if phrase else None
    return of_phrase or (_OF_NAMELESS[speaker.type] if speaker.type else _of_noun(phrase) if phrase else None)


def _is_named_body(speaker: Speaker, phrase: NounPhrase | None) -> bool:
    """Whether a noun says that what looks like a person's or a people's name is a body's: "newspaper The Courier"."""
    is_doubtful = speaker.type in ("person", "group")
    return is_doubtful and phrase is not None and phrase.name is not None and noun_kind(phrase.noun) == "body"


def _of_phrase(phrase: NounPhrase) -> SourceType | None:
    """The kind that a phrase without a name tells, whatever its noun is."""
    if phrase.head in words("bodies"):
        return "organisation"
    if phrase.head in words("sources", "somebody"):
        return "group" if phrase.plural and phrase.head == "source" else "unnamed person"
    if phrase.kind == "person" or phrase.head in words("grammar", "they"):
        return "group" if phrase.plural or phrase.kind == "pronoun" else None
    return "group" if phrase.within and phrase.within[-1].type == "group" else None


def written_source(index: Index, source: Span) -> SourceType | None:
    """Whether the words of a source stand for a document or for figures: "a survey | by Greenpeace"."""
    head, tail = split_at_head(segments(tokens_between(index, source[0], min(source[1], source[0] + LONGEST)))[0])
    two, _ = head_noun(head)
    if is_part(two, tail):
        return written_source(index, (tail[1].start, source[1]))
    noun = two.split()[-1] if two else ""
    if not noun or noun_kind(two) == "person":
        return None
    if two in words("sources", "data") or noun in words("sources", "data"):
        return "data"
    kind = kind_of(two, tail)
    known = kind == "document" or noun in words("sources", "document") or noun in table("documents")
    return "document" if known and kind != "body" else None


def _of_noun(phrase: NounPhrase) -> SourceType | None:
    """The kind by the noun alone, also for occupations that no list has: "a beekeeper", "skippers"."""
    if phrase.plural:
        counted = phrase.determiner in words("grammar", "indefinite") and _OCCUPATION.fullmatch(phrase.head)
        return "group" if counted or _PEOPLE.fullmatch(phrase.head) else None
    is_one = phrase.kind == "person" or _OCCUPATION.fullmatch(phrase.head) or phrase.head in words("titles")
    return "unnamed person" if is_one else None
