"""What speaks for somebody who may be meant: how near, how prominent, of which gender, in whose words, called what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log, log2

from newsan.document import Span
from newsan.language.coreference.agreement import nouns_agree
from newsan.language.coreference.anaphors import Anaphor
from newsan.language.coreference.antecedents import Candidate, Features
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.salience import OBLIQUE, QUOTED, SUBJECT, Key, Reference
from newsan.language.coreference.traits import Description
from newsan.language.entities.body_kinds import body_kinds
from newsan.language.entities.genders import Gender, gender_of_noun
from newsan.language.entities.names import name_words
from newsan.language.index import Index, sentence_around, sentence_at
from newsan.language.lexicon.countries import country_of
from newsan.language.lexicon.lookup import table, words
from newsan.language.lexicon.patterns import Pattern

AHEAD, EARLIER = 75, 1_500
"""Characters behind "it" in which it turns out to mean nothing, and before a description with "a man" in them."""

LONGEST_OPENING = 150
"""Characters from the beginning of a sentence to a name in its opening phrase."""

SUBJECTS = frozenset({"he", "she", "they", "it"})
POSSESSIVES = frozenset({"his", "her", "hers", "their", "theirs", "its"})

_IMPERSONAL = re.compile(
    r"\s(?:(?:is|was|will|would|may|might|could|should|has|had|seems?|seemed|appears?|takes?|took|turns?|makes?|made|"
    r"becomes?|became|remains?|means?|not|also)\b|['’](?:s|ll)\b)(?:\s\w+){0,5}?\s(?:that|to|if|when|who|how|why|whether)\b"
)  # fmt: skip
"""How "it" that means nothing goes on: "it is clear that"."""

_OPENING = Pattern(
    r"\s*(?:(?i:<grammar.subordinator>)\s\w+ing|(?!(?i:<grammar.subordinator>)\s)(?i:<grammar.preposition>)"
    r"|[A-Z]\w+(?:ing|ed))\s(?=[^,;:“”\"]*\Z)"
)
_TO_COMMA = re.compile(r"(?<!['’]s)(?!['’]s)[^,;:.“”\"()]{0,60}, ")

_INTRODUCED = r"\b(?:an?|another|one|some|two|three|several|many)\s+(?:[\w’'-]+\s+){{0,3}}?{}\b"


def kind_of(discourse: Discourse, key: Key) -> str:
    """The type of an entity, or the kind of a source without a name."""
    return key.kind if key.entity < 0 else discourse.index.entities[key.entity].type


def features(discourse: Discourse, asked: Anaphor, references: Sequence[Reference], nearer: int) -> Features:
    """What speaks for somebody, of whom the text has spoken in these places, the nearest first."""
    values = {
        "nearer ones": min(nearer, 4),
        f"{asked.sort}: {kind_of(discourse, references[0].key)}": True,
        **_place(discourse, asked, references),
        **_words(asked, references),
        **_gender(discourse, asked, references),
        **(_description(discourse, asked, references[0].key) if asked.kind.endswith("described") else {}),
    }
    return {name: float(value) for name, value in values.items() if value}


def _place(discourse: Discourse, asked: Anaphor, references: Sequence[Reference]) -> Features:
    """How far back, how prominently and how often the text has spoken of somebody."""
    nearest, key = references[0], references[0].key
    sentences = max(0, asked.sentence - nearest.sentence)
    first = discourse.index.entities[key.entity].mentions[0].start if key.entity >= 0 else -1
    return {
        "same sentence": sentences == 0,
        "one sentence back": sentences == 1,
        "sentences back": log2(1 + sentences),
        "paragraphs back": min(max(0, asked.paragraph - nearest.paragraph), 4),
        "subject": nearest.weight >= SUBJECT,
        "oblique": nearest.weight == OBLIQUE,
        "quoted": nearest.weight == QUOTED,
        "quoted, asked outside": nearest.weight == QUOTED and asked.quote is None,
        "only quoted, asked outside": asked.quote is None
        and all(reference.weight == QUOTED for reference in references),
        "speaking": nearest.speaking,
        "has spoken": any(reference.speaking for reference in references),
        "times": log(len(references)),
        "no name": key.entity < 0 and not key.joint,
        "in the lead": first >= 0 and sentence_at(discourse.index, first) <= 1,
        "last speaker": key == asked.last_speaker,
        "last speaker, source": key == asked.last_speaker and asked.own is not None,
        "in the opening phrase": not sentences and _is_in_opening(discourse.index, nearest.span, asked.position),
    }


def _words(asked: Anaphor, references: Sequence[Reference]) -> Features:
    """Whose words the anaphor and its antecedent stand in, and which part they play in the sentence."""
    nearest, key = references[0], references[0].key
    here, subject = asked.sentence == nearest.sentence, nearest.weight >= SUBJECT
    content = asked.own.content if asked.own else ()
    inside = [any(start <= reference.span[0] < end for start, end in content) for reference in references]
    return {
        "named by the speaker": key.entity in asked.behind and asked.kind in ("he or she", "person described"),
        "in own words": inside[0],
        "only in own words": all(inside),
        "named in the same marks": asked.quote is not None and asked.quote[0] <= nearest.span[0],
        "reports the words": asked.quote is None and key == asked.speaker,
        "in the speaker's marks": asked.quote is not None and key == asked.speaker,
        "subject after subject": asked.word in SUBJECTS and subject,
        "subject of the sentence before": asked.opens and subject and asked.sentence - nearest.sentence == 1,
        "subject of the same sentence": asked.word in SUBJECTS and here,
        "possessive in the same sentence": asked.word in POSSESSIVES and here,
    }


def _is_in_opening(index: Index, span: Span, position: int) -> bool:
    """Whether words stand in a phrase that opens a sentence and has no subject, right before a position.

    "After meeting Ann Lee, | the minister | said": whoever is named there is not the subject.
    """
    start = sentence_around(index, span[0])[0]
    opening = _OPENING.match(index.text, start, span[0]) if span[0] - start < LONGEST_OPENING else None
    rest = _TO_COMMA.fullmatch(index.text, span[1], position)
    if not opening or not rest:
        return False
    said = {*index.text[opening.end() : span[0]].lower().split(), *rest[0].lower().split()}
    return said.isdisjoint(words("reporting", "finite")) and not any(word.endswith("ed") for word in rest[0].split())


def _gender(discourse: Discourse, asked: Anaphor, references: Sequence[Reference]) -> Features:
    """What gender says of somebody, and how often the text has called them "he" or "she" so far."""
    key = references[0].key
    if asked.gender is None:
        return {}
    if key.entity < 0:
        return {"gender agrees": gender_of_phrase(key.phrase) is not None}
    traits = discourse.traits[key.entity]
    said = [discourse.index.text[slice(*reference.span)].lower() for reference in references]
    balance = sum((word in words("grammar", "he")) - (word in words("grammar", "she")) for word in said)
    balance = balance if asked.gender == "male" else -balance
    return {
        "gender agrees": traits.gender == asked.gender,
        "gender agrees by title": traits.gender == asked.gender and traits.certain,
        "gender differs": traits.gender not in (None, asked.gender),
        "called so": balance > 0,
        "called otherwise": balance < 0,
        "often called otherwise": balance < -3,
    }


def gender_of_phrase(phrase: str) -> Gender | None:
    """The gender of the first noun in a phrase that has one."""
    return next((gender for word in phrase.lower().split() if (gender := gender_of_noun(word))), None)


def _description(discourse: Discourse, asked: Anaphor, key: Key) -> Features:
    """How the text has described and named somebody before, held against the phrase."""
    before_it = discourse.traits[key.entity].descriptions if key.entity >= 0 else []
    known = [description for description in before_it if description.position < asked.position]
    agrees = max((nouns_agree(noun, asked.word) for description in known for noun in description.nouns), default=0.0)
    name = discourse.index.entities[key.entity].name if key.entity >= 0 else key.phrase
    here, owner = asked.roles.get(key.entity, 0.0), asked.phrase.owner or asked.owner
    return {
        "called so before": key.entity < 0,
        "introduced so": key.entity < 0 and is_introduction(key.phrase),
        "described so": here,
        "alone described so": here and len(asked.roles) == 1,
        "noun known": agrees,
        "described otherwise": bool(known) and not agrees,
        "noun in the name": key.entity in asked.named,
        "owner known": owner is not None and any(owner.entity in description.others for description in known),
        **_kinds(asked, name, known, kind_of(discourse, key)),
        "plain": not {*asked.phrase.modifiers} - {asked.phrase.determiner} and asked.phrase.owner is None,
    }


def _kinds(asked: Anaphor, name: str, known: Sequence[Description], kind: str) -> Features:
    """Whether a noun tells the same kind of body as a name and what described it."""
    wanted = body_kinds([asked.word])
    full = table("acronyms").get(name, (name,))[0]
    own = ["country", "government"] if country_of(name) else ["place"]
    told = body_kinds(
        [
            *(own if kind == "place" else name_words(full)),
            *(noun for description in known for noun in description.nouns),
        ]
    )
    return {"kind agrees": bool(wanted & told), "kind differs": bool(wanted and told and not wanted & told)}


def is_introduction(phrase: str) -> bool:
    """Whether a phrase brings up somebody new: "a union", "two officers".  "The union" may be one that has a name."""
    return phrase.split(" ", 1)[0].lower() in words("grammar", "indefinite")


def nobody(discourse: Discourse, asked: Anaphor, candidates: Sequence[Candidate]) -> Features:
    """What speaks for somebody or something without a name, or for nothing."""
    named = {
        "always": 1.0,
        asked.sort: 1.0,
        "in marks": asked.quote is not None,
        "source": asked.own is not None,
        "no subject": not any("subject" in candidate.features for candidate in candidates),
        **(_other_words(discourse, asked) if asked.kind == "it or they" else {}),
        **(_phrase(discourse, asked) if asked.kind.endswith("described") else {}),
    }
    if asked.gender:
        named["nobody agrees"] = not any("gender agrees" in candidate.features for candidate in candidates)
    return {f"nobody: {name}": float(value) for name, value in named.items() if value}


def _other_words(discourse: Discourse, asked: Anaphor) -> Features:
    """What the words around "it" or "they" say: "it" that means nothing, "their", a clause inside another."""
    end = asked.phrase.span[1]
    return {
        "possessive": asked.word in POSSESSIVES,
        "impersonal": asked.word == "it" and _IMPERSONAL.match(discourse.index.text, end, end + AHEAD) is not None,
        "subordinate": asked.subordinate,
    }


def _phrase(discourse: Discourse, asked: Anaphor) -> Features:
    """What the form of a description says: a plural, an owner, "a man" earlier in the text."""
    phrase, stretch = asked.phrase, discourse.index.text[max(0, asked.position - EARLIER) : asked.position]
    introduced = re.compile(_INTRODUCED.format(re.escape(phrase.head)), re.IGNORECASE)
    return {
        "plural": phrase.plural,
        "loose": phrase.head in words("roles", "loose"),
        "general": phrase.head in words("bodies", "general"),
        "possessive": phrase.determiner in words("grammar", "possessive"),
        "owned": phrase.determiner == "'s" or phrase.owner is not None,
        "modified": bool({*phrase.modifiers} - {phrase.determiner}),
        "best description": max(asked.roles.values(), default=0.0),
        "trade of none": asked.sort == "person" and not asked.roles and phrase.head not in words("roles", "loose"),
        "introduced without a name": introduced.search(stretch) is not None,
    }
