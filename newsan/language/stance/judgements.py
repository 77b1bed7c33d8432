"""Who stands where: the model's answers and the acts that a text reports, given to the entities who hold them.

Three layers, decided by where the words stand.  What somebody's words show of them is *expressed*; what the article
reports of one entity towards another is *directed*; what its own wording shows is *portrayal*.

An answer is evidence if a side is likely enough for its layer.  There is at most one piece of evidence for a sentence,
holder, target and layer; an act comes before the model, and what is only possible, asked or denied is no evidence,
nor is what somebody tells of others, or what was done to a victim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsan.document import AUTHOR, Attribution, Judgement, Span
from newsan.language.index import Index
from newsan.language.model.calibration import calibrated
from newsan.language.model.stances import AGAIN, Probabilities, Question
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.stance.deeds import deeds, done, retold, undone
from newsan.language.stance.index import StanceIndex
from newsan.language.stance.targets import StandIns
from newsan.language.stance.victims import is_victim
from newsan.values import Layer, Stance

LEAST: Mapping[Layer, float] = {"expressed": 0.52, "directed": 0.5, "portrayal": 0.1}
"""Least calibrated probability of a side for it to be taken.  From there on, more than three in four of the rows that
are shown by default are right on the development items (``python -m benchmarks.accuracy stances``).  No portrayal is
ever that sure; they take a side where the head finds it likelier than not, and are only shown on request."""

Answers = Mapping[Question, Probabilities]

Again = Callable[[Iterable[Question]], Answers]
"""Asks the model again: the second answers to those of the questions that it left open."""


class Candidate(NamedTuple):
    """A question whose answer may be evidence: for whose stance towards whom, and the words that show it."""

    question: Question
    layer: Layer
    holder: str
    target: str
    evidence: Span
    sentence: int


def judgements(
    document: Index,
    attributions: Sequence[Attribution],
    contents: ContentIndex,
    answers: Answers,
    stand_ins: StandIns,
    again: Again = lambda _: {},
) -> tuple[Judgement, ...]:
    """The evidence for stances in order of the text.

    ``answers`` are the model's; ``stand_ins`` are the pronouns and descriptions that it was asked about;
    ``again`` asks it more closely about those for whom the answer is evidence.
    """
    index = StanceIndex(document, attributions, contents, stand_ins)
    acts = deeds(index)
    not_done, of_others = undone(index, acts), retold(index, acts)
    evidence: dict[tuple[int, str, str, Layer], Judgement] = {}
    for judgement in (*done(index, acts), *_read(index, answers, again)):
        key = (judgement.sentence, judgement.holder, judgement.target, judgement.layer)
        known = evidence.get(key)
        if judgement.rule == "model" and (key[:3] in not_done or (*key, judgement.stance) in of_others):
            continue
        if known is None or (known.rule != "act" and abs(judgement.score) > abs(known.score)):
            evidence[key] = judgement
    return tuple(sorted(_of_one_mind(evidence), key=lambda j: (j.start, j.end, j.layer)))


def _of_one_mind(evidence: Mapping[tuple[int, str, str, Layer], Judgement]) -> Iterator[Judgement]:
    """The evidence, without the model's where somebody is for a target by their words and against it by their deeds in
    one sentence, or the other way round: one of the two is wrong."""
    sides: dict[tuple[int, str, str], set[Stance]] = defaultdict(set)
    for key, judgement in evidence.items():
        sides[key[:3]].add(judgement.stance)
    for key, judgement in evidence.items():
        if judgement.rule != "model" or not sides[key[:3]] >= {"negative", "positive"}:
            yield judgement


def _read(index: StanceIndex, answers: Answers, again: Again) -> Iterator[Judgement]:
    """The evidence in the model's answers."""
    candidates = [*_candidates(index, answers)]
    closer = again(candidate.question for candidate in candidates)
    for candidate in candidates:
        judgement = _judgement(candidate, closer.get(candidate.question) or answers[candidate.question])
        if judgement.layer == "directed" and judgement.stance == "neutral":
            continue  # most pairs just share a sentence
        if judgement.layer == "portrayal" or judgement.stance != "negative" or not _is_victim(index, candidate):
            yield judgement


