"""Who speaks in the turns of an interview, by their labels."""

from __future__ import annotations

from typing import Literal

from newsan.document import Span, Speaker
from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.labels import Labels
from newsan.language.coreference.salience import Found, Key
from newsan.language.layout.interviews import is_answer, is_question, turn_at
from newsan.language.layout.labels import is_office
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import words
from newsan.values import SpeakerRule

Part = Literal["asks", "answers", "speaks"]


def in_turn(discourse: Discourse, position: int) -> Found | None:
    """The speaker whose turn of an interview a position is in."""
    turn = turn_at(discourse.turns, position)
    if turn is None:
        return None
    return label_speaker(discourse, discourse.index.text[slice(*(turn.by or turn.label))], asks=turn.asks)


def is_label(discourse: Discourse, source: Span) -> bool:
    """Whether a source is the label of a turn of an interview."""
    turn = turn_at(discourse.turns, source[0])
    return turn is not None and turn.label == source


def label_speaker(discourse: Discourse, label: str, *, asks: bool = False) -> Found:
    """The speaker that the label of an interview names; an empty one is that of an unlabelled answer, or question."""
    entities = discourse.index.entities
    part: Part = "asks" if asks or is_question(label) else "answers" if not label or is_answer(label) else "speaks"
    labels = discourse.labels = discourse.labels or Labels(entities, discourse.turns)
    entity = labels.interviewee if part == "answers" else labels.entity(label)
    if entity is not None:
        first = entities[entity].mentions[0]
        rule: SpeakerRule = "interview:answer" if part == "answers" else "interview:label"
        return Key(entity), speaker_of(discourse, Key(entity), rule, (first.start, first.end))
    speaker = _unknown(label, part)
    discourse.unnamed.setdefault(speaker.name or label, speaker)
    key = Key(phrase=speaker.name or label, kind="person")
    return key, speaker_of(discourse, key, "interview:label")


def _unknown(label: str, part: Part) -> Speaker:
    """The speaker whose label names no entity; letters, offices and initials are no names."""
    if part == "answers":
        return Speaker("interviewee", "unnamed", "interview:label", "person")
    if part == "asks":
        letter = len(fold(label).strip(". :")) < 2 or label.casefold() == "question"
        return Speaker("interviewer" if letter else label, "unnamed", "interview:label", "person")
    initials = label.isupper() and len(label) < 5 and fold(label) not in words("given_names")
    return Speaker(label, "unnamed" if initials or is_office(label) else "named", "interview:label", "person")
