"""Quotations without a source: turns of an interview, speeches over several paragraphs, dialogue."""

from __future__ import annotations

import re

from newsan.document import Attribution, Span, Speaker
from newsan.language.actors.names import fold
from newsan.language.speakers.focus import Key
from newsan.language.speakers.labels import Labels
from newsan.language.speakers.scene import paragraph_at, sentence_at
from newsan.language.speakers.stage import UNATTRIBUTED, Stage, speaker_of
from newsan.language.text.interviews import is_answer, is_question, turn_at
from newsan.language.text.labels import is_office
from newsan.language.wordlists import words
from newsan.values import SpeakerStatus

Found = tuple[Key, Speaker]

LOOK_BACK = 6
"""Attributions before this one whose speakers can still be talking; nested ones stand between them."""

_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)
_ASKS = re.compile(r"\?[\s'\"“”’»]*$")


def without_source(stage: Stage, i: int) -> Found | tuple[None, Speaker]:
    """The speaker of an attribution whose source is not in the text: the one who has been talking, or nobody."""
    one = stage.attributions[i]
    if not one.content:
        return None, UNATTRIBUTED
    return in_turn(stage, one.content[0][0]) or _talking(stage, i, one) or (None, UNATTRIBUTED)


def in_turn(stage: Stage, position: int) -> Found | None:
    """The speaker whose turn of an interview a position is in."""
    turn = turn_at(stage.turns, position)
    if turn is None:
        return None
    return label_speaker(stage, stage.scene.text[slice(*(turn.by or turn.label))], asks=turn.asks)


def is_label(stage: Stage, source: Span) -> bool:
    """Whether a source is the label of a turn of an interview."""
    turn = turn_at(stage.turns, source[0])
    return turn is not None and turn.label == source


def label_speaker(stage: Stage, label: str, *, asks: bool = False) -> Found:
    """The speaker that the label of an interview names; an empty one is that of an unlabelled answer, or question."""
    actors = stage.scene.actors
    asks = asks or is_question(label)
    answers = not asks and (not label or is_answer(label))
    labels = stage.labels = stage.labels or Labels(actors, stage.turns)
    actor = labels.interviewee if answers else labels.actor(label)
    if actor is not None:
        first = actors[actor].mentions[0]
        rule = "interview:answer" if answers else "interview:label"
        return Key(actor), speaker_of(stage, Key(actor), rule, (first.start, first.end))
    initials = label.isupper() and len(label) < 5 and fold(label) not in words("given_names")
    short = initials or is_office(label)
    letter = len(fold(label).strip(". :")) < 2 or label.casefold() == "question"
    name = "interviewer" if asks and letter else "interviewee" if answers else label
    status: SpeakerStatus = "unnamed" if asks or answers or short else "named"
    rule = "interview:question" if asks else "interview:label"
    stage.unnamed.setdefault(name, Speaker(name, status, rule, "person"))
    key = Key(phrase=name, kind="person")
    return key, speaker_of(stage, key, rule)


def _talking(stage: Stage, i: int, one: Attribution) -> Found | None:
    previous = _previous(stage, i)
    if previous is None:
        return None
    before = stage.attributions[previous]
    if one.cue is not None:
        return _same_sentence(stage, one, previous)
    if "indirect" in (one.kind, before.kind) or not _adjoins(stage, before, one):
        return None
    answering = _answering(stage, previous)
    speaking = previous if answering is None else answering
    rule = "continued" if speaking == previous else "dialogue"
    return stage.keys[speaking], speaker_of(stage, stage.keys[speaking], rule, stage.attributions[speaking].source)


def _same_sentence(stage: Stage, one: Attribution, previous: int) -> Found | None:
    """The speaker of "…, he said, adding …": the one who has just spoken in the sentence."""
    before = stage.attributions[previous]
    assert one.cue is not None
    here, there = (sentence_at(stage.scene, span[0]) for span in (one.cue, before.source or before.content[0]))
    if here != there or not _PARTICIPLE.fullmatch(stage.scene.text, *one.cue):
        return None
    return stage.keys[previous], speaker_of(stage, stage.keys[previous], "same-sentence", before.source)


def _adjoins(stage: Stage, before: Attribution, one: Attribution) -> bool:
    """Whether a quotation stands in the paragraph of the one before it, or in the next."""
    ends = max(end for _, end in before.content)
    ends = max(ends, before.cue[1] if before.cue else 0)
    gap = paragraph_at(stage.scene, one.content[0][0]) - paragraph_at(stage.scene, max(0, ends - 1))
    return 0 <= gap <= 1


def _answering(stage: Stage, previous: int) -> int | None:
    """The attribution before the previous one, if the previous one asked and the two are in dialogue."""
    before = stage.attributions[previous]
    asked = _ASKS.search(stage.scene.text, before.content[-1][0], before.content[-1][1])
    first = _previous(stage, previous)
    if not asked or first is None or stage.keys[first] == stage.keys[previous]:
        return None
    return first if _adjoins(stage, stage.attributions[first], before) else None


def _previous(stage: Stage, i: int) -> int | None:
    """The last attribution before this one that is not part of somebody else's quotation and has a speaker."""
    start = stage.attributions[i].content[0][0]
    for j in range(i - 1, max(-1, i - LOOK_BACK), -1):
        content = stage.attributions[j].content
        if j not in stage.parents and j in stage.keys and content and content[0][0] <= start:
            return j
    return None
