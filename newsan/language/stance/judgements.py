"""Who stands where: the model's answers and the acts that a text reports, given to the entities who hold them.

Three layers, decided by where the words stand.  What somebody's words show of them is *expressed*; what the article
reports of one entity towards another is *directed*; what its own wording shows is *portrayal*.

An answer is evidence if a side is likely enough for its layer.  There is at most one piece of evidence for a sentence,
holder, target and layer; an act comes before the model, and what is only possible, asked or denied is no evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsan.document import AUTHOR, Attribution, Judgement, Span
from newsan.language.coreference.salience import word_before
from newsan.language.index import Index
from newsan.language.lexicon.lookup import words
from newsan.language.model.calibration import calibrated
from newsan.language.model.stances import Probabilities, Question
from newsan.language.quotations.content_index import ContentIndex
from newsan.language.stance.deeds import deeds, done, undone
from newsan.language.stance.index import StanceIndex, shared
from newsan.values import Layer, Stance

LEAST: Mapping[Layer, float] = {"expressed": 0.62, "directed": 0.6, "portrayal": 0.1}
"""Least calibrated probability of a side for it to be taken.  From there on, three in four of the rows that are shown
by default are right on the development items (``python -m benchmarks.accuracy stances``).  No portrayal is ever that
sure; they take a side where the head finds it likelier than not, and are only shown on request."""


Answers = Mapping[Question, Probabilities]


def judgements(
    document: Index,
    attributions: Sequence[Attribution],
    contents: ContentIndex,
    answers: Answers,
    meant: Mapping[Span, str],
) -> tuple[Judgement, ...]:
    """The evidence for stances in order of the text.

    ``answers`` are the model's; ``meant`` gives the entities behind pronouns and descriptions that it was asked about.
    """
    index = StanceIndex(document, attributions, contents, meant)
    acts = deeds(index)
    not_done = undone(index, acts)
    evidence: dict[tuple[int, str, str, Layer], Judgement] = {}
    for judgement in (*done(index, acts), *_read(index, answers)):
        key = (judgement.sentence, judgement.holder, judgement.target, judgement.layer)
        known = evidence.get(key)
        if judgement.rule == "model" and key[:3] in not_done:
            continue
        if known is None or (known.rule != "act" and abs(judgement.score) > abs(known.score)):
            evidence[key] = judgement
    return tuple(sorted(evidence.values(), key=lambda j: (j.start, j.end, j.layer)))


def _read(index: StanceIndex, answers: Answers) -> Iterator[Judgement]:
    """The evidence in the model's answers."""
    speaking: dict[Span, list[tuple[Span, Probabilities]]] = defaultdict(list)
    for question, answer in answers.items():
        if question.asked == "expressed" and question.holder:
            speaking[question.target].append((question.holder, answer))
        elif question.asked == "directed" and question.holder:
            yield from _directed(index, question.holder, question.target, answer)
        elif question.asked == "portrayal":
            yield from _portrayed(index, question.target, answer)
    for target, given in speaking.items():
        yield from _expressed(index, target, given)


def _expressed(index: StanceIndex, span: Span, given: Sequence[tuple[Span, Probabilities]]) -> Iterator[Judgement]:
    """The stance of all who say the words around a target."""
    said, target = index.contents.around(span), index.name(span)
    if said is None or target is None or _is_scenery(index, span):
        return
    attribution = index.attributions[said[1]]
    holders = index.holders(attribution)
    if target in holders:
        return
    answer = _answer_of(attribution.source, given)
    if answer:
        number = index.sentence(span)
        evidence = shared(said[0], index.sentences[number])
        yield from (_judgement(holder, target, "expressed", answer, evidence, number) for holder in holders)


def _answer_of(source: Span | None, given: Sequence[tuple[Span, Probabilities]]) -> Probabilities | None:
    """The answer about a source: the one that shares most of its characters, else the only one that there is."""
    if source is None:
        return None
    best = max(given, key=lambda answered: min(answered[0][1], source[1]) - max(answered[0][0], source[0]))
    overlaps = min(best[0][1], source[1]) > max(best[0][0], source[0])
    return best[1] if overlaps or len(given) == 1 else None


def _directed(index: StanceIndex, holding: Span, towards: Span, answer: Probabilities) -> Iterator[Judgement]:
    """The stance of one entity towards another that the article itself reports."""
    if index.contents.around(holding) or index.contents.around(towards):
        return
    holder, target = index.acting(holding), index.name(towards)
    if holder is None or target is None or holder == target or index.types.get(holder) == "other":
        return
    if calibrated(max(answer[0], answer[2]), "directed") < LEAST["directed"]:  # most pairs just share a sentence
        return
    if _is_within(index, holding) or _is_scenery(index, towards):
        return
    number = index.sentence(towards)
    yield _judgement(holder, target, "directed", answer, index.sentences[number], number)


def _portrayed(index: StanceIndex, span: Span, answer: Probabilities) -> Iterator[Judgement]:
    """How the article's own wording shows a name."""
    target = index.name(span)
    if target is None or index.contents.around(span) or _is_scenery(index, span):
        return
    number = index.sentence(span)
    yield _judgement(AUTHOR, target, "portrayal", answer, index.sentences[number], number)


def _is_scenery(index: StanceIndex, span: Span) -> bool:
    """Whether a name is that of a place where something happens: "in Norland"."""
    entity = index.named.get(span)
    return entity is not None and entity.type == "place" and _is_within(index, span)


def _is_within(index: StanceIndex, span: Span) -> bool:
    """Whether a name cannot act because of a preposition or a bracket before it: "in Norland", "(Acme News)"."""
    return word_before(index.text, span[0])[0] in {*words("stance", "within"), "(", "["}


def _judgement(
    holder: str, target: str, layer: Layer, answer: Probabilities, evidence: Span, sentence: int
) -> Judgement:
    """A judgement with the likelier side if that is likely enough, else neutral."""
    negative, _, positive = answer
    likely = calibrated(max(negative, positive), layer)
    stance: Stance = "neutral" if likely < LEAST[layer] else "negative" if negative > positive else "positive"
    confidence = 1 - likely if stance == "neutral" else likely
    return Judgement(
        holder, target, layer, stance, positive - negative, confidence, evidence[0], evidence[1], sentence, "model"
    )
