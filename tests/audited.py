"""Corpora made by hand for the tests of the audit: who speaks in which article, in how many words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analyzers.tables import EveryQuestion, Tables, tables
from newsan.document import AnnotatedDocument, Attribution, Document, Entity, Judgement, Mention, Span, Speaker
from newsan.values import EntityType, SpeakerStatus, Stance


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation of so many words: of whom, and how the article names them."""

    speaker: str | None
    words: int = 1
    status: SpeakerStatus = "named"
    type: EntityType | None = "person"
    role: str | None = None
    affiliation: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A stance of somebody towards somebody."""

    holder: str
    target: str
    stance: Stance


def article(
    name: str, said: Sequence[Said] = (), judged: Sequence[Judged] = (), meta: Mapping[str, Any] | None = None
) -> AnnotatedDocument:
    """An article with a paragraph for each quotation and for each stance."""
    text, paragraphs, attributions, judgements = "", [], [], []
    mentions: dict[tuple[str, EntityType], list[Mention]] = {}
    for one in said:
        source, begin = one.source or one.speaker or "", len(text)
        text += f"{source} said "
        content = (len(text), len(text) + 2 * one.words - 1)
        text += "w " * one.words + "\n"
        paragraphs.append((begin, len(text) - 1))
        attributions.append(attribution(one, (begin, begin + len(source)), content))
        if one.status == "named" and one.speaker:
            named = Mention(begin, begin + len(source), one.type or "person", 0.9)
            mentions.setdefault((one.speaker, one.type or "person"), []).append(named)
    for each in judged:
        begin = len(text)
        text += f"{each.holder} on {each.target}\n"
        paragraphs.append((begin, len(text) - 1))
        mentions.setdefault((each.target, "person"), []).append(Mention(len(text) - 2, len(text) - 1, "person", 0.9))
        sentence = len(paragraphs) - 1
        score = {"positive": 0.9, "neutral": 0.0, "negative": -0.9}[each.stance]
        judgements.append(
            Judgement(
                each.holder, each.target, "directed", each.stance, score, 0.9, begin, len(text) - 1, sentence, "act"
            )
        )
    return AnnotatedDocument(
        document=Document(name, text, meta or {}),
        paragraphs=tuple(paragraphs),
        sentences=tuple(paragraphs),
        entities=tuple(Entity(name, type_, tuple(found)) for (name, type_), found in mentions.items()),
        attributions=tuple(attributions),
        judgements=tuple(judgements),
    )


def attribution(one: Said, source: Span, content: Span) -> Attribution:
    """The attribution of one quotation."""
    speaker = Speaker(one.speaker, one.status, "name", one.type, role=one.role, affiliation=one.affiliation)
    given = None if one.status == "unattributed" else source
    return Attribution(given, None, (content,), "direct", "speech", 0.9, "model", speaker)


def tables_of(*documents: AnnotatedDocument) -> Tables:
    """The tables of annotated documents."""
    return tables(map(EveryQuestion(), documents))
