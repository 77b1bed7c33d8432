"""Who stands where: the model's polarities, given to the actors who hold them.

Three layers, decided by where the words stand.  Inside what somebody says, tone is the speaker's (*expressed*); what
the sentence reports of one actor towards another is *directed*; all other tone is the article's own voice
(*portrayal*).

A tone takes a side only if nothing speaks against reading it as a stance: the head for pairs, a denial, the holder's
own side, a place that is only where something happens.  Where something does, there is no evidence at all, not neutral
evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from newsan.document import AUTHOR, Actor, Attribution, Judgement, Span
from newsan.language.reader.calibration import calibrated
from newsan.language.reader.polarity import Probabilities
from newsan.language.speakers.focus import word_before
from newsan.language.stance.deeds import Deeds, done
from newsan.language.stance.fears import is_feared
from newsan.language.stance.scene import SURE, Polarities, Scene, shared
from newsan.language.wordlists import words
from newsan.values import EntityType, Layer, Stance

POLAR: Mapping[Layer, float] = {"portrayal": 0.9, "expressed": 0.85}
"""Least probability of a side for a tone to take it, else it is neutral; every mention is asked for its portrayal, so
that must be surer.  Chosen on the development articles."""

PAIR_POLAR: Mapping[Layer, float] = {"directed": 0.55, "expressed": 0.6}
"""Least probability of a side for the stance of a pair to take it; a tone can also take a side because the pair head
seconds it.  Chosen on the development articles, like the two below."""

LEAST_PAIR = 0.4
"""Least probability of a side by the pair head for a tone to be believed."""

BESIDE = 0.9
"""Least probability for praise by somebody who speaks in the sentence, of a name outside what they say.  Chosen on the
development articles."""

SECOND = 0.5
"""Least probability of a side by the pair head for it to second a tone."""

LEAST_FEAR = 0.25
"""The same where somebody is said to fear what the other will do."""

SECONDED = 0.7
"""Least probability of a side that the tone head and the pair head share."""

Found = tuple[str, Layer, bool]
"""Holder, layer, and whether the tone takes a side."""

NO_PERSONS: frozenset[EntityType] = frozenset({"place", "group", "other"})


def judgements(
    text: str,
    sentences: Sequence[Span],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    polarities: Polarities,
) -> tuple[Judgement, ...]:
    """The evidence for stances in order of the text: at most one piece for a sentence, holder, target and layer."""
    scene = Scene(text, sentences, actors, attributions, polarities)
    deeds = Deeds(scene)
    found: dict[tuple[int, str, str, Layer], Judgement] = {}
    for judgement in (*done(scene, deeds), *_paired(scene, polarities, deeds), *_toned(scene, polarities, deeds)):
        key = (judgement.sentence, judgement.holder, judgement.target, judgement.layer)
        known = found.get(key)
        if known is None or (known.rule != "act" and abs(judgement.score) > abs(known.score)):
            found[key] = judgement
    return tuple(sorted(found.values(), key=lambda j: (j.start, j.end, j.layer)))


def _toned(scene: Scene, polarities: Polarities, deeds: Deeds) -> Iterator[Judgement]:
    """Expressed judgements and portrayals: the tone towards every mention."""
    for span, tone in polarities.tones.items():
        target = scene.name(span)
        if target is None:
            continue
        number, said = scene.sentence(span), scene.said.around(span)
        if said:
            found = _expressed(scene, deeds, target, span, tone, said)
        else:
            found = _portrayed(scene, deeds, span, tone, number)
        if found is not None:
            holder, layer, polar = found
            evidence = shared(said[0], scene.sentences[number]) if said else scene.sentences[number]
            yield _judgement(holder, target, layer, tone, polar, evidence, number, "tone")


def _portrayed(scene: Scene, deeds: Deeds, span: Span, tone: Probabilities, number: int) -> Found | None:
    """The tone as the article's own voice; None if it may not be the article's portrayal of that name.

    A quotation colours all names of its sentence, and so does what one actor does to another; with places, peoples and
    things the tone is mostly that of the topic.
    """
    if span not in scene.named or _is_scenery(scene, span):
        return None
    polar = _is_polar(tone, "portrayal")
    if polar and (scene.said.shares(scene.sentences[number]) or deeds.are_told_of(span)):
        return None
    if polar and scene.named[span].type in NO_PERSONS and max(tone) < SURE:
        return None
    return AUTHOR, "portrayal", polar


def _expressed(
    scene: Scene, deeds: Deeds, target: str, span: Span, tone: Probabilities, said: tuple[Span, int]
) -> Found | None:
    """The tone as the stance of the speaker; None if no speaker is known, or something speaks against it."""
    attribution = scene.attributions[said[1]]
    holder = scene.holder(attribution)
    if holder is None or holder == target or deeds.are_others(span, holder, said[1]):
        return None
    if _is_scenery(scene, span):
        return None
    pair = scene.pair(attribution.source, span)
    is_person = scene.types.get(target) not in NO_PERSONS
    feared = tone[0] > tone[2] and is_feared(scene.text, attribution, span)
    seconded = pair is not None and _is_seconded(tone, pair, LEAST_FEAR if feared else SECOND)
    if not _is_polar(tone, "expressed") and not (is_person and seconded):
        return None if deeds.tell(span, holder) else (holder, "expressed", False)
    reproach = tone[0] > tone[2] and scene.is_spared(holder, target, min(tone[0], pair[0]) if pair else 0.0)
    if reproach or scene.is_denied(span, said[1]):
        return None
    if deeds.speak_against(span, holder, positive=tone[2] > tone[0]):
        return None
    likely = pair is None or pair[tone.index(max(tone))] >= LEAST_PAIR
    believed = likely if is_person else max(tone) >= SURE if pair is None else seconded
    return (holder, "expressed", True) if believed else None


def _is_seconded(tone: Probabilities, pair: Probabilities, least: float) -> bool:
    """Whether the heads hold the same side for likely enough to report it together."""
    return any(tone[side] >= SECONDED and pair[side] >= least for side in (0, 2))


def _is_polar(probabilities: Probabilities, layer: Layer) -> bool:
    """Whether a side is likely enough for a layer, for a tone to take it."""
    return max(probabilities[0], probabilities[2]) >= POLAR[layer]


def _is_scenery(scene: Scene, span: Span) -> bool:
    """Whether a name is that of a place where something happens: "in Norland"."""
    actor = scene.named.get(span)
    return actor is not None and actor.type == "place" and _is_within(scene, span)


def _is_within(scene: Scene, span: Span) -> bool:
    """Whether a name cannot act because of a preposition or a bracket before it: "in Norland", "(Acme News)"."""
    return word_before(scene.text, span[0])[0] in {*words("stance", "within"), "(", "["}


def _paired(scene: Scene, polarities: Polarities, deeds: Deeds) -> Iterator[Judgement]:
    """Stances of one actor towards another; the neutral ones are not evidence, since most pairs just share a sentence.

    A speaker's stance towards somebody named in the speaker's own words is expressed; a pair inside somebody else's
    words is not evidence.  Praise by a source of a name outside its own words has to be very sure: such names are
    mostly listeners and occasions.
    """
    for (p, q), pair in polarities.pairs.items():
        holder, target = scene.acting(p), scene.name(q)
        if holder is None or target is None or holder == target or scene.said.around(p):
            continue
        if scene.types.get(holder) == "other":  # an event or a drug takes no side
            continue
        number, said = scene.sentence(p), scene.said.around(q)
        if not said and pair[0] < pair[2] < BESIDE and scene.is_source(p):
            continue
        layer: Layer = "expressed" if said else "directed"
        if max(pair[0], pair[2]) < PAIR_POLAR[layer] or _is_within(scene, p) or _is_scenery(scene, q):
            continue
        if scene.is_spared(holder, target, max(pair)):
            continue
        if said and (scene.holder(scene.attributions[said[1]]) != holder or scene.is_denied(q, said[1])):
            continue
        if said and deeds.are_others(q, holder, said[1]):
            continue
        if deeds.speak_against(q, holder, positive=pair[2] > pair[0]) or deeds.tell(q, holder):
            continue
        evidence = shared(said[0], scene.sentences[number]) if said else scene.sentences[number]
        yield _judgement(holder, target, layer, pair, True, evidence, number, "pair")


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
