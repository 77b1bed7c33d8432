"""What a title says: the role in it, the body, party or country that it names, and whether one can belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsan.document import Span
from newsan.language.coreference.discourse import affiliation_name
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.titles import is_office

HEAD = re.compile(r"(.*?)(?:\s+(?:of|for|at|in|to|with|on|from)\s|,|$)")
"""A role or the name of a body up to what it is of: "head | of sales", "Ministry | of Norland"."""

_TAIL = re.compile(
    r"\b(?:of|for|at|with)\s+(?:the\s+)?((?:[A-Z][\w.&’'-]*)(?:\s(?:(?:of|for|and|the|on)\s)*[A-Z][\w.&’'-]*)*)"
)
_FIELD = re.compile(r"\b(?:minister|secretary) (?:of|for) $", re.IGNORECASE)
"""Before what an office is for, which is no body: "Minister of | Economy"."""
_OF_BODY = re.compile(r" (?:for|of|with|at|from) (?:an?|the) (?:[\w-]+ ){0,2}?(?P<body>[a-z-]+)(?= \w+ing )")
_PLAIN = re.compile(r"(?:['’]s|['’])?((?: [a-z-]+){1,4})")


def role_in(index: Index, title: Span) -> str:
    """The role that a title begins with: "chief executive" of the Porto Pier Trust, the club's "new coach"."""
    if index.text.startswith("who ", title[0]):
        return ""
    head = HEAD.match(index.text, *title)
    end = head.end(1) if head else title[1]
    inside = (mention.end for mention in mentions_in(index, *title) if mention.end < end)
    start = max((at for at in inside if not index.text.startswith((",", " and "), at)), default=title[0])
    return re.split(r"(?:^|\s)?['’]s?\s", " ".join(index.text[start:end].split()))[-1]


def affiliation_in(index: Index, title: Span) -> str | None:
    """The body that a title names: an organisation before a place, whatever stands first; else words with capitals."""
    title = own_part(index, title)
    inside = [mention for mention in mentions_in(index, *title) if mention.type in ("org", "place", "group")]
    bodies = [mention for mention in inside if mention.type == "org"] or inside
    if bodies and bodies[0].type == "org":
        return affiliation_name(index, bodies[0].entity)
    named = body_of_person(index, title) or _body_in_capitals(index, title, inside)
    return named or (affiliation_name(index, bodies[0].entity) if bodies else None)


def own_part(index: Index, title: Span) -> Span:
    """A title without what the body in it does: "a lawyer for the firm | suing Acme"; nor where somebody comes from."""
    start, end = without_home(index, title)
    bodies = (found for found in _OF_BODY.finditer(index.text, start, end) if found["body"] in words("bodies"))
    return start, next((found.end() for found in bodies), end)


def without_home(index: Index, title: Span) -> Span:
    """A title without where somebody comes from: "a student | from Porto"; "a senator from Porto" sits for it."""
    at = index.text.find(" from ", *title)
    homes = (
        [mention for mention in mentions_in(index, at, title[1]) if mention.start == at + len(" from ")]
        if at > 0
        else []
    )
    is_home = bool(homes) and homes[0].type == "place" and not is_office(role_in(index, title).casefold())
    return (title[0], at) if is_home else title


def _body_in_capitals(index: Index, title: Span, inside: Sequence[EntityMention]) -> str | None:
    """The words with capitals behind "of" in a title, if none of the mentions there is what they begin with."""
    named = _TAIL.search(index.text, *title)
    if named is None or any(mention.start <= named.start(1) < mention.end for mention in inside):
        return None
    if _FIELD.search(index.text, title[0], named.start(1)):
        return None
    noun = named[1].casefold()
    is_office = noun.split()[0] in words("grammar", "office") or noun in words("bodies", "state")
    return None if is_office or named[1].endswith(("'s", "’s", "'", "’")) else " ".join(named[1].split())


def body_of_person(index: Index, title: Span) -> str | None:
    """The body in a title that is called after a person: "Ek campaign", "Ann Lee's legal team"."""
    for mention in mentions_in(index, *title):
        behind = _PLAIN.match(index.text, mention.end, title[1]) if mention.type == "person" else None
        nouns = list(re.finditer(r"[a-z-]+", behind.group(1))) if behind else []
        last = next((noun.end() for noun in reversed(nouns) if noun.group() in words("bodies")), None)
        if behind and last:
            return index.text[mention.start : behind.start(1) + last]
    return None


def belongs(role: str) -> bool:
    """Whether a role belongs to a body: no relative, supporter, neighbour or resident does, though a member does.

    >>> belongs("former member"), belongs("uncle"), belongs("rival senator")
    (True, False, False)
    """
    nouns, none = role.casefold().split(), words("roles", "kin", "relation")
    if len(nouns) > 1 and nouns[-1] in words("titles") and nouns[-2] in none - words("grammar", "modifier"):
        return False
    return not nouns or nouns[-1] in ("member", "politician", "one") or nouns[-1] not in none
