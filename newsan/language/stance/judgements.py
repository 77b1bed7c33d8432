"""Who stands where: the model's polarities, given to the entities who hold them.

Three layers, decided by where the words stand.  Inside what somebody says, tone is the speaker's (*expressed*); what
the sentence reports of one entity towards another is *directed*; all other tone is the article's own voice
(*portrayal*).

A tone takes a side only if nothing speaks against reading it as a stance: the head for pairs, a denial, the holder's
own side, a place that is only where something happens.  Where something does, there is no evidence at all, not neutral
evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from newsan.document import AUTHOR, Attribution, Entity, Judgement, Span
from newsan.language.coreference.salience import word_before
from newsan.language.lexicon.lookup import words
from newsan.language.model.calibration import calibrated
from newsan.language.model.polarity import Probabilities
from newsan.language.stance.deeds import Deeds, done
from newsan.language.stance.fears import is_feared
from newsan.language.stance.index import SURE, Polarities, StanceIndex, shared
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
    entities: Sequence[Entity],
    attributions: Sequence[Attribution],
    polarities: Polarities,
) -> tuple[Judgement, ...]:
    """The evidence for stances in order of the text: at most one piece for a sentence, holder, target and layer."""
    index = StanceIndex(text, sentences, entities, attributions, polarities)
    deeds = Deeds(index)
    found: dict[tuple[int, str, str, Layer], Judgement] = {}
    for judgement in (*done(index, deeds), *_paired(index, polarities, deeds), *_toned(index, polarities, deeds)):
        key = (judgement.sentence, judgement.holder, judgement.target, judgement.layer)
        known = found.get(key)
        if known is None or (known.rule != "act" and abs(judgement.score) > abs(known.score)):
            found[key] = judgement
    return tuple(sorted(found.values(), key=lambda j: (j.start, j.end, j.layer)))


def _toned(index: StanceIndex, polarities: Polarities, deeds: Deeds) -> Iterator[Judgement]:
    """Expressed judgements and portrayals: the tone towards every mention."""
    for span, tone in polarities.tones.items():
        target = index.name(span)
        if target is None:
            continue
        number, said = index.sentence(span), index.contents.around(span)
        if said:
            found = _expressed(index, deeds, target, span, tone, said)
        else:
            found = _portrayed(index, deeds, span, tone, number)
        if found is not None:
            holder, layer, polar = found
            evidence = shared(said[0], index.sentences[number]) if said else index.sentences[number]
            yield _judgement(holder, target, layer, tone, polar, evidence, number, "tone")


def _portrayed(index: StanceIndex, deeds: Deeds, span: Span, tone: Probabilities, number: int) -> Found | None:
    """The tone as the article's own voice; None if it may not be the article's portrayal of that name.

    A quotation colours all names of its sentence, and so does what one entity does to another; with places, peoples and
    things the tone is mostly that of the topic.
    """
    if span not in index.named or _is_scenery(index, span):
        return None
    polar = _is_polar(tone, "portrayal")
    if polar and (index.contents.shares(index.sentences[number]) or deeds.are_told_of(span)):
        return None
    if polar and index.named[span].type in NO_PERSONS and max(tone) < SURE:
        return None
    return AUTHOR, "portrayal", polar


def _expressed(
    index: StanceIndex, deeds: Deeds, target: str, span: Span, tone: Probabilities, said: tuple[Span, int]
) -> Found | None:
    """The tone as the stance of the speaker; None if no speaker is known, or something speaks against it."""
    attribution = index.attributions[said[1]]
    holder = index.holder(attribution)
    if holder is None or holder == target or deeds.are_others(span, holder, said[1]):
        return None
    if _is_scenery(index, span):
        return None
    pair = index.pair(attribution.source, span)
    is_person = index.types.get(target) not in NO_PERSONS
    feared = tone[0] > tone[2] and is_feared(index.text, attribution, span)
    seconded = pair is not None and _is_seconded(tone, pair, LEAST_FEAR if feared else SECOND)
    if not _is_polar(tone, "expressed") and not (is_person and seconded):
        return None if deeds.tell(span, holder) else (holder, "expressed", False)
    reproach = tone[0] > tone[2] and index.is_spared(holder, target, min(tone[0], pair[0]) if pair else 0.0)
    if reproach or index.is_denied(span, said[1]):
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


def _is_scenery(index: StanceIndex, span: Span) -> bool:
    """Whether a name is that of a place where something happens: "in Norland"."""
    entity = index.named.get(span)
    return entity is not None and entity.type == "place" and _is_within(index, span)


def _is_within(index: StanceIndex, span: Span) -> bool:
    """Whether a name cannot act because of a preposition or a bracket before it: "in Norland", "(Acme News)"."""
    return word_before(index.text, span[0])[0] in {*words("stance", "within"), "(", "["}


def _paired(index: StanceIndex, polarities: Polarities, deeds: Deeds) -> Iterator[Judgement]:
    """Stances of one entity towards another; the neutral ones are not evidence, since most pairs just share a sentence.

    A speaker's stance towards somebody named in the speaker's own words is expressed; a pair inside somebody else's
    words is not evidence.  Praise by a source of a name outside its own words has to be very sure: such names are
    mostly listeners and occasions.
    """
    for (p, q), pair in polarities.pairs.items():
        holder, target = index.acting(p), index.name(q)
        if holder is None or target is None or holder == target or index.contents.around(p):
            continue
        if index.types.get(holder) == "other":  # an event or a drug takes no side
            continue
        number, said = index.sentence(p), index.contents.around(q)
        if not said and pair[0] < pair[2] < BESIDE and index.is_source(p):
            continue
        layer: Layer = "expressed" if said else "directed"
        if max(pair[0], pair[2]) < PAIR_POLAR[layer] or _is_within(index, p) or _is_scenery(index, q):
            continue
        if index.is_spared(holder, target, max(pair)):
            continue
        if said and (index.holder(index.attributions[said[1]]) != holder or index.is_denied(q, said[1])):
            continue
        if said and deeds.are_others(q, holder, said[1]):
            continue
        if deeds.speak_against(q, holder, positive=pair[2] > pair[0]) or deeds.tell(q, holder):
            continue
        evidence = shared(said[0], index.sentences[number]) if said else index.sentences[number]
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
