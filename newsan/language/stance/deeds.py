"""Acts of support and opposition, given to the entities who do them: what each says about a stance, and whose.

An act that the article itself reports is a *directed* stance; one of which its agent tells is *expressed*.  An act of
other people shows no stance of the speaker who tells of it, unless it is done against the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsan.document import Judgement, Span
from newsan.language.lexicon.lookup import words
from newsan.language.stance.acts import Act, acts
from newsan.language.stance.index import StanceIndex
from newsan.values import Layer, Stance

RIGHT = 0.97
"""How often an act agrees with what readers say of agent and target, where newsan finds both names: 579 of 597 acts of
the directed sentiments of Park, Pan and Joo (ACL 2021), training part; one says the opposite."""

LOOK_BACK = 400
"""Characters before a pronoun in which another person may be named; long sentences hold 300."""


def done(index: StanceIndex) -> Iterator[Judgement]:
    """The stances that the acts of a document show, where it can be told who does them and to whom."""
    for act, agent, target, told in (deed for line in index.sentences for deed in _deeds(index, line)):
        speaker = None if told is None else index.holder(index.attributions[told])
        if not agent or not target or agent == target or act.state not in ("done", "refused"):
            continue
        if told is None:
            yield _judgement(index, act, agent, target, "directed")
        elif speaker == agent:
            yield _judgement(index, act, agent, target, "expressed")
        elif speaker == target and act.shown < 0:
            yield _judgement(index, act, target, agent, "expressed")


def undone(index: StanceIndex) -> set[tuple[int, str, str]]:
    """Sentence, agent and target of what is only possible, asked or denied: "if Norland attacks Sudland"."""
    deeds = (deed for line in index.sentences for deed in _deeds(index, line) if deed[0].state in ("open", "void"))
    return {(index.sentence(act.verb), agent, target) for act, agent, target, _ in deeds if agent and target}


def retold(index: StanceIndex) -> set[tuple[int, str, str, Layer, Stance]]:
    """Sentence, speaker, target, layer and side of acts of others of which somebody tells: "Ek said Ruiz sued Lee"."""
    found: set[tuple[int, str, str, Layer, Stance]] = set()
    for act, agent, target, told in (deed for line in index.sentences for deed in _deeds(index, line)):
        speaker = None if told is None else index.holder(index.attributions[told])
        if speaker and agent and target and speaker != agent:
            found.add((index.sentence(act.verb), speaker, target, "expressed", _side(act)))
    return found


def _deeds(index: StanceIndex, line: Span) -> Iterator[tuple[Act, str | None, str | None, int | None]]:
    """The acts of a sentence, with the names of who does them and to whom, and the attribution that tells of them.

    None where they cannot be told; no attribution for the article's own voice.
    """
    names = sorted([*index.names_in(line), *index.stand_ins_in(line)], key=lambda mention: mention.start)
    for act in acts(index.text, line, names) if names else ():
        around = None if act.given else index.contents.around(act.verb)
        agent = _meant(index, act.agent, around) if act.agent else index.saying(act.verb)
        yield act, agent, _meant(index, act.target, around), around[1] if around else None


def _meant(index: StanceIndex, span: Span, told: tuple[Span, int] | None) -> str | None:
    """The name of a subject or object; the speaker for "we", and for a reported "she" if nobody is named before."""
    known = index.acting(span) or index.heading(span)
    if known or told is None or span in index.named:
        return known
    (start, _), number = told
    said, word = index.attributions[number], index.text[slice(*span)].lower()
    is_named = any(name.type == "person" for name in index.names_in((max(start, span[0] - LOOK_BACK), span[0])))
    is_speaker = said.kind == "indirect" and not is_named and word not in words("grammar", "it", "they")
    return index.holder(said) if word in words("grammar", "i") or is_speaker else None


def _judgement(index: StanceIndex, act: Act, holder: str, target: str, layer: Layer) -> Judgement:
    """An act as evidence: its words from who does it to whom."""
    spans = [act.verb, act.target, act.agent or act.verb]
    start, end = min(span[0] for span in spans), max(act.end, *(span[1] for span in spans))
    number = index.sentence(act.verb)
    return Judgement(holder, target, layer, _side(act), act.shown * RIGHT, RIGHT, start, end, number, "act")


def _side(act: Act) -> Stance:
    return "positive" if act.shown > 0 else "negative"
