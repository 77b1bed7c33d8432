"""Passages with stances, made of the sentences in ``stance_written.txt``, which were written for this project.

The corpora seldom ask about the same words with different answers.  Here a speaker likes one of two targets and not the
other, praise stands in a negative, and what might happen stands beside what did: what is learned is whose stance it is,
not how a sentence sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path
from random import Random
from typing import Any

from newsan.document import Span
from newsan.language.layout.sentences import paragraphs, sentences

WRITTEN = Path(__file__).parent / "stance_written.txt"

NUMBER = 4000
"""Passages made; each with other words."""

LEAD = "Reporters waited outside. "
"""Stands before some passages, as the sentences before the target's stand in an article."""

_SLOT = re.compile(r"\{([ABCDH])\}")
_LIST = re.compile(r"\[(\w+)\]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|us|our|me|my|you)\b", re.IGNORECASE)
_SIDE = {"+": "positive", "-": "negative"}

Lists = dict[str, list[str]]


def lists(path: Path = WRITTEN) -> Lists:
    """The lines of the file under the names that stand behind "="."""
    found: Lists = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found[line[2:]] = some = []
        elif line.strip() and not line.startswith("#"):
            some.append(line)
    return found


def written(number: int = NUMBER, seed: int = 1) -> Iterator[dict[str, Any]]:
    """The records of ``number`` passages, like those of ``stance/``: a record for everything that can be asked."""
    known, random = lists(), Random(seed)
    for _ in range(number):
        layer = random.choice(("expressed", "expressed", "directed"))
        template, _, sides = random.choice(known[layer]).partition("\t")
        told = filled(template, known, random)
        if layer == "expressed":
            told = spoken(told, random.choice(known["lead"]))
        if random.random() < 0.3:
            told = LEAD + told
        text, spans = named(told[0].upper() + told[1:], known, random)
        yield from records(layer, text, spans, sides.split())


def filled(template: str, known: Lists, random: Random) -> str:
    """A sentence whose lists are chosen from; names come later."""
    while found := _LIST.search(template):
        template = template[: found.start()] + random.choice(known[found[1]]) + template[found.end() :]
    return template


def spoken(said: str, lead: str) -> str:
    """What is said, with who says it; somebody's "I" only in quotation marks."""
    if "“" not in lead and (_FIRST_PERSON.search(said) or ". " in said):
        lead = "“[said],” said {H}."
    if "“[" in lead:
        said = ". ".join(part[0].upper() + part[1:] for part in said.split(". "))
    return lead.replace("[said]", said)


def named(told: str, known: Lists, random: Random) -> tuple[str, dict[str, Span]]:
    """The text with a name in every slot, and where each slot's name stands first."""
    slots = sorted(set(_SLOT.findall(told)))
    actors = random.sample([*known["people"], *known["people"], *known["bodies"]], len(slots))
    names = dict(zip(slots, actors, strict=True))
    text, spans, last = "", dict[str, Span](), 0
    for found in _SLOT.finditer(told):
        text += told[last : found.start()]
        name = names[found[1]]
        if name.startswith("the ") and (not text or text.endswith((". ", "“"))):
            name = "T" + name[1:]
        spans.setdefault(found[1], (len(text), len(text) + len(name)))
        text, last = text + name, found.end()
    return text + told[last:], spans


def records(layer: str, text: str, spans: dict[str, Span], sides: list[str]) -> Iterator[dict[str, Any]]:
    """A record for everything that is asked about a passage.

    What somebody does is asked about as something said, too: to accuse, to deny and to clear are both.
    """
    lines = sentences(text, paragraphs(text))
    shown = {side[:-1]: _SIDE[side[-1]] for side in sides}
    pairs = permutations(spans, 2) if layer == "directed" else (("H", slot) for slot in spans if slot != "H")
    for (holder, target), asked in product(pairs, ("directed", "expressed") if layer == "directed" else ("expressed",)):
        key = f"{holder}>{target}" if layer == "directed" else target
        yield {
            "layer": asked,
            "text": text,
            "holder_span": spans[holder],
            "target_span": spans[target],
            "sentence": next(line for line in reversed(lines) if line[0] <= spans[target][0]),
            "label": shown.get(key, "neutral"),
        }
