"""Look-ups in one document: whom a span names, who says what, and on whose side a speaker is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsan.document import Attribution, Span, Speaker
from newsan.language.coreference.salience import word_before
from newsan.language.index import EntityMention, Index, sentence_at
from newsan.language.lexicon.forms import singular
from newsan.language.lexicon.lookup import words
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.spans import SpanSet, beginning_in, number_at, overlapping
from newsan.language.stance.allegiances import Allegiances, allegiance
from newsan.language.stance.denials import denied_from
from newsan.language.stance.modifiers import modifiers
from newsan.language.stance.targets import StandIns
from newsan.language.syntax.tokens import noun_kind, tokens_of

FEW = 7
"""Words of what is said from which on they are evidence by themselves: "Ek's attack" is none without "condemned"."""


LONGEST_SOME = 40
"""Characters before a name that hold "hundreds of" and an adjective."""


class StanceIndex:
    """What judging looks up in one document; positions are found by binary search."""

    def __init__(
        self, index: Index, attributions: Sequence[Attribution], contents: ContentIndex, stand_ins: StandIns
    ) -> None:
        self.index = index
        self.text = index.text
        self.sentences = index.sentences
        self.attributions = attributions
        self.contents = contents
        self.stand_ins = stand_ins
        self.named = {(mention.start, mention.end): index.entities[mention.entity] for mention in index.mentions}
        self.modifiers = modifiers(index.text, index.entities)
        self.types = {entity.name: entity.type for entity in index.entities}
        self.allegiances = Allegiances(index.text, index.entities, attributions)
        self.denied = [denied_from(index.text, attribution) for attribution in attributions]
        self.sources = sorted({attribution.source for attribution in attributions if attribution.source})
        self.cues = sorted((attribution.cue, i) for i, attribution in enumerate(attributions) if attribution.cue)
        known = ((attribution.source, _speaking(attribution)) for attribution in attributions if attribution.source)
        self.speakers = {source: speaker for source, speaker in known if speaker}

    def name(self, span: Span) -> str | None:
        """The name of the entity that a span stands for, or means if it is a pronoun or description."""
        if span in self.modifiers:
            return self.modifiers[span]
        entity = self.named.get(span)
        return entity.name if entity else self.stand_ins.name(span)

    def acting(self, span: Span) -> str | None:
        """The name of the one who acts: for a source its speaker, not somebody whom its phrase only mentions."""
        i = number_at(self.sources, span[0])
        around = self.sources[i] if i >= 0 and span[1] <= self.sources[i][1] else span
        speaker, name = self.speakers.get(around), self.name(span)
        if speaker and (around == span or (name is None and span not in self.named)):
            return _taking_sides(speaker)
        is_free = speaker is None or speaker.name == name or self._is_joined(around, span, name, speaker.name)
        return name if is_free else None

    def _is_joined(self, source: Span, span: Span, name: str | None, speaker: str | None) -> bool:
        """Whether a name in a source is joined with the speaker: "Bo Ek and Ann Lee"."""
        before = tokens_of(self.text, (source[0], span[0]), ())
        link = before[-1].word if before else ""
        is_alike = self.types.get(name or "") == self.types.get(speaker or "")
        return name is not None and (link == "and" or (link == "," and is_alike))

    def heading(self, span: Span) -> str | None:
        """The speaker whose phrase ends with a name that is not a modifier: "hundreds of Danes"."""
        i = number_at(self.sources, span[0])
        ends = i >= 0 and self.sources[i][1] == span[1] and span not in self.modifiers
        return _taking_sides(self.speakers.get(self.sources[i])) if ends else None

    def saying(self, verb: Span) -> str | None:
        """The speaker of the cue that holds a verb."""
        number = bisect_right(self.cues, verb[0], key=lambda cue: cue[0][0]) - 1
        is_held = number >= 0 and verb[1] <= self.cues[number][0][1]
        return self.holder(self.attributions[self.cues[number][1]]) if is_held else None

    def sentence(self, span: Span) -> int:
        """The number of the sentence in which a span begins."""
        return sentence_at(self.index, span[0])

    def names_in(self, span: Span) -> Sequence[EntityMention]:
        """The names that begin in a span."""
        first = bisect_left(self.index.mention_starts, span[0])
        return self.index.mentions[first : bisect_left(self.index.mention_starts, span[1])]

    def unnamed_in(self, span: Span) -> list[EntityMention]:
        """The sources in a span that hold no name but a noun, as if they were names: "other voters"."""
        sources = filter(self._is_unnamed, beginning_in(self.sources, span))
        return [EntityMention(*source, "group", 1.0, -1) for source in sources]

    def stand_ins_in(self, span: Span) -> list[EntityMention]:
        """The objects in a span that mean somebody without the name, as if they were names: "him", "the minister"."""
        free = filter(self._is_free, beginning_in(self.stand_ins.spans, span))
        named = ((stand_in, self.stand_ins.name(stand_in)) for stand_in in free)
        return [EntityMention(*stand_in, self.types[name], 1.0, -1) for stand_in, name in named if name]

    def _is_free(self, stand_in: Span) -> bool:
        """Whether a stand-in is no pronoun of a subject or owner, which acts know of, nor part of a source."""
        i = number_at(self.sources, stand_in[0])
        is_pronoun = self.text[slice(*stand_in)].lower() in words("acts", "pronoun", "owner")
        return not is_pronoun and not (i >= 0 and stand_in[1] <= self.sources[i][1])

    def _is_unnamed(self, source: Span) -> bool:
        """Whether a source is a noun phrase of several words without a name; clauses ("who …") are not."""
        parts = self.text[slice(*source)].lower().split()
        return len(parts) > 1 and parts[0] not in words("grammar", "relative") and not self.names_in(source)

    def holder(self, attribution: Attribution) -> str | None:
        """The speaker of an attribution, if one is known who can take a side; not a place where something is said."""
        speaker, source = _speaking(attribution), attribution.source or (0, 0)
        is_scenery = speaker is not None and speaker.type == "place" and self.is_within(source)
        return None if is_scenery else _taking_sides(speaker)

    def is_within(self, span: Span) -> bool:
        """Whether a name cannot act because of a preposition or a bracket before it: "in Norland", "(Acme News)"."""
        return word_before(self.text, span[0])[0] in {*words("stance", "within"), "(", "["}

    def is_some(self, span: Span) -> bool:
        """Whether a people's name only says who some of many are: "millions of hardworking Danes"."""
        before = self.text[max(0, span[0] - LONGEST_SOME) : span[0]].lower().split()
        many = before[-2:-1] if before[-1:] == ["of"] else before[-3:-2] if before[-2:-1] == ["of"] else []
        return self.named[span].type == "group" and not words("grammar", "indefinite").isdisjoint(many)

    def holders(self, attribution: Attribution) -> list[str]:
        """The speaker, and all who speak with them; a place beside a person is one where they were."""
        holder = self.holder(attribution)
        if holder is None:
            return []
        joint = (speaker.name for speaker in attribution.joint if speaker.name)
        is_person = self.types.get(holder) == "person"
        return [holder, *(name for name in joint if not (is_person and self.types.get(name) == "place"))]

    def is_own(self, holder: str, target: str) -> bool:
        """Whether a holder is on the target's side."""
        return holder == target or self.allegiances.hold(holder, allegiance(target))

    def is_denied(self, span: Span, number: int) -> bool:
        """Whether a name stands in what the attribution with this number denies."""
        start = self.denied[number]
        return start is not None and span[0] >= start

    def evidence(self, number: int, sentence: int) -> Span:
        """What the attribution with this number says in a sentence; with cue and source where that is a mere name."""
        said, line = self.attributions[number], self.sentences[sentence]
        spans = [_shared(content, line) for content in overlapping(said.content, line)] or [line]
        if sum(len(self.text[slice(*content)].split()) for content in spans) < FEW:
            spans += SpanSet(filter(None, (said.cue, said.source))).overlapping(line)
        return min(start for start, _ in spans), max(end for _, end in spans)


def _speaking(attribution: Attribution) -> Speaker | None:
    """The speaker of an attribution, if one is known."""
    speaker = attribution.speaker
    return speaker if speaker and speaker.name and speaker.status in ("named", "unnamed") else None


def _taking_sides(speaker: Speaker | None) -> str | None:
    """The name of a speaker who can take a side: figures do not, nor does a paper of which nobody is known to be the
    author (of 80 holders with such a noun in the labels of stances 75 take none)."""
    if speaker is None or speaker.name is None or speaker.source_type == "data":
        return None
    noun = singular(speaker.name.rpartition(" ")[2].lower())
    is_paper = speaker.source_type == "document" or (speaker.source_type is None and noun_kind(noun) == "document")
    return None if is_paper and speaker.status == "unnamed" else speaker.name


def _shared(content: Span, sentence: Span) -> Span:
    """The part of what is said that stands in a sentence."""
    return max(content[0], sentence[0]), min(content[1], max(sentence[1], content[0]))
