"""Who speaks in the turns of an interview, by their labels."""

from __future__ import annotations

from newsan.document import Span, Speaker
from newsan.language.coreference.discourse import Discourse, speaker_of
from newsan.language.coreference.labels import Labels
from newsan.language.coreference.salience import Key
from newsan.language.layout.interviews import is_answer, is_question, turn_at
from newsan.language.layout.labels import is_office
from newsan.language.lexicon.forms import fold
from newsan.language.lexicon.lookup import words
from newsan.values import SpeakerRule, SpeakerStatus

Found = tuple[Key, Speaker]


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
    asks = asks or is_question(label)
    answers = not asks and (not label or is_answer(label))
    labels = discourse.labels = discourse.labels or Labels(entities, discourse.turns)
    entity = labels.interviewee if answers else labels.entity(label)
    if entity is not None:
        first = entities[entity].mentions[0]
        rule: SpeakerRule = "interview:answer" if answers else "interview:label"
        return Key(entity), speaker_of(discourse, Key(entity), rule, (first.start, first.end))
    initials = label.isupper() and len(label) < 5 and fold(label) not in words("given_names")
    short = initials or is_office(label)
    letter = len(fold(label).strip(". :")) < 2 or label.casefold() == "question"
    name = "interviewer" if asks and letter else "interviewee" if answers else label
    status: SpeakerStatus = "unnamed" if asks or answers or short else "named"
    discourse.unnamed.setdefault(name, Speaker(name, status, "interview:label", "person"))
    key = Key(phrase=name, kind="person")
    return key, speaker_of(discourse, key, "interview:label")
