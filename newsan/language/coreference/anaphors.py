"""Words that mean somebody whom the text names elsewhere: pronouns and definite descriptions, with where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsan.document import Attribution, Span
from newsan.language.coreference.antecedents import Kind
from newsan.language.coreference.candidates import described, named_so
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.salience import Key, before, word_before
from newsan.language.entities.genders import Gender, gender_of_noun
from newsan.language.index import Index, mentions_in, paragraph_at, quote_at, sentence_around, sentence_at
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.noun_phrases import NounPhrase, is_definite
from newsan.language.syntax.tokens import noun_kind, pronoun_class

_BODIES = frozenset({"org", "other", "body", "thing"})
TYPES = {
    "he": frozenset({"person"}),
    "it": _BODIES | {"place", "group", "people"},
    "they": _BODIES | {"group", "people", "joint"},
    "pair": frozenset({"joint"}),
    "person": frozenset({"person"}),
    "either": frozenset({"person", "org", "body"}),
    "people": frozenset({"people", "group"}),
    "body": _BODIES | {"place", "group"},
    "state": frozenset({"place", "org", "body"}),
    "document": _BODIES,
    "thing": _BODIES,
}
"""The types of entities and kinds of unnamed sources that each sort of anaphor may mean; "either": "the partner"."""

_GENDER: dict[str | None, Gender] = {"he": "male", "she": "female"}


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that mean somebody: a pronoun, or a description with its noun.

    ``own`` is the attribution whose source they are; how far back somebody was named is counted from ``sentence`` and
    ``paragraph``, where its words begin.  ``speaker`` says the words, ``owner`` is "his" in "his daughter".  ``opens``:
    they open their sentence.  ``nouns`` are what a description calls somebody, ``named`` the entities whose names hold
    all of them, and ``roles`` those whom the text has described so, with how well that agrees.  ``behind``: those whom
    the sentence of a source names behind it.
    """

    kind: Kind
    sort: str
    phrase: NounPhrase
    gender: Gender | None
    own: Attribution | None
    owner: Key | None
    speaker: Key | None
    last_speaker: Key | None
    quote: Span | None
    sentence: int
    paragraph: int
    opens: bool
    subordinate: bool
    nouns: frozenset[str]
    named: frozenset[int]
    roles: Mapping[int, float]
    behind: frozenset[int]

    @property
    def position(self) -> int:
        """Where the words begin."""
        return self.phrase.span[0]

    @property
    def word(self) -> str:
        """The pronoun, or the noun of a description."""
        return self.phrase.head


def sort_of(phrase: NounPhrase) -> str | None:
    """What a phrase may mean: he, it or they for a pronoun, else what its noun stands for; None if it is no anaphor."""
    if phrase.kind == "pronoun":
        name = pronoun_class(phrase.head)
        return "he" if name in _GENDER else name if name in ("it", "they") else None
    if not phrase.head or not (is_definite(phrase) or phrase.determiner == "'s"):
        return None
    if phrase.head.partition(" of ")[0].split()[-1] in words("bodies", "state"):  # a secretary of state is none
        return "state"
    kind = noun_kind(phrase.head)
    if kind == "person":
        return "people" if phrase.plural else "either" if phrase.head in words("bodies") else "person"
    return "thing" if kind == "other" else kind


def anaphor(discourse: Discourse, phrase: NounPhrase, sort: str, i: int | None, owner: Key | None) -> Anaphor:
    """A phrase of some sort with where it stands; ``i`` is the attribution whose source it is."""
    index, start = discourse.index, phrase.span[0]
    own = None if i is None else discourse.attributions[i]
    opening = min([start, *(begin for begin, _ in own.content)]) if own else start
    sentence = sentence_around(index, opening)[0]
    around = discourse.contents.around(phrase.span)
    parent = discourse.parents.get(i, -1) if i is not None else around[1] if around else -1
    nouns, named, roles = _matches(discourse, phrase, sort)
    return Anaphor(
        _kind(phrase, sort),
        sort,
        phrase,
        _GENDER.get(pronoun_class(phrase.head)) if phrase.kind == "pronoun" else gender_of_noun(phrase.head),
        own,
        owner,
        discourse.keys.get(parent),
        next((reference.key for reference in before(discourse.references, start) if reference.speaking), None),
        quote_at(index, start),
        sentence_at(index, opening),
        paragraph_at(index, opening),
        not index.text[sentence:opening].strip(" \n“\"'‘"),
        word_before(index.text, start)[0] in words("grammar", "subordinator"),
        nouns,
        named,
        roles,
        _behind(index, phrase) if own else frozenset(),
    )


def _behind(index: Index, phrase: NounPhrase) -> frozenset[int]:
    """Those whom the rest of the sentence names."""
    start, end = phrase.span[1], sentence_around(index, phrase.span[0])[1]
    return frozenset(mention.entity for mention in mentions_in(index, start, end))


def _kind(phrase: NounPhrase, sort: str) -> Kind:
    if phrase.kind == "pronoun" or sort == "pair":
        return "he or she" if sort == "he" else "it or they"
    return "person described" if sort in ("person", "either", "people") else "thing described"


def _matches(
    discourse: Discourse, phrase: NounPhrase, sort: str
) -> tuple[frozenset[str], frozenset[int], Mapping[int, float]]:
    """The nouns of a description, the entities named so before it, and those who were described so best."""
    if phrase.kind == "pronoun" or sort == "pair":
        return frozenset(), frozenset(), {}
    nouns = {*phrase.head.split()[-1:], *phrase.modifiers} - {phrase.determiner} - words("grammar", "modifier")
    named = set() if sort == "person" else named_so(discourse.index, discourse.candidates, nouns, phrase.span[0])
    roles = described(discourse.index, discourse.candidates, phrase, TYPES[sort])
    best = max(roles.values(), default=0.0)
    return frozenset(nouns), frozenset(named), {entity: fit for entity, fit in roles.items() if fit == best}
