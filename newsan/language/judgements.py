"""Who stands where: the model's polarities, given to the actors who hold them.

Three layers, decided by where the words stand.  Inside what somebody says, tone is the speaker's (*expressed*); what
the sentence reports of one actor towards another is *directed*; all other tone is the article's own voice
(*portrayal*).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from newsan.document import AUTHOR, Actor, Attribution, Judgement, Layer, Span, Stance
from newsan.language.reader.calibration import calibrated
from newsan.language.reader.polarity import Probabilities

POLAR: Mapping[Layer, float] = {"portrayal": 0.8, "expressed": 0.85, "directed": 0.7}
"""Least probability of a side for evidence to take it, else it is neutral; every mention is asked for its portrayal, so
that must be surer.  Chosen on the development articles."""


@dataclass(frozen=True, slots=True)
class Polarities:
    """What the model says of the named spans of a text: the tone towards each, and each ordered pair's stance."""

    tones: Mapping[Span, Probabilities]
    pairs: Mapping[tuple[Span, Span], Probabilities]


def judgements(
    sentences: Sequence[Span], actors: Sequence[Actor], attributions: Sequence[Attribution], polarities: Polarities
) -> tuple[Judgement, ...]:
    """The evidence for stances in order of the text: at most one piece for a sentence, holder, target and layer."""
    scene = _Scene(sentences, actors, attributions)
    found: dict[tuple[int, str, str, Layer], Judgement] = {}
    for judgement in (*_directed(scene, polarities), *_toned(scene, polarities)):
        key = (judgement.sentence, judgement.holder, judgement.target, judgement.layer)
        if key not in found or abs(judgement.score) > abs(found[key].score):
            found[key] = judgement
    return tuple(sorted(found.values(), key=lambda j: (j.start, j.end, j.layer)))


class _Scene:
    """Look-ups in one document: names of spans, sentences, what somebody says."""

    def __init__(self, sentences: Sequence[Span], actors: Sequence[Actor], attributions: Sequence[Attribution]) -> None:
        self.sentences = sentences
        self.names = {(m.start, m.end): actor.name for actor in actors for m in actor.mentions}
        self.said = sorted((start, end, i) for i, a in enumerate(attributions) for start, end in a.content)
        self.attributions = attributions
        self.speakers = {
            a.source: a.speaker.name
            for a in attributions
            if a.source and a.speaker and a.speaker.name and a.speaker.status in ("named", "unnamed")
        }

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which a span begins."""
        return max(0, bisect_right(self.sentences, span[0], key=lambda s: s[0]) - 1)

    def around(self, span: Span) -> tuple[Span, Attribution] | None:
        """The stretch of content that holds a span, and its attribution."""
        i = bisect_right(self.said, (span[0], float("inf"), 0)) - 1
        if i < 0 or self.said[i][1] < span[1]:
            return None
        start, end, number = self.said[i]
        return (start, end), self.attributions[number]

    def holder(self, attribution: Attribution) -> str | None:
        """Who says it, if anybody is known to."""
        speaker = attribution.speaker
        return speaker.name if speaker and speaker.status in ("named", "unnamed") else None


def _toned(scene: _Scene, polarities: Polarities) -> Iterator[Judgement]:
    """Expressed judgements and portrayals: the tone towards every mention."""
    for span, probabilities in polarities.tones.items():
        target = scene.names.get(span)
        if target is None:
            continue
        number = scene.sentence(span)
        sentence, said = scene.sentences[number], scene.around(span)
        if said is None:
            yield _judgement(AUTHOR, target, "portrayal", probabilities, sentence, number, "tone")
            continue
        content, attribution = said
        holder = scene.holder(attribution)
        if holder is not None and holder != target:
            yield _judgement(holder, target, "expressed", probabilities, _shared(content, sentence), number, "tone")


def _directed(scene: _Scene, polarities: Polarities) -> Iterator[Judgement]:
    """Stances of one actor towards another; the neutral ones are no evidence, since most pairs just share a sentence.

    A speaker's stance towards somebody whom its own words name is expressed; what others' words report of a pair is
    theirs to tell, and no evidence.
    """
    for (p, q), probabilities in polarities.pairs.items():
        holder, target = scene.speakers.get(p) or scene.names.get(p), scene.names.get(q)
        if holder is None or target is None or holder == target or scene.around(p):
            continue
        number, said = scene.sentence(p), scene.around(q)
        layer: Layer = "expressed" if said else "directed"
        if max(probabilities[0], probabilities[2]) < POLAR[layer] or (said and scene.holder(said[1]) != holder):
            continue
        evidence = _shared(said[0], scene.sentences[number]) if said else scene.sentences[number]
        yield _judgement(holder, target, layer, probabilities, evidence, number, "pair")


def _shared(content: Span, sentence: Span) -> Span:
    """The part of what is said that stands in a sentence."""
    return max(content[0], sentence[0]), min(content[1], max(sentence[1], content[0]))


def _judgement(
    holder: str,
    target: str,
    layer: Layer,
    probabilities: Probabilities,
    evidence: Span,
    sentence: int,
    rule: Literal["tone", "pair"],
) -> Judgement:
    """A judgement with the side that its probabilities take."""
    negative, neutral, positive = probabilities
    stance: Stance = "negative" if negative > positive else "positive"
    confidence = max(negative, positive)
    if confidence < POLAR[layer]:
        stance, confidence = "neutral", max(neutral, 1 - confidence)
    confidence = calibrated(confidence, rule)
    return Judgement(
        holder, target, layer, stance, positive - negative, confidence, evidence[0], evidence[1], sentence, rule
    )
