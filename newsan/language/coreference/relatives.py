"""The noun phrase that "who", "which" or "that" goes on from."""

from __future__ import annotations

from newsan.language.index import Index, sentence_around
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.tokens import Token, head_noun, noun_kind, tokens_between

REACH = 160
"""Characters before the pronoun that are read; enough for a name with a long apposition."""

LONGEST = 6
"""Most words of a noun phrase without its additions."""

_WANTED = {
    "who": ("person",),
    "whom": ("person",),
    "whose": ("person", "body"),
    "which": ("body", "document"),
    "that": ("person", "body", "document"),
}


def antecedent_of(index: Index, pronoun: str, position: int) -> tuple[int, int] | None:
    """The span of the noun phrase that a relative pronoun takes up, None when there is none.

    The phrase ends right before the pronoun, or before a preposition and its noun ("farmers in the valley, who"); if
    none is known to be of the right kind, it is the one right before.
    """
    begin = max(sentence_around(index, position)[0], position - REACH)
    tokens = before = tokens_between(index, begin, position)
    while tokens and tokens[-1].word in (",", "-", "--", "—", "–", "and"):
        tokens = tokens[:-1]
    nearest = None
    for _ in range(3):
        first = _phrase_start(tokens)
        if first is None:
            break
        nearest = nearest or (tokens[first].start, tokens[-1].end)
        if _is_wanted(tokens[first:], pronoun):
            return _named_before(tokens, first, pronoun) or (tokens[first].start, tokens[-1].end)
        tokens = _before_preposition(tokens, first)
    return (_with_age(before) if pronoun == "who" else None) or nearest


def _named_before(tokens: list[Token], first: int, pronoun: str) -> tuple[int, int] | None:
    """The name itself when it stands last ("Crane and Dunn, who") or when the phrase is an apposition to it."""
    if tokens[-1].mention and tokens[-1].mention.type == "person":
        return tokens[-1].start, tokens[-1].end
    name = tokens[first - 2] if first > 1 and tokens[first - 1].word == "," else None
    return (name.start, name.end) if name and name.mention and _is_wanted([name], pronoun) else None


def _with_age(tokens: list[Token]) -> tuple[int, int] | None:
    """The person in "Alma Stone, 59, of Hull, who": nothing but age and places stands between."""
    for token in reversed(tokens):
        if token.mention and token.mention.type == "person":
            return token.start, token.end
        if not (
            token.mention or token.word in (",", "of", "in", "from") or token.word.isdigit() or token.text.istitle()
        ):
            return None
    return None


def _phrase_start(tokens: list[Token]) -> int | None:
    """The number of the first word of the noun phrase at the end."""
    determiners = words("grammar", "definite", "indefinite", "possessive")
    stop = words("grammar", "preposition", "auxiliary", "be") | {",", ";", ":", "-", "--", "—", "–", "(", ")"}
    first = len(tokens)
    while first > 0 and len(tokens) - first < LONGEST and tokens[first - 1].word not in stop:
        first -= 1
        if tokens[first].word in determiners:
            break
    behind_auxiliary = first > 0 and tokens[first - 1].word in {"to"} | words("grammar", "auxiliary")
    if behind_auxiliary and len(tokens) - first > 1 and tokens[first].word not in {"", *determiners}:
        first += 1
    while first < len(tokens) and tokens[first].word in ("and", "or", "but", "'s"):
        first += 1
    return first if first < len(tokens) else None


def _is_wanted(tokens: list[Token], pronoun: str) -> bool:
    last = tokens[-1]
    wanted = _WANTED.get(pronoun, ())
    if last.mention:
        kinds = {"person": "person", "group": "person", "org": "body", "place": "body"}
        return kinds.get(last.mention.type) in wanted
    noun, plural = head_noun(tokens)
    determined = tokens[0].word in words("grammar", "definite", "indefinite", "possessive") or any(
        token.mention for token in tokens
    )
    return noun_kind(noun) in wanted and (plural or determined or len(tokens) > 1)


def _before_preposition(tokens: list[Token], first: int) -> list[Token]:
    """The items before the preposition that stands before the last phrase, or nothing."""
    if first > 1 and tokens[first - 1].word in words("grammar", "preposition"):
        return tokens[: first - 1]
    return []
