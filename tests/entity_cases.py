"""Cases of ``cases/entity_linking.json`` made into mentions and attributions; strings are found in the order given."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from newsan.document import Aliases, Attribution, Entity, Mention, Span, Speaker
from newsan.language.coreference.antecedents import Reader
from newsan.language.entities.link import link
from newsan.language.index import index_of
from newsan.language.layout.page import page
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.antecedent_head import scores, seen
from newsan.language.model.encoder import load, read
from newsan.language.quotations.whole_sources import with_whole_sources
from newsan.language.speakers.resolve import resolve

Case = dict[str, Any]

CASES: list[Case] = json.loads((Path(__file__).parent / "cases" / "entity_linking.json").read_text(encoding="utf-8"))


def cases_with(field: str) -> list[Any]:
    """The cases that expect something of a field, for parametrize; a known failure must fail."""
    marks = {True: [], False: [pytest.mark.xfail(strict=True)]}
    return [pytest.param(case, id=case["label"], marks=marks[case["pass"]]) for case in CASES if field in case]


def mentions_of(case: Case) -> list[Mention]:
    """The named mentions of a case, each found behind the one before it."""
    found: list[Mention] = []
    for text, kind in case["mentions"]:
        start = case["text"].index(text, found[-1].end if found else 0)
        found.append(Mention(start, start + len(text), kind, 0.9))
    return found


def aliases_of(case: Case) -> Aliases:
    return {alias: (name, kind) for alias, (name, kind) in case.get("aliases", {}).items()}


def entities_of(case: Case) -> tuple[Entity, ...]:
    text = case["text"]
    return link(text, mentions_of(case), sentences(text, paragraphs(text)), aliases=aliases_of(case))


def attributions_of(case: Case) -> list[Attribution]:
    """The attributions of a case: contents one behind the other, cue and source nearest to them."""
    found: list[Attribution] = []
    position = 0
    for given in case["attributions"]:
        content: list[Span] = []
        for text in given["content"]:
            start = case["text"].find(text, content[-1][1] if content else position)
            start = case["text"].index(text) if start < 0 else start
            content.append((start, start + len(text)))
        position = content[0][0] + 1
        cue = nearest(case["text"], given["cue"], content[0], content) if given["cue"] else None
        source = nearest(case["text"], given["source"], cue or content[0], content) if given["source"] else None
        quoted = case["text"][content[0][0]] in '"“'
        found.append(
            Attribution(source, cue, tuple(content), "direct" if quoted else "indirect", "speech", 1.0, "model")
        )
    return found


def nearest(text: str, words: str, to: Span, outside: list[Span]) -> Span:
    """The occurrence of some words that is nearest to a span and lies outside the content."""
    found: list[Span] = []
    start = text.find(words)
    while start >= 0:
        span = (start, start + len(words))
        whole = not text[max(0, start - 1) : start].isalnum() and not text[span[1] : span[1] + 1].isalnum()
        if whole and not any(a <= start < b for a, b in outside):
            found.append(span)
        start = text.find(words, start + 1)
    return min(found, key=lambda span: min(abs(span[1] - to[0]), abs(span[0] - to[1])))


def reader_of(text: str) -> Reader:
    """What asks the shipped model whom words of a text mean."""
    model, whole = load(), page(text)
    section = whole.sentences[0][0], whole.sentences[-1][1]
    kept = seen(model, read(model, text, section, whole.paragraphs, whole.sentences))
    return partial(scores, model, kept)


def speakers_of(case: Case) -> tuple[Speaker, ...]:
    text = case["text"]
    laid_out = page(text)
    index = index_of(laid_out, entities_of(case))
    whole = tuple(with_whole_sources(index, attributions_of(case), laid_out.turns))
    resolved = resolve(index, whole, laid_out.turns, reader_of(text))
    return tuple(attribution.speaker for attribution in resolved.attributions if attribution.speaker)
