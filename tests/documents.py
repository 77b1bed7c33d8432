"""Annotated documents made by hand: from words that are looked up in a text, or at random by hypothesis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from hypothesis import strategies as st

from newsan.document import AUTHOR, AnnotatedDocument, Attribution, Document, Entity, Judgement, Mention, Span, Speaker
from newsan.values import Act, EntityType, Kind, Layer, QuoteRule, SourceType, SpeakerRule, SpeakerStatus, Stance


def span_of(text: str, words: str) -> Span:
    """Where words stand in a text; ``said#2`` is the second "said"."""
    words, _, number = words.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(words, start + 1)
    return start, start + len(words)


def annotated(
    text: str,
    entities: Iterable[Mapping[str, Any]] = (),
    attributions: Iterable[Mapping[str, Any]] = (),
    judgements: Iterable[Mapping[str, Any]] = (),
    doc_id: str = "article.txt",
) -> AnnotatedDocument:
    """A document whose annotations are given as words of its text."""
    return AnnotatedDocument(
        document=Document(doc_id, text),
        paragraphs=tuple(match.span() for match in re.finditer(r"[^\n]+", text)),
        sentences=tuple(match.span() for match in re.finditer(r"[^\s.!?][^.!?]*[.!?]*[”\"]?", text)),
        entities=tuple(entity(text, **given) for given in entities),
        attributions=tuple(attribution(text, **given) for given in attributions),
        judgements=tuple(judgement(text, **given) for given in judgements),
    )


def entity(text: str, name: str, type: EntityType, mentions: list[str], confidence: float = 0.9) -> Entity:
    spans = sorted(span_of(text, words) for words in mentions)
    return Entity(name, type, tuple(Mention(start, end, type, confidence) for start, end in spans))


def attribution(
    text: str,
    content: list[str],
    source: str | None = None,
    cue: str | None = None,
    kind: Kind = "direct",
    act: Act = "speech",
    confidence: float = 0.8,
    speaker: Mapping[str, Any] | None = None,
    joint: Iterable[Mapping[str, Any]] = (),
) -> Attribution:
    return Attribution(
        source=None if source is None else span_of(text, source),
        cue=None if cue is None else span_of(text, cue),
        content=tuple(span_of(text, words) for words in content),
        kind=kind,
        act=act,
        confidence=confidence,
        rule="model",
        speaker=None if speaker is None else speaker_from(text, speaker),
        joint=tuple(speaker_from(text, one) for one in joint),
    )


def speaker_from(text: str, given: Mapping[str, Any]) -> Speaker:
    """A speaker whose title, document and reason are given as words of the text."""
    placed = {name: span_of(text, given[name]) for name in ("title", "document", "reason") if name in given}
    return Speaker(**{"rule": "name", **given, **placed})


def judgement(
    text: str,
    evidence: str,
    target: str,
    stance: Stance,
    score: float,
    holder: str = AUTHOR,
    layer: Layer = "portrayal",
    confidence: float | None = None,
) -> Judgement:
    """A judgement; unless a confidence is given, as sure as its score is far from zero."""
    confidence = abs(score) if confidence is None else confidence
    start, end = span_of(text, evidence)
    return Judgement(holder, target, layer, stance, score, confidence, start, end, 0, "model")


NAMES = ("Ann Lee", "Russia", "Russian", "the Board, Inc.", 'Bo "B" Ek', "straße", "=cmd|' /C calc'!A0")
TEXTS = st.text(alphabet=st.characters(), max_size=60) | st.text(
    alphabet="ab “”'\"\r\n\t,;.\x00\x1b\ud800é😀", max_size=60
)
FRACTIONS = st.floats(0, 1)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """A span inside a text of this length, possibly empty."""
    start, end = sorted((draw(st.integers(0, length)), draw(st.integers(0, length))))
    return start, end


@st.composite
def documents(draw: st.DrawFn, doc_id: str = "x") -> AnnotatedDocument:
    """An annotated document with random annotations on a random text."""
    text = draw(TEXTS)
    anywhere = spans(len(text))
    types = st.sampled_from(get_args(EntityType))
    mentions = st.builds(lambda span, type, sure: Mention(span[0], span[1], type, sure), anywhere, types, FRACTIONS)
    speakers = st.builds(
        Speaker,
        title=anywhere | st.none(),
        reason=anywhere | st.none(),
        document=anywhere | st.none(),
        source_type=st.sampled_from(get_args(SourceType)) | st.none(),
        perhaps=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        name=st.sampled_from(NAMES) | st.none(),
        status=st.sampled_from(get_args(SpeakerStatus)),
        rule=st.sampled_from(get_args(SpeakerRule)),
        role=st.none() | st.just("mayor"),
    )
    attributions = st.builds(
        Attribution,
        source=anywhere | st.none(),
        cue=anywhere | st.none(),
        content=st.lists(anywhere, min_size=1, max_size=3).map(lambda found: tuple(sorted(found))),
        kind=st.sampled_from(get_args(Kind)),
        act=st.sampled_from(get_args(Act)),
        confidence=FRACTIONS,
        rule=st.sampled_from(get_args(QuoteRule)),
        speaker=speakers | st.none(),
        joint=st.lists(speakers, max_size=2).map(tuple),
    )
    judgements = st.builds(
        lambda holder, target, layer, stance, score, sure, span: Judgement(
            holder, target, layer, stance, score, sure, span[0], span[1], 0, "model"
        ),
        st.sampled_from((AUTHOR, *NAMES)),
        st.sampled_from(NAMES),
        st.sampled_from(get_args(Layer)),
        st.sampled_from(get_args(Stance)),
        st.floats(-1, 1),
        FRACTIONS,
        anywhere,
    )
    entities = st.builds(Entity, st.sampled_from(NAMES), types, st.lists(mentions, max_size=4).map(tuple))
    return AnnotatedDocument(
        document=Document(doc_id, text),
        paragraphs=((0, len(text)),) if text else (),
        sentences=((0, len(text)),) if text else (),
        entities=tuple(draw(st.lists(entities, max_size=4))),
        attributions=tuple(draw(st.lists(attributions, max_size=6))),
        judgements=tuple(draw(st.lists(judgements, max_size=8))),
    )


CORPORA = st.lists(st.integers(), max_size=3).flatmap(
    lambda numbers: st.tuples(*(documents(f"{i}.txt") for i, _ in enumerate(numbers)))
)
