"""Who stands where: the model's polarities, given to the actors who hold them.

Three layers, decided by where the words stand.  Inside what somebody says, tone is the speaker's (*expressed*); what
the sentence reports of one actor towards another is *directed*; all other tone is the article's own voice
(*portrayal*).

A tone takes a side only if nothing speaks against reading it as a stance: the head for pairs, a denial, the holder's
own side, a place that is only where something happens.  Where something does, there is no evidence, which is not
neutral.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsan.document import AUTHOR, Actor, Attribution, EntityType, Judgement, Layer, Span, Stance
from newsan.language.reader.calibration import calibrated
from newsan.language.reader.polarity import Probabilities
from newsan.language.speakers.focus import word_before
from newsan.language.stance.denials import denied_from
from newsan.language.stance.said import Said
from newsan.language.stance.sides import side, sides
from newsan.language.wordlists import words

POLAR: Mapping[Layer, float] = {"portrayal": 0.9, "expressed": 0.85}
"""Least probability of a side for a tone to take it, else it is neutral; every mention is asked for its portrayal, so
that must be surer.  Chosen on the development articles."""

PAIR_POLAR: Mapping[Layer, float] = {"directed": 0.5, "expressed": 0.6}
"""Least probability of a side for the stance of a pair to take it; a tone may take it for the pair head's word, too.
Chosen on the development articles, like the two below."""

LEAST_PAIR = 0.4
"""Least probability of a side by the pair head for a tone to be believed."""

SECONDED = 0.7
"""Least probability of a side that the tone head and the pair head share."""

SURE = 0.95
"""Least probability of a side where a tone is easily misread: of places, peoples and things, on which the tone head was
not trained, without the pair head's word; of a speaker's own side."""

Found = tuple[str, Layer, bool]
"""Holder, layer, and whether the tone takes a side."""

NO_PERSONS: frozenset[EntityType] = frozenset({"place", "group", "other"})


@dataclass(frozen=True, slots=True)
class Polarities:
    """What the model says of the named spans of a text: the tone towards each, and each ordered pair's stance.

    ``meant`` names the actors whom pronouns mean that the model was asked about, too.
    """

    tones: Mapping[Span, Probabilities]
    pairs: Mapping[tuple[Span, Span], Probabilities]
    meant: Mapping[Span, str] = field(default_factory=dict)


def judgements(
    text: str,
    sentences: Sequence[Span],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    polarities: Polarities,
) -> tuple[Judgement, ...]:
    """The evidence for stances in order of the text: at most one piece for a sentence, holder, target and layer."""
    scene = _Scene(text, sentences, actors, attributions, polarities)
    found: dict[tuple[int, str, str, Layer], Judgement] = {}
    for judgement in (*_directed(scene, polarities), *_toned(scene, polarities)):
        key = (judgement.sentence, judgement.holder, judgement.target, judgement.layer)
        if key not in found or abs(judgement.score) > abs(found[key].score):
            found[key] = judgement
    return tuple(sorted(found.values(), key=lambda j: (j.start, j.end, j.layer)))


class _Scene:
    """Look-ups in one document: names of spans, sentences, what somebody says, whose side a holder is on."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        actors: Sequence[Actor],
        attributions: Sequence[Attribution],
        polarities: Polarities,
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.attributions = attributions
        self.polarities = polarities
        self.named = {(m.start, m.end): actor for actor in actors for m in actor.mentions}
        self.types = {actor.name: actor.type for actor in actors}
        self.said = Said(attributions)
        self.sides = sides(text, actors, attributions)
        self.denied = [denied_from(text, a) for a in attributions]
        self.sources = sorted({a.source for a in attributions if a.source})
        self.asked: dict[Span, list[Span]] = defaultdict(list)
        for holder, target in polarities.pairs:
            self.asked[target].append(holder)
        self.speakers = {
            a.source: a.speaker.name
            for a in attributions
            if a.source and a.speaker and a.speaker.name and a.speaker.status in ("named", "unnamed")
        }

    def name(self, span: Span) -> str | None:
        """The name of the actor that a span names, or means if it is a pronoun."""
        actor = self.named.get(span)
        return actor.name if actor else self.polarities.meant.get(span)

    def acting(self, span: Span) -> str | None:
        """The name of the one who acts: of a source its speaker, and nobody whom its phrase only mentions."""
        i = bisect_right(self.sources, (span[0], len(self.text))) - 1
        around = self.sources[i] if i >= 0 and span[1] <= self.sources[i][1] else span
        speaker, name = self.speakers.get(around), self.name(span)
        if speaker and (around == span or name is None):
            return speaker
        return name if speaker in (None, name) else None

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which a span begins."""
        return max(0, bisect_right(self.sentences, span[0], key=lambda s: s[0]) - 1)

    def holder(self, attribution: Attribution) -> str | None:
        """Who says it, if anybody is known to."""
        speaker = attribution.speaker
        return speaker.name if speaker and speaker.status in ("named", "unnamed") else None

    def pair(self, source: Span | None, target: Span) -> Probabilities | None:
        """What the pair head says of the one who is named as, or in, a source, if that shares the target's sentence."""
        if source is None:
            return None
        within = [span for span in self.asked.get(target, ()) if source[0] <= span[0] and span[1] <= source[1]]
        asked = min(within, key=lambda span: (span != source, span in self.named, span), default=None)
        return None if asked is None else self.polarities.pairs[asked, target]


