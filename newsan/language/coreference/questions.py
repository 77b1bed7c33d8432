"""Whom words mean: a pronoun or a description as a question with candidates, and its most likely answer.

Speakers, who are also the holders of what they say, ask here.  Rules say who cannot be meant; ``features.py`` says
what speaks for the others, and ``antecedents.py`` weighs it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace

from newsan.language.coreference.agreement import SAME, describe_two, is_another
from newsan.language.coreference.anaphors import TYPES, Anaphor, anaphor, sort_of
from newsan.language.coreference.antecedents import Answer, Candidate, Kind, Question, answer, unread
from newsan.language.coreference.discourse import Discourse
from newsan.language.coreference.features import POSSESSIVES, features, gender_of_phrase, kind_of, nobody
from newsan.language.coreference.groups import is_pair, together
from newsan.language.coreference.salience import OBJECT, Key, Reference, before, reference_to
from newsan.language.entities.genders import Gender
from newsan.language.lexicon.countries import country_of, demonym_country
from newsan.language.lexicon.forms import fold
from newsan.language.syntax.noun_phrases import NounPhrase

FARTHEST: dict[Kind, int] = {"he or she": 40, "it or they": 12}
"""Sentences that are looked back for a pronoun."""

MOST = 24
"""Candidates that are compared."""

LEAST: Mapping[Kind, float] = {"he or she": 0.5, "it or they": 0.45, "person described": 0.5, "thing described": 0.5}
LEAD: Mapping[Kind, float] = {"he or she": 0.7, "person described": 0.6, "thing described": 0.6}
"""How likely somebody has to be meant to be the answer, and their share of the probability of the two likeliest: of two
equal ones neither is the answer.  Set by cross-validation (training/TUNING.md)."""


def meaning(discourse: Discourse, phrase: NounPhrase, i: int | None = None, *, least: float | None = None) -> Answer:
    """Whom a pronoun or a description means, if that can be told; or the likeliest, with ``least`` probability.

    ``i``: the attribution whose source it is.
    """
    asked = question(discourse, phrase, i)
    if asked is None:
        return Answer(None, 1.0)
    return answer(asked, LEAST[asked.kind], LEAD.get(asked.kind, 0.0)) if least is None else answer(asked, least)


def owner_meant(discourse: Discourse, phrase: NounPhrase) -> Candidate | None:
    """Whom "his", "her", "its" or "their" means in "his campaign"."""
    word, (start, end) = phrase.determiner, phrase.span
    at = discourse.index.text[start:end].lower().find(word)
    if word not in POSSESSIVES or at < 0:
        return None
    return meaning(discourse, NounPhrase("pronoun", (start + at, start + at + len(word)), word)).candidate


def question(discourse: Discourse, phrase: NounPhrase, i: int | None = None) -> Question | None:
    """Whom a pronoun or a description may mean; None for other words."""
    sort = "pair" if is_pair(discourse.index, phrase) else sort_of(phrase)
    if sort is None:
        return None
    owner = owner_meant(discourse, phrase) if phrase.kind != "pronoun" else None
    asked = anaphor(discourse, phrase, sort, i, owner.key if owner else None)
    candidates: list[Candidate] = []
    for references in _spoken_of(discourse, asked):
        nearest = references[0]
        if asked.sentence - nearest.sentence > FARTHEST.get(asked.kind, asked.sentence) or len(candidates) == MOST:
            break
        if _possible(discourse, asked, nearest):
            candidates.append(
                Candidate(nearest.key, references, features(discourse, asked, references, len(candidates)))
            )
    candidates = candidates or list(_last_two(discourse, asked))
    candidates = _agreeing(_as_introduced(_who_speak(asked, candidates)))
    none = nobody(discourse, asked, candidates)
    places = [[reference.span for reference in candidate.references] for candidate in candidates]
    read = (unread if sort == "pair" else discourse.read)(
        asked.kind, phrase.span, places, [none, *(one.features for one in candidates)]
    )
    return Question(asked.kind, candidates, none, read)


def _spoken_of(discourse: Discourse, asked: Anaphor) -> Iterator[list[Reference]]:
    """Those whom the text has spoken of, the nearest first, each with the references to them.

    Those who were described or named so are among them also where that was long ago.
    """
    by_key: dict[Key, list[Reference]] = {}
    for reference in before(discourse.references, asked.position):
        by_key.setdefault(reference.key, []).append(reference)
    yield from by_key.values()
    index = discourse.index
    for entity in {*asked.roles, *asked.named} - {key.entity for key in by_key}:
        mentions = index.entities[entity].mentions
        end = bisect_right(mentions, asked.position, key=lambda mention: mention.end)
        for last in mentions[max(0, end - 1) : end]:
            yield [reference_to(index, Key(entity), (last.start, last.end), OBJECT)]


def _last_two(discourse: Discourse, asked: Anaphor) -> Iterator[Candidate]:
    """The two persons who were last spoken of, where nothing names two together whom "both" can mean."""
    earlier = list(before(discourse.references, asked.position)) if asked.sort == "pair" else []
    named = dict.fromkeys(reference.key for reference in earlier if reference.key.entity >= 0)
    people = [key.entity for key in named if kind_of(discourse, key) == "person"]
    if len(people) > 1:
        key = together(set(people[:2]))
        references = [replace(reference, key=key) for reference in earlier if reference.key.entity in key.joint]
        yield Candidate(key, references, features(discourse, asked, references, 0))


def _possible(discourse: Discourse, asked: Anaphor, nearest: Reference) -> bool:
    """Whether somebody may be meant at all: of a type and gender that do not contradict, and not named in the phrase.

    Who says the words is "I" between marks, and never "the captain" in words of their own.
    A subordinate "they" mostly takes up a common noun near it ("voters … because they"), so it means nobody from
    another sentence.
    """
    key = nearest.key
    if (
        _speaks(asked, key)
        or key == asked.owner
        or any(mention.entity == key.entity for mention in asked.phrase.within)
    ):
        return False
    elsewhere = asked.sort == "they" and asked.subordinate and nearest.sentence != asked.sentence
    if elsewhere or kind_of(discourse, key) not in TYPES[asked.sort] or not _fits(asked, key):
        return False
    if asked.phrase.kind == "body" and _is_of_other_country(discourse, asked, key):
        return False
    if _is_another(discourse, asked, key):
        return False
    return asked.gender is None or _may_be(discourse, key, asked.gender)


def _is_of_other_country(discourse: Discourse, asked: Anaphor, key: Key) -> bool:
    """Whether a body is called by a country, and somebody is another country: "China's foreign ministry" and Japan."""
    named = (discourse.index.entities[mention.entity].name for mention in asked.phrase.within)
    countries = {country_of(name) or demonym_country(name) for name in named} - {None}
    own = country_of(discourse.index.entities[key.entity].name) if key.entity >= 0 else None
    return own is not None and bool(countries) and own not in countries


def _is_another(discourse: Discourse, asked: Anaphor, key: Key) -> bool:
    """Whether a description is of another place or body than the one that somebody was called by, in the same words."""
    if asked.phrase.kind == "pronoun" or key.entity in asked.roles:
        return False
    if key.entity < 0:
        return describe_two(discourse.index.text[slice(*asked.phrase.span)], key.phrase)
    known = discourse.traits[key.entity].descriptions
    return any(is_another(discourse.index, one, asked.phrase) for one in known if one.position < asked.position)


def _speaks(asked: Anaphor, key: Key) -> bool:
    """Whether somebody says the words, or is one of those who do, and so is "I" or "we" in them."""
    if key.joint:
        return asked.speaker is not None and asked.speaker.entity in key.joint
    is_said = asked.quote is not None or asked.phrase.kind != "pronoun"
    return is_said and key == asked.speaker and asked.kind != "it or they"


def _may_be(discourse: Discourse, key: Key, gender: Gender) -> bool:
    """Whether neither a title nor a role says that somebody is of the other gender."""
    if key.entity < 0:
        return gender_of_phrase(key.phrase) in (None, gender)
    traits = discourse.traits[key.entity]
    return not traits.certain or traits.gender in (None, gender)


def _fits(asked: Anaphor, key: Key) -> bool:
    """Whether a description may be of somebody: of those whom the text has described or named just so, else of anybody.

    People who were described in other words of the same meaning are compared with the others, bodies are not.
    """
    if asked.phrase.kind == "pronoun" or asked.sort == "pair":
        return True
    if key.entity < 0:
        return bool(asked.nouns) and asked.nouns <= set(fold(key.phrase).split())
    matched = {*asked.roles, *asked.named}
    if asked.kind == "person described":
        return key.entity in matched or max(asked.roles.values(), default=0.0) < SAME
    return not asked.phrase.plural and (not matched or key.entity in matched)


def _who_speak(asked: Anaphor, candidates: list[Candidate]) -> list[Candidate]:
    """Without those named together who have said nothing, where "they said" comes after "prosecutors said"."""
    spoke = any(
        "last speaker, source" in candidate.features and candidate.key.kind == "people" for candidate in candidates
    )
    if asked.sort != "they" or not spoke:
        return candidates
    return [candidate for candidate in candidates if not candidate.key.joint or "has spoken" in candidate.features]


def _as_introduced(candidates: list[Candidate]) -> list[Candidate]:
    """A source without a name ("a union") rules out who was spoken of before it, or is not called so ("the union")."""
    last = next((i for i, candidate in enumerate(candidates) if "introduced so" in candidate.features), None)
    if last is None:
        return candidates
    called = {"described so", "noun in the name", "called so before"}
    return [candidate for candidate in candidates[: last + 1] if called & candidate.features.keys()]


def _agreeing(candidates: list[Candidate]) -> list[Candidate]:
    """Those whose given name is not of the other gender, where somebody's is of the right one."""
    if not any("gender agrees" in candidate.features for candidate in candidates):
        return candidates
    return [
        candidate
        for candidate in candidates
        if "gender differs" not in candidate.features or "called so" in candidate.features
    ]
