"""Passages with stances, made of the sentences in ``stance_written.txt``, which were written for this project.

The corpora seldom ask about the same words with different answers.  Here a speaker likes one of two targets and not the
other, praise stands in a negative, and what might happen stands beside what did: what is learned is whose stance it is,
not how a sentence sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

from newsan.document import Span
from newsan.language.layout.sentences import paragraphs, sentences

WRITTEN = Path(__file__).parent / "stance_written.txt"

NUMBER = 12_500
"""Passages made; each with other words."""

_SLOT = re.compile(r"\{([A-DHPQ])\}")
_PLACES = "PQ"
"""Slots for places; all others are for whoever acts, and these may be places too."""

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
        if random.random() < 0.4:  # as the sentences before the target's stand in an article
            told = f"{random.choice(known['before'])} {told}"
        text, spans = named(told[0].upper() + told[1:], known, random)
        yield from records(layer, text, spans, sides.split(), random)


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
    drawn = random.sample([*known["people"], *known["people"], *known["bodies"]], 3 * len(slots))
    actors = list(dict.fromkeys(drawn))[: len(slots)]
    places = random.sample(known["places"], len(slots))
    names = {
        slot: place if slot in _PLACES else actor for slot, actor, place in zip(slots, actors, places, strict=True)
    }
    text, spans, last = "", dict[str, Span](), 0
    for found in _SLOT.finditer(told):
        text += told[last : found.start()]
        name = names[found[1]]
        if name.startswith("the ") and (not text or text.endswith((". ", "“"))):
            name = "T" + name[1:]
        spans.setdefault(found[1], (len(text), len(text) + len(name)))
        text, last = text + name, found.end()
    return text + told[last:], spans


def records(
    layer: str, text: str, spans: dict[str, Span], sides: list[str], random: Random
) -> Iterator[dict[str, Any]]:
    """A record for everything that is asked about a passage.

    What somebody does is asked about as something said, too: to accuse, to deny and to clear are both.  Pairs without a
    side are asked about in one layer only, since there are many of them.
    """
    lines = sentences(text, paragraphs(text))
    shown = {side[:-1]: _SIDE[side[-1]] for side in sides}
    pairs = permutations(spans, 2) if layer == "directed" else (("H", slot) for slot in spans if slot != "H")
    for holder, target in pairs:
        label = shown.get(f"{holder}>{target}" if layer == "directed" else target, "neutral")
        layers = ("directed", "expressed") if layer == "directed" else ("expressed",)
        for asked in layers if label != "neutral" else (random.choice(layers),):
            yield {
                "layer": asked,
                "text": text,
                "holder_span": spans[holder],
                "target_span": spans[target],
                "sentence": next(line for line in reversed(lines) if line[0] <= spans[target][0]),
                "label": label,
            }
