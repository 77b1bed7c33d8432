"""Four times the text takes about four times as long: patterns that once took sixteen times as long, one step each."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from dataclasses import replace
from math import inf
from time import process_time

import pytest

from benchmarks.patterns import of, repeated
from newsan.document import Attribution, Mention
from newsan.language.coreference.discourse import Discourse
from newsan.language.entities.link import link
from newsan.language.index import index_of
from newsan.language.layout.marks import quotations
from newsan.language.layout.page import page
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.links import Link
from newsan.language.quotations.attributions import attributions
from newsan.language.quotations.whole_contents import with_whole_contents
from newsan.language.quotations.whole_sources import with_whole_sources
from newsan.language.speakers.resolve import resolve
from newsan.language.stance.allegiances import Allegiances, allegiance

MOST = 9.0
"""Times as long for four times the text: between linear and quadratic, with room for noise."""

LEAST = 0.02
"""Seconds that count as nothing."""

NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)*")


def mentions(text: str, type_: str) -> list[Mention]:
    """Everything in capitals as a name."""
    return [Mention(*found.span(), type_, 0.9) for found in NAME.finditer(text)]  # type: ignore[arg-type]


def persons(text: str) -> object:
    return link(text, mentions(text, "person"), sentences(text, paragraphs(text)))


def bodies(text: str) -> object:
    return link(text, mentions(text, "org"), sentences(text, paragraphs(text)))


def marks(text: str) -> object:
    return quotations(text, paragraphs(text))


def said(text: str) -> object:
    """Attributions where every "said" is a cue with the word before it as its source."""
    found = [
        Link((m.start(2), m.end(2)), (m.start(1), m.end(1)), (), 0.9) for m in re.finditer(r"(\w+) (said)\b", text)
    ]
    return attributions(page(text), found)


def speakers(text: str) -> Discourse:
    """Speakers where everything in capitals is a person and every "said" has one for its source."""
    laid_out = page(text)
    people = mentions(text, "person")
    told = re.finditer(rf"({NAME.pattern}) (said)( \w+)", text)
    found = [Link((m.start(2), m.end(2)), (m.start(1), m.end(1)), ((m.start(3), m.end(3)),), 0.9) for m in told]
    unmarked = replace(laid_out, quotations=())
    entities = link(text, people, laid_out.sentences)
    index = index_of(unmarked, entities)
    return resolve(index, tuple(with_whole_sources(index, attributions(laid_out, found))))


def completed(text: str) -> object:
    """Contents that begin behind a mark in the middle of a word, at every equals sign."""
    index = index_of(page(text), ())
    told = (Attribution(None, None, (span,), "indirect", "speech", 0.9, "model") for span in _behind_marks(text))
    return list(with_whole_contents(index, list(told)))


def _behind_marks(text: str) -> list[tuple[int, int]]:
    return [(found.end(), found.end() + 3) for found in re.finditer("=", text)]


def own_sides(text: str) -> object:
    entities = link(text, mentions(text, "org"), sentences(text, paragraphs(text)))
    found = Allegiances(text, entities, speakers(text).attributions)
    return [found.hold(entity.name, allegiance("Danes")) for entity in entities]


PATTERNS: dict[str, tuple[Callable[[str], object], Callable[[int], str], int]] = {
    "one surname": (persons, lambda n: repeated(of("then {a} Lee met us. "), n), 10_000),
    "one surname, bare among them": (persons, lambda n: repeated(of("then {a} Lee met us and Lee left. "), n), 10_000),
    "one first name, bare among them": (persons, lambda n: repeated(of("then Ann {a} met us, Ann left. "), n), 10_000),
    "middle names": (persons, lambda n: repeated(of("then Ann {a} Lee met us. "), n), 10_000),
    "names at birth": (persons, lambda n: repeated(of("then {a} {b}, born {c} {a}, met us. "), n), 10_000),
    "one last word": (bodies, lambda n: repeated(of("the {a} Council met the Council ({A}C). "), n), 10_000),
    "one first word": (bodies, lambda n: repeated(of("the United {a} met the United. "), n), 10_000),
    "closing marks": (marks, lambda n: repeated(of("‹a› "), n) + repeated(of("x,” "), n), 10_000),
    "unsourced quotations": (said, lambda n: repeated(of("“We will not pay for the {a} bridge now.” "), n), 20_000),
    "signature and blanks": (said, lambda n: "“We will not pay for it.” — Ann Lee" + " " * n + "x", 2_000),
    "source and blanks": (said, lambda n: "“We pay,” Ann said" + " " * n + ": x\n“We will not pay for it.”", 2_000),
    "cues behind a quotation": (said, lambda n: "“We will pay.” " + repeated(of("{a} said no. "), n), 100_000),
    "roles": (speakers, lambda n: repeated(of("Then Mayor Ann Lee said nothing. "), n), 20_000),
    "labels": (
        speakers,
        lambda n: "Ann Lee: Why?\n" + repeated(of("{a} {b}: Was it Ann Lee?\n"), n) + "Ann Lee: No.",
        10_000,
    ),
    "words cut at a mark": (completed, lambda n: ("a" * 30 + "=and on. ") * (n // 40), 4_000),
    "spokesmen": (own_sides, lambda n: repeated(of("Danish Navy {a} spokesman {b} said nothing. "), n), 10_000),
}


ROUNDS = 5
"""Measurements of each size: on a busy machine single ones take several times as long."""


def seconds(run: Callable[[str], object], text: str) -> float:
    gc.collect()
    gc.disable()
    try:
        begun = process_time()
        run(text)
        return process_time() - begun
    finally:
        gc.enable()


@pytest.mark.parametrize("name", PATTERNS)
def test_four_times_the_text_does_not_take_sixteen_times_as_long(name: str) -> None:
    run, text, size = PATTERNS[name]
    run(text(100))
    small = large = inf
    for _ in range(ROUNDS):
        small, large = min(small, seconds(run, text(size))), min(large, seconds(run, text(4 * size)))
        if large < MOST * max(small, LEAST):
            return
    pytest.fail(f"{large:.3f} s for four times the text of {small:.3f} s")