def _toned(scene: _Scene, polarities: Polarities) -> Iterator[Judgement]:
    """Expressed judgements and portrayals: the tone towards every mention."""
    for span, tone in polarities.tones.items():
        target = scene.name(span)
        if target is None:
            continue
        number, said = scene.sentence(span), scene.said.around(span)
        found = _expressed(scene, target, span, tone, said) if said else _portrayed(scene, span, tone, number)
        if found is not None:
            holder, layer, polar = found
            evidence = _shared(said[0], scene.sentences[number]) if said else scene.sentences[number]
            yield _judgement(holder, target, layer, tone, polar, evidence, number, "tone")


def _portrayed(scene: _Scene, span: Span, tone: Probabilities, number: int) -> Found | None:
    """The tone as the article's own voice; None if it may not be the article's portrayal of the one who is named.

    What somebody is quoted with colours all names of the sentence; of places, peoples and things tone tells the topic.
    """
    if span not in scene.named:
        return None
    polar = _is_polar(tone, "portrayal")
    if polar and (scene.said.shares(scene.sentences[number]) or _is_scenery(scene, span)):
        return None
    if polar and scene.named[span].type in NO_PERSONS and max(tone) < SURE:
        return None
    return AUTHOR, "portrayal", polar


def _expressed(scene: _Scene, target: str, span: Span, tone: Probabilities, said: tuple[Span, int]) -> Found | None:
    """The tone as the stance of who says it; None if nobody is known to, or something speaks against it."""
    attribution = scene.attributions[said[1]]
    holder = scene.holder(attribution)
    if holder is None or holder == target:
        return None
    pair = scene.pair(attribution.source, span)
    is_person, seconded = scene.types.get(target) not in NO_PERSONS, pair is not None and _is_seconded(tone, pair)
    if not _is_polar(tone, "expressed") and not (is_person and seconded):
        return holder, "expressed", False
    if _is_denied(scene, span, said[1]) or _is_scenery(scene, span) or _is_spared(scene, holder, target, tone, pair):
        return None
    likely = pair is None or pair[tone.index(max(tone))] >= LEAST_PAIR
    believed = likely if is_person else max(tone) >= SURE if pair is None else seconded
    return (holder, "expressed", True) if believed else None


def _is_seconded(tone: Probabilities, pair: Probabilities) -> bool:
    """Whether each head alone holds the same side for likely enough to report it of a pair."""
    return any(tone[side] >= SECONDED and pair[side] >= PAIR_POLAR["directed"] for side in (0, 2))


def _is_polar(probabilities: Probabilities, layer: Layer) -> bool:
    """Whether a side is likely enough for a layer, for a tone to take it."""
    return max(probabilities[0], probabilities[2]) >= POLAR[layer]


def _is_denied(scene: _Scene, span: Span, number: int) -> bool:
    """Whether a name stands in what the attribution with this number denies."""
    start = scene.denied[number]
    return start is not None and span[0] >= start


def _is_scenery(scene: _Scene, span: Span) -> bool:
    """Whether a name is that of a place where something happens: "in Norland"."""
    actor = scene.named.get(span)
    return actor is not None and actor.type == "place" and _is_within(scene, span)


def _is_within(scene: _Scene, span: Span) -> bool:
    """Whether a preposition makes something out of a name that cannot act: "in Norland", "from the ministry"."""
    return word_before(scene.text, span[0])[0] in words("stance", "within")


def _is_spared(scene: _Scene, holder: str, target: str, tone: Probabilities, pair: Probabilities | None) -> bool:
    """Whether a reproach to the holder's own side is too weak to be believed: a minister speaks of the wars of hers."""
    if tone[0] < tone[2] or side(target) not in scene.sides.get(holder, ()):
        return False
    return pair is None or min(tone[0], pair[0]) < SURE


def _directed(scene: _Scene, polarities: Polarities) -> Iterator[Judgement]:
    """Stances of one actor towards another; the neutral ones are no evidence, since most pairs just share a sentence.

    A speaker's stance towards somebody whom its own words name is expressed; what others' words report of a pair is
    theirs to tell, and no evidence.
    """
    for (p, q), pair in polarities.pairs.items():
        holder, target = scene.acting(p), scene.name(q)
        if holder is None or target is None or holder == target or scene.said.around(p):
            continue
        number, said = scene.sentence(p), scene.said.around(q)
        layer: Layer = "expressed" if said else "directed"
        if max(pair[0], pair[2]) < PAIR_POLAR[layer] or _is_within(scene, p) or _is_scenery(scene, q):
            continue
        if max(pair) < SURE and side(target) in scene.sides.get(holder, ()):
            continue
        if said and (scene.holder(scene.attributions[said[1]]) != holder or _is_denied(scene, q, said[1])):
            continue
        evidence = _shared(said[0], scene.sentences[number]) if said else scene.sentences[number]
        yield _judgement(holder, target, layer, pair, True, evidence, number, "pair")


def _shared(content: Span, sentence: Span) -> Span:
    """The part of what is said that stands in a sentence."""
    return max(content[0], sentence[0]), min(content[1], max(sentence[1], content[0]))


def _judgement(
    holder: str,
    target: str,
    layer: Layer,
    probabilities: Probabilities,
    polar: bool,
    evidence: Span,
    sentence: int,
    rule: Literal["tone", "pair"],
) -> Judgement:
    """A judgement with the likelier side if it takes one (``polar``), else neutral."""
    negative, neutral, positive = probabilities
    stance: Stance = "negative" if negative > positive else "positive"
    confidence = max(negative, positive)
    if not polar:
        stance, confidence = "neutral", max(neutral, 1 - confidence)
    confidence = calibrated(confidence, rule)
    return Judgement(
        holder, target, layer, stance, positive - negative, confidence, evidence[0], evidence[1], sentence, rule
    )
