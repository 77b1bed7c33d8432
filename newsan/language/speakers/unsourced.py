"""Quotations without a source: turns of an interview, speeches over several paragraphs, dialogue."""

from __future__ import annotations

import re

from newsan.document import Attribution, Span, Speaker
from newsan.language.coreference.discourse import UNATTRIBUTED, Discourse, speaker_of
from newsan.language.coreference.salience import Key
from newsan.language.entities.names import fold
from newsan.language.index import paragraph_at, sentence_at
from newsan.language.layout.interviews import is_answer, is_question, turn_at
from newsan.language.layout.labels import is_office
from newsan.language.lexicon.lookup import words
from newsan.language.speakers.labels import Labels
from newsan.values import SpeakerStatus

Found = tuple[Key, Speaker]

LOOK_BACK = 6
"""Attributions before this one whose speakers can still be talking; nested ones stand between them."""

_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)
_ASKS = re.compile(r"\?[\s'\"“”’»]*$")


def without_source(discourse: Discourse, i: int) -> Found | tuple[None, Speaker]:
    """The speaker of an attribution whose source is not in the text: the one who has been talking, or nobody."""
    one = discourse.attributions[i]
    if not one.content:
        return None, UNATTRIBUTED
    return in_turn(discourse, one.content[0][0]) or _talking(discourse, i, one) or (None, UNATTRIBUTED)


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
        rule = "interview:answer" if answers else "interview:label"
        return Key(entity), speaker_of(discourse, Key(entity), rule, (first.start, first.end))
    initials = label.isupper() and len(label) < 5 and fold(label) not in words("given_names")
    short = initials or is_office(label)
    letter = len(fold(label).strip(". :")) < 2 or label.casefold() == "question"
    name = "interviewer" if asks and letter else "interviewee" if answers else label
    status: SpeakerStatus = "unnamed" if asks or answers or short else "named"
    rule = "interview:question" if asks else "interview:label"
    discourse.unnamed.setdefault(name, Speaker(name, status, rule, "person"))
    key = Key(phrase=name, kind="person")
    return key, speaker_of(discourse, key, rule)


def _talking(discourse: Discourse, i: int, one: Attribution) -> Found | None:
    previous = _previous(discourse, i)
    if previous is None:
        return None
    before = discourse.attributions[previous]
    if one.cue is not None:
        return _same_sentence(discourse, one, previous)
    if "indirect" in (one.kind, before.kind) or not _adjoins(discourse, before, one):
        return None
    answering = _answering(discourse, previous)
    speaking = previous if answering is None else answering
    rule = "continued" if speaking == previous else "dialogue"
    return discourse.keys[speaking], speaker_of(
        discourse, discourse.keys[speaking], rule, discourse.attributions[speaking].source
    )


def _same_sentence(discourse: Discourse, one: Attribution, previous: int) -> Found | None:
    """The speaker of "…, he said, adding …": the one who has just spoken in the sentence."""
    before = discourse.attributions[previous]
    assert one.cue is not None
    here, there = (sentence_at(discourse.index, span[0]) for span in (one.cue, before.source or before.content[0]))
    if here != there or not _PARTICIPLE.fullmatch(discourse.index.text, *one.cue):
        return None
    return discourse.keys[previous], speaker_of(discourse, discourse.keys[previous], "same-sentence", before.source)


def _adjoins(discourse: Discourse, before: Attribution, one: Attribution) -> bool:
    """Whether a quotation stands in the paragraph of the one before it, or in the next."""
    ends = max(end for _, end in before.content)
    ends = max(ends, before.cue[1] if before.cue else 0)
    gap = paragraph_at(discourse.index, one.content[0][0]) - paragraph_at(discourse.index, max(0, ends - 1))
    return 0 <= gap <= 1


def _answering(discourse: Discourse, previous: int) -> int | None:
    """The attribution before the previous one, if the previous one asked and the two are in dialogue."""
    before = discourse.attributions[previous]
    asked = _ASKS.search(discourse.index.text, before.content[-1][0], before.content[-1][1])
    first = _previous(discourse, previous)
    if not asked or first is None or discourse.keys[first] == discourse.keys[previous]:
        return None
    return first if _adjoins(discourse, discourse.attributions[first], before) else None


def _previous(discourse: Discourse, i: int) -> int | None:
    """The last attribution before this one that is not part of somebody else's quotation and has a speaker."""
    start = discourse.attributions[i].content[0][0]
    for j in range(i - 1, max(-1, i - LOOK_BACK), -1):
        content = discourse.attributions[j].content
        if j not in discourse.parents and j in discourse.keys and content and content[0][0] <= start:
            return j
    return None
