"""Acts of support and opposition, given to the entities who do them: what each says about a stance, and whose.

An act that the article itself reports is a *directed* stance.  An act of the speaker's own side that somebody tells of
is that side's stance, and the speaker's too (*expressed*).  An act of other people shows no stance of the speaker who
tells of it, unless it is done against the speaker's own side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsan.document import Attribution, Judgement, Span
from newsan.language.lexicon.lookup import words
from newsan.language.stance.acts import Act, acts
from newsan.language.stance.allegiances import allegiance
from newsan.language.stance.index import StanceIndex
from newsan.values import Layer, Stance

RIGHT, OPPOSITE = 0.97, 0.0
"""How often an act agrees with what readers say of agent and target, and how often it says the opposite: 579 and 1 of
597 acts of the directed sentiments of Park, Pan and Joo (ACL 2021), training part, where newsan finds both names."""

LOOK_BACK = 400
"""Characters before a pronoun in which its antecedent is looked for; long sentences hold 300."""

LONGEST_PHRASE = 40
"""Characters before a name in which the preposition of its phrase is looked for."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An act with the names of those who do it and to whom; None where they cannot be told.

    ``told`` is the number of the attribution whose speaker tells of it, None for the article's own voice.
    """

    act: Act
    agent: str | None
    target: str | None
    told: int | None


def _deeds(index: StanceIndex, line: Span) -> Iterator[Deed]:
    """The acts of a sentence, with names."""
    names = index.names_in(line)
    others = (*index.unnamed_in(line), *index.stand_ins_in(line))
    for act in (
        acts(index.text, line, sorted([*names, *others], key=lambda mention: mention.start)) if names or others else ()
    ):
        around = None if act.given else index.contents.around(act.verb)
        agent = _meant(index, act.agent, line, around, None) if act.agent else index.saying(act.verb)
        target = _meant(index, act.target, line, around, agent)
        yield Deed(act, agent, target, around[1] if around else None)


def _meant(index: StanceIndex, span: Span, line: Span, around: tuple[Span, int] | None, not_: str | None) -> str | None:
    """The name of a subject or object, also of a pronoun; None if it cannot be told, or belongs to another's words."""
    if span in index.named:
        return None if around and _is_foreign(index, span, around[1]) else index.acting(span) or index.heading(span)
    if known := index.acting(span):
        return known
    word = index.text[slice(*span)].lower()
    speaker = index.attributions[around[1]] if around else None
    if word in words("grammar", "i"):
        return index.holder(speaker) if speaker else None
    if word in words("grammar", "it", "they"):
        return _body_before(index, span, line, not_)
    return _reported(index, speaker, around[0], span) if speaker and around else None


def _is_foreign(index: StanceIndex, span: Span, told: int) -> bool:
    """Whether a name stands neither in what somebody says nor in the source of the attribution with this number."""
    source = index.attributions[told].source
    is_source = source is not None and source[0] <= span[0] and span[1] <= source[1]
    return not is_source and index.contents.around(span) is None


def _body_before(index: StanceIndex, span: Span, line: Span, not_: str | None) -> str | None:
    """The last body named before "it" or "their" in a sentence that can act, other than ``not_``."""
    for name in reversed(index.names_in((max(line[0], span[0] - LOOK_BACK), span[0]))):
        body = index.acting((name.start, name.end)) if name.type != "person" else None
        if (
            body
            and body != not_
            and not _is_oblique(index.text[max(line[0], name.start - LONGEST_PHRASE) : name.start])
        ):
            return body
    return None


def _is_oblique(before: str) -> bool:
    """Whether the word before a name, articles passed over, makes it something that does not act."""
    earlier = before.lower().split()
    while earlier and earlier[-1] in words("acts", "determiner"):
        earlier.pop()
    return bool(earlier) and earlier[-1] in words("acts", "oblique")


def _reported(index: StanceIndex, said: Attribution, content: Span, span: Span) -> str | None:
    """The speaker: in reported speech "he" or "she" means the speaker before anybody else is named."""
    named = any(name.type == "person" for name in index.names_in((max(content[0], span[0] - LOOK_BACK), span[0])))
    return None if named or said.kind != "indirect" else index.holder(said)


def deeds(index: StanceIndex) -> list[Deed]:
    """The deeds of a document, in order."""
    return [deed for line in index.sentences for deed in _deeds(index, line)]


def undone(index: StanceIndex, deeds: Iterable[Deed]) -> set[tuple[int, str, str]]:
    """Sentence, agent and target of what is only possible, asked or denied: "if Norland attacks Sudland"."""
    told = (deed for deed in deeds if deed.agent and deed.target)
    return {
        (index.sentence(deed.act.verb), deed.agent or "", deed.target or "")
        for deed in told
        if deed.act.state in ("open", "void")
    }


def retold(index: StanceIndex, deeds: Iterable[Deed]) -> set[tuple[int, str, str, Layer, Stance]]:
    """Sentence, speaker, target, layer and side of acts of others of which somebody tells, "Ek said Ruiz sued Lee", and
    of those of nobody that are not done: "Ek said it was premature to back Lee"."""
    of_others: set[tuple[int, str, str, Layer, Stance]] = set()
    for deed in deeds:
        speaker = None if deed.told is None else index.holder(index.attributions[deed.told])
        is_others = speaker and deed.agent and not index.is_own(speaker, deed.agent)
        is_nobodys = not deed.agent and deed.act.state == "void"
        if speaker and deed.target and deed.act.side and (is_others or is_nobodys):
            of_others.add((index.sentence(deed.act.verb), speaker, deed.target, "expressed", _side(deed.act)))
    return of_others


def done(index: StanceIndex, deeds: Iterable[Deed]) -> Iterator[Judgement]:
    """The stances that deeds show."""
    for deed in deeds:
        agent, target = deed.agent, deed.target
        if not agent or not target or not deed.act.side or allegiance(agent) == allegiance(target):
            continue
        if deed.told is not None:
            yield from _told(index, deed, agent, target, deed.told)
        elif deed.act.state in ("done", "refused"):
            yield _judgement(index, deed, agent, target, "directed")


def _told(index: StanceIndex, deed: Deed, agent: str, target: str, told: int) -> Iterator[Judgement]:
    """The stances shown by a deed of which somebody tells: of their own side, or against it."""
    speaker = index.holder(index.attributions[told])
    if speaker is None or deed.act.state == "void" or index.is_denied(deed.act.verb, told):
        return
    if index.is_own(speaker, agent):
        if speaker != agent:
            yield _judgement(index, deed, agent, target, "directed")
        if not index.is_own(speaker, target):
            yield _judgement(index, deed, speaker, target, "expressed")
    elif index.is_own(speaker, target) and deed.act.shown < 0:
        yield _judgement(index, deed, speaker, agent, "expressed")


def _judgement(index: StanceIndex, deed: Deed, holder: str, target: str, layer: Layer) -> Judgement:
    """A deed as evidence: its words from who does it to whom."""
    act = deed.act
    positive = act.shown > 0
    score = (RIGHT - OPPOSITE) if positive else (OPPOSITE - RIGHT)
    spans = [act.verb, act.target, act.agent or act.verb]
    start, end = min(span[0] for span in spans), max(act.end, *(span[1] for span in spans))
    number = index.sentence(act.verb)
    return Judgement(holder, target, layer, _side(act), score, RIGHT, start, end, number, "act")


def _side(act: Act) -> Stance:
    return "positive" if act.shown > 0 else "negative"
