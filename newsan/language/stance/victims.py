"""Those to whom something was done in the words about them: whoever condemns a murder has nothing against the dead."""

from __future__ import annotations

from newsan.document import Span
from newsan.language.index import EntityMention
from newsan.language.lexicon.lookup import words
from newsan.language.syntax.clauses import BEHIND, before_phrase, is_of
from newsan.language.syntax.tokens import POSSESSIVE, Token, tokens_of

REACH = 100
"""Characters beside a name that are read."""

_MARKS = "\"“”'‘’"


def is_victim(text: str, line: Span, span: Span) -> bool:
    """Whether a name or pronoun in a sentence is a victim's: "the murder of Ek", "her death", "Ek was killed"."""
    around = max(line[0], span[0] - REACH), min(line[1], span[1] + REACH)
    tokens = tokens_of(text, around, [EntityMention(*span, "person", 1.0, -1)])
    at = next(i for i, token in enumerate(tokens) if token.mention)
    before = before_phrase(tokens, at)
    if before > 0 and tokens[before].word == "of" and is_of(tokens[before - 1].word, "violence"):
        return True
    behind = [token for token in tokens[at + 1 : at + 3 + BEHIND] if token.word not in _MARKS]
    if tokens[at].text.lower() in words("acts", "owner"):
        return _is_violent(behind[:BEHIND])
    return _is_violent(_owned_or_done(behind))


def _owned_or_done(behind: list[Token]) -> list[Token]:
    """What a name owns, or what was done to it, by the words behind the name: "'s brutal murder", "was killed"."""
    first = behind[0].word if behind else ""
    if first in POSSESSIVE:
        return behind[1 : 1 + BEHIND]
    done = [token for token in behind[1:] if token.word not in words("acts", "be")]
    return done[:1] if first in words("acts", "auxiliary") else []


def _is_violent(among: list[Token]) -> bool:
    return any(is_of(token.word, "violence") for token in among)