def _is_victim(index: StanceIndex, candidate: Candidate) -> bool:
    """Whether the words about a target are about what was done to it."""
    return is_victim(index.text, index.sentences[candidate.sentence], candidate.question.target)


def _candidates(index: StanceIndex, answers: Answers) -> Iterator[Candidate]:
    """The questions whose answers may be evidence."""
    speaking: dict[Span, list[Question]] = defaultdict(list)
    for question, answer in answers.items():
        if question.asked == "expressed" and question.holder:
            speaking[question.target].append(question)
        elif question.asked == "directed" and question.holder:
            yield from _directed(index, question, question.holder, answer)
        elif question.asked == "portrayal":
            yield from _portrayed(index, question)
    for target, asked in speaking.items():
        yield from _expressed(index, target, asked)


def _expressed(index: StanceIndex, span: Span, asked: Sequence[Question]) -> Iterator[Candidate]:
    """The stance of all who say the words around a target."""
    said, target = index.contents.around(span), index.name(span)
    if said is None or target is None or _is_scenery(index, span):
        return
    attribution = index.attributions[said[1]]
    holders = index.holders(attribution)
    if target in holders or (span in index.named and index.is_some(span)):
        return
    question = _about(attribution.source, asked)
    if question:
        number = index.sentence(span)
        evidence = index.evidence(said[1], number)
        yield from (Candidate(question, "expressed", holder, target, evidence, number) for holder in holders)


def _about(source: Span | None, asked: Sequence[Question]) -> Question | None:
    """The question about a source: the one that shares most of its characters, else the only one that there is."""
    if source is None:
        return None
    start, end = source
    holders = [question.holder or (0, 0) for question in asked]
    shared_with = [min(stop, end) - max(begin, start) for begin, stop in holders]
    best = max(range(len(asked)), key=shared_with.__getitem__)
    return asked[best] if shared_with[best] > 0 or len(asked) == 1 else None


def _directed(index: StanceIndex, question: Question, holding: Span, answer: Probabilities) -> Iterator[Candidate]:
    """The stance of one entity towards another that the article itself reports."""
    towards = question.target
    if max(answer[0], answer[2]) < AGAIN:
        return
    if index.contents.around(holding) or index.contents.around(towards):
        return
    holder, target = index.acting(holding), index.name(towards)
    if holder is None or target is None or holder == target or index.types.get(holder) == "other":
        return
    if index.is_within(holding) or _is_scenery(index, towards):
        return
    number = index.sentence(towards)
    yield Candidate(question, "directed", holder, target, index.sentences[number], number)


def _portrayed(index: StanceIndex, question: Question) -> Iterator[Candidate]:
    """How the article's own wording shows a name."""
    span = question.target
    target = index.name(span)
    if target is None or index.contents.around(span) or _is_scenery(index, span):
        return
    number = index.sentence(span)
    yield Candidate(question, "portrayal", AUTHOR, target, index.sentences[number], number)


def _is_scenery(index: StanceIndex, span: Span) -> bool:
    """Whether a name is that of a place where something happens: "in Norland"."""
    entity = index.named.get(span)
    return entity is not None and entity.type == "place" and index.is_within(span)


def _judgement(candidate: Candidate, answer: Probabilities) -> Judgement:
    """A judgement with the likelier side if that is likely enough, else neutral."""
    _, layer, holder, target, (start, end), sentence = candidate
    negative, _, positive = answer
    likely = calibrated(max(negative, positive), layer)
    stance: Stance = "neutral" if likely < LEAST[layer] else "negative" if negative > positive else "positive"
    confidence = 1 - likely if stance == "neutral" else likely
    return Judgement(holder, target, layer, stance, positive - negative, confidence, start, end, sentence, "model")
