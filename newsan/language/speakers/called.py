"""The descriptions by which a text calls persons who have no title beside their name: "the Tarn senator"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from newsan.document import Span
from newsan.language.index import EntityMention, Index, mentions_in
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.descriptions import names_role
from newsan.language.syntax.phrase_ends import Phrase
from newsan.language.syntax.tokens import POSSESSIVE, Token, head_noun, is_role, tokens_of

REACH = 200
"""Characters of a sentence in which a description is looked for."""

LONGEST = 8
"""Words of a description."""


def called(index: Index, titles: Mapping[int, Span | None]) -> dict[int, Span]:
    """The descriptions of persons without a title, by entity.

    A description means whom the sentence before it names first.  It counts where it means nobody else as often, and
    where nobody has a title with its noun, or with the name in it.
    """
    taken = " | ".join(index.text[slice(*title)] for title in titles.values() if title).casefold()
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    places: dict[tuple[str, int], Span] = {}
    for entity, telling, span in _guesses(index):
        if telling.casefold() not in taken:
            phrase = index.text[slice(*span)].casefold()
            votes[phrase][entity] += 1
            places.setdefault((phrase, entity), span)
    found: dict[int, Span] = {}
    for phrase, count in votes.items():
        (entity, most), *others = count.most_common(2)
        if entity in titles and titles[entity] is None and not (others and others[0][1] == most):
            found.setdefault(entity, places[phrase, entity])
    return found


def _guesses(index: Index) -> Iterator[tuple[int, str, Span]]:
    """Whom each description may mean, the name or the noun in it, and where it stands without its article."""
    last: EntityMention | None = None
    for start, end in index.sentences:
        people = [one for one in mentions_in(index, start, end) if one.type == "person"]
        until = min([end, start + REACH, *(one.start for one in people)])
        if last is not None and until > start:
            for phrase in _descriptions(tokens_of(index.text, (start, until), mentions_in(index, start, until))):
                name = next((token.text for token in phrase if token.mention), "")
                yield last.entity, name or head_noun(phrase)[0], (phrase[1].start, phrase[-1].end)
        last = people[0] if people else last


def _descriptions(tokens: Phrase) -> Iterator[Phrase]:
    """The phrases with "the", a role and whose or which it is: "the | former Tarn | senator"."""
    for i in (i for i, token in enumerate(tokens) if token.word == "the"):
        end = i + 1
        while end < min(len(tokens) - 1, i + LONGEST) and _describes(tokens[end]):
            end += 1
        phrase = tokens[i:end]
        while phrase[-1].word in (*POSSESSIVE, "of"):
            phrase = phrase[:-1]
        told = len(phrase) > 2 and names_role(phrase) and head_noun(phrase)[0] not in words("roles", "vague", "kin")
        if told and _ends(tokens[i + len(phrase)]):
            yield phrase


def _ends(token: Token) -> bool:
    """Whether no noun phrase goes on at a token, nor a name or clause that tells whom it means."""
    if token.text in (",", "of") or token.mention:
        return False
    known = words("grammar", "preposition") | words("reporting", "finite", "say") - words("grammar", "relative")
    return not token.word[0].isalpha() or token.word in known or token.word.endswith("ed")


def _describes(token: Token) -> bool:
    """Whether a token may stand in the description of somebody."""
    inside = token.word in words("grammar", "modifier") or token.word in POSSESSIVE or is_role(token.word)
    return token.mention is not None or inside or token.word in ("of", *words("grammar", "office"))
