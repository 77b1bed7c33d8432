"""Look-ups in one document: whom a span names, who says what, and on whose side a speaker is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsan.document import Attribution, Entity, Mention, Span
from newsan.language.lexicon.lookup import words
from newsan.language.model.polarity import Probabilities
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.stance.allegiances import Allegiances, allegiance, spokesmen
from newsan.language.stance.denials import denied_from
from newsan.language.stance.modifiers import modifiers

SURE = 0.95
"""Least probability of a side where it is easily misread: of places, peoples and things, on which the tone head was not
trained, without the pair head's word; of a speaker's own side.  Chosen on the development articles."""


@dataclass(frozen=True, slots=True)
class Polarities:
    """What the model says of the named spans of a text: the tone towards each, and each ordered pair's stance.

    ``meant`` gives the entities behind those pronouns and descriptions about which the model was asked, too.
    """

    tones: Mapping[Span, Probabilities]
    pairs: Mapping[tuple[Span, Span], Probabilities]
    meant: Mapping[Span, str] = field(default_factory=dict)


class StanceIndex:
    """What judging looks up in one document; positions are found by binary search."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        entities: Sequence[Entity],
        attributions: Sequence[Attribution],
        polarities: Polarities,
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.attributions = attributions
        self.polarities = polarities
        self.mentions = sorted((m for entity in entities for m in entity.mentions), key=lambda m: m.start)
        self.named = {(m.start, m.end): entity for entity in entities for m in entity.mentions}
        self.modifiers = modifiers(text, entities)
        self.types = {entity.name: entity.type for entity in entities}
        self.contents = ContentIndex(attributions)
        self.allegiances = Allegiances(text, entities, attributions)
        self.spokesmen = spokesmen(attributions)
        self.denied = [denied_from(text, a) for a in attributions]
        self.sources = sorted({a.source for a in attributions if a.source})
        self.cues = sorted((a.cue, i) for i, a in enumerate(attributions) if a.cue)
        self.asked: dict[Span, list[Span]] = defaultdict(list)
        for holder, target in polarities.pairs:
            self.asked[target].append(holder)
        self.speakers = {
            a.source: a.speaker.name
            for a in attributions
            if a.source and a.speaker and a.speaker.name and a.speaker.status in ("named", "unnamed")
        }

    def name(self, span: Span) -> str | None:
        """The name of the entity that a span stands for, or means if it is a pronoun or description."""
        if span in self.modifiers:
            return self.modifiers[span]
        entity = self.named.get(span)
        return entity.name if entity else self.polarities.meant.get(span)

    def acting(self, span: Span) -> str | None:
        """The name of the one who acts: for a source its speaker, not somebody whom its phrase only mentions."""
        i = bisect_right(self.sources, (span[0], len(self.text))) - 1
        around = self.sources[i] if i >= 0 and span[1] <= self.sources[i][1] else span
        speaker, name = self.speakers.get(around), self.name(span)
        if speaker and (around == span or (name is None and span not in self.named)):
            return speaker
        return name if speaker in (None, name) else None

    def heading(self, span: Span) -> str | None:
        """The speaker whose phrase ends with a name that is not a modifier: "hundreds of Danes"."""
        i = bisect_right(self.sources, (span[0], len(self.text))) - 1
        ends = i >= 0 and self.sources[i][1] == span[1] and span not in self.modifiers
        return self.speakers.get(self.sources[i]) if ends else None

    def is_source(self, span: Span) -> bool:
        """Whether a name stands in a source."""
        i = bisect_right(self.sources, (span[0], len(self.text))) - 1
        return i >= 0 and span[1] <= self.sources[i][1]

    def saying(self, verb: Span) -> str | None:
        """The speaker of the cue that holds a verb."""
        n = bisect_right(self.cues, verb[0], key=lambda one: one[0][0]) - 1
        is_held = n >= 0 and verb[1] <= self.cues[n][0][1]
        return self.holder(self.attributions[self.cues[n][1]]) if is_held else None

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which a span begins."""
        return max(0, bisect_right(self.sentences, span[0], key=lambda s: s[0]) - 1)

    def names_in(self, span: Span) -> Sequence[Mention]:
        """The names that begin in a span."""
        first = bisect_left(self.mentions, span[0], key=lambda m: m.start)
        return self.mentions[first : bisect_left(self.mentions, span[1], key=lambda m: m.start)]

    def unnamed_in(self, span: Span) -> list[Mention]:
        """The sources in a span that hold no name but a noun, as if they were names: "other voters"."""
        first = bisect_left(self.sources, span[0], key=lambda source: source[0])
        found = self.sources[first : bisect_left(self.sources, span[1], key=lambda source: source[0])]
        return [Mention(*source, "group", 1.0) for source in found if self._is_unnamed(source)]

    def _is_unnamed(self, source: Span) -> bool:
        """Whether a source is a noun phrase of several words without a name; clauses ("who …") are not."""
        parts = self.text[slice(*source)].lower().split()
        return len(parts) > 1 and parts[0] not in words("grammar", "relative") and not self.names_in(source)

    def holder(self, attribution: Attribution) -> str | None:
        """The speaker of an attribution, if one is known."""
        speaker = attribution.speaker
        return speaker.name if speaker and speaker.status in ("named", "unnamed") else None

    def is_own(self, holder: str, target: str) -> bool:
        """Whether a holder is on the target's side."""
        return holder == target or self.allegiances.hold(holder, allegiance(target))

    def is_spared(self, holder: str, target: str, sure: float) -> bool:
        """Whether a reproach to the holder's own side is not to be believed, given how sure it is.

        A minister speaks of the wars of her country, and a spokesman has no quarrel with the people he speaks for.
        """
        return self.is_own(holder, target) and (sure < SURE or holder in self.spokesmen)

    def is_denied(self, span: Span, number: int) -> bool:
        """Whether a name stands in what the attribution with this number denies."""
        start = self.denied[number]
        return start is not None and span[0] >= start

    def pair(self, source: Span | None, target: Span) -> Probabilities | None:
        """What the pair head says about somebody named as, or in, a source, if that shares the target's sentence."""
        if source is None:
            return None
        within = [
            span
            for span in self.asked.get(target, ())
            if source[0] <= span[0] and span[1] <= source[1] and (span == source or span not in self.modifiers)
        ]
        asked = min(within, key=lambda span: (span != source, span in self.named, span), default=None)
        return None if asked is None else self.polarities.pairs[asked, target]


def shared(content: Span, sentence: Span) -> Span:
    """The part of what is said that stands in a sentence."""
    return max(content[0], sentence[0]), min(content[1], max(sentence[1], content[0]))
