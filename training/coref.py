"""Who is meant, as examples for an antecedent head: ``python -m training.coref [--data FOLDER]`` shows them.

An anaphor is a third-person pronoun or a definite description; its candidates are the names that stand before it (the
nearest first) and then those that follow in its sentence.  It may also mean none of them.  Sources: chains of GUM,
LitBank and MEANTIME, the pairs of GAP, and descriptions and pronouns of world news (``DATA.md``).

An example is a text, or a part of a long one:

* ``ids``, ``cases``: as in every example; ``sentence``, ``paragraph``: the number of each piece's.
* ``spans`` [m, 2]: pieces of every anaphor and candidate: the bare name, the pronoun, the description up to its head.
* ``anaphors``: (number of its span, numbers of the candidates' spans, which of them are right, kind); kinds are
  ``HE_SHE``, ``THEY_IT`` and ``DESCRIPTION``.  Where none is right, nobody among the candidates is meant.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from benchmarks.gold import DATA
from newsan.document import Span
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.pieces import encode
from newsan.language.model.windows import Sizes, windows
from training.corpora import records
from training.pieces import Aligner, Example, base

HE_SHE, THEY_IT, DESCRIPTION = 0, 1, 2
"""Kinds of anaphors."""

LONGEST = 1_400
"""Pieces in an example: longer texts are cut at paragraphs, and a name in another part is no candidate."""

NEAREST = 24
"""Candidates of one anaphor."""

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), HE_SHE),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself", "it", "its", "itself"), THEY_IT),
}
TYPES = {
    HE_SHE: frozenset({"person"}),
    THEY_IT: frozenset({"person", "org", "group", "place"}),
    DESCRIPTION: frozenset({"person", "org", "group", "place"}),
}
"""Types of names that each kind may mean: a person for "he", and what acts or speaks for the others."""

_DEFINITE = re.compile(r"(?:the|this|that|these|those|both|his|her|its|their|my|our|your)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Characters of a pronoun or description, its kind, and the names it may mean, each with whether it does."""

    span: Span
    kind: int
    candidates: tuple[tuple[Span, bool], ...]

    @property
    def named(self) -> bool:
        """Whether one of the candidates is meant."""
        return any(right for _, right in self.candidates)


@dataclass(frozen=True, slots=True)
class Chained:
    """A text with its anaphors and the borders of its paragraphs and sentences."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    anaphors: tuple[Anaphor, ...] = ()


def chained(text: str) -> Chained:
    """A text without anaphors yet."""
    blocks = paragraphs(text)
    return Chained(text, blocks, sentences(text, blocks))


def ordered(anaphor: Span, names: list[tuple[Span, bool]], sentence_end: int) -> tuple[tuple[Span, bool], ...]:
    """The names before an anaphor, the nearest first, then those behind it up to the end of its sentence."""
    before = [name for name in names if name[0][1] <= anaphor[0]]
    behind = [name for name in names if anaphor[1] <= name[0][0] < sentence_end]
    return (*sorted(before, reverse=True), *sorted(behind))


def sentence_end(text: Chained, at: int) -> int:
    """Where the sentence around a character ends."""
    number = bisect_right(text.sentences, (at, len(text.text))) - 1
    return text.sentences[number][1] if number >= 0 else 0


def kind_of(words: str, kind: str) -> int | None:
    """The kind of a mention: None for other pronouns, names and indefinite phrases."""
    if kind == "pronoun":
        return PRONOUNS.get(words.lower())
    return DESCRIPTION if kind == "nominal" and _DEFINITE.match(words) else None


def chains(record: dict[str, Any]) -> Chained:
    """A text of GUM, LitBank or MEANTIME with its anaphors; right is every name of the anaphor's chain."""
    text = chained(record["text"])
    mentions = [
        ((head[0] if kind != "nominal" else start, head[1]), cluster, kind, label)
        for (start, _, cluster, kind, label), head in zip(record["mentions"], record["heads"], strict=True)
    ]
    names = [(span, cluster, label) for span, cluster, kind, label in mentions if kind == "name"]
    found = []
    for span, cluster, mention, label in mentions:
        kind = kind_of(record["text"][slice(*span)], mention)
        if kind is None or label not in TYPES[kind] | {"unknown"}:
            continue
        candidates = [(name, same == cluster) for name, same, of in names if of in TYPES[kind]]
        found.append(Anaphor(span, kind, ordered(span, candidates, sentence_end(text, span[0]))))
    return replace(text, anaphors=tuple(found))


def pair(record: dict[str, Any]) -> Chained:
    """A text of GAP: one pronoun and two names."""
    span = tuple(record["pronoun"])
    names = [(tuple(record[key]), bool(record[f"{key}_coref"])) for key in ("a", "b")]
    candidates = ordered(span, names, len(record["text"]))
    return replace(chained(record["text"]), anaphors=(Anaphor(span, HE_SHE, candidates),))


def name_words(name: str) -> list[str]:
    """The words of a name in lower case, without its possessive ending."""
    return re.findall(r"\w+", _POSSESSIVE.sub("", name).lower())


def is_form_of(words: str, name: str) -> bool:
    """Whether a name as it stands is the given full name or a shorter form of it.

    >>> [is_form_of(words, "Maritime Safety Agency") for words in ("the Agency’s", "MSA", "Safety Board")]
    [True, True, False]
    """
    short, full = name_words(words), name_words(name)
    short = short[1:] if short[:1] == ["the"] else short
    initials = "".join(word[0] for word in full)
    return bool(short) and (set(short) <= set(full) or (len(full) > 1 and short == [initials]))


def told(record: dict[str, Any], text: str, entities: list[Any]) -> Chained:
    """An article of world news; an anaphor whose name is no entity of the article is left out."""
    article = chained(text)
    found = []
    for start, end, mention, meant, _ in record["who"]:
        kind = PRONOUNS.get(text[start:end].lower()) if mention == "pronoun" else DESCRIPTION
        if kind is None:
            continue
        full = meant.split("; ") if meant else []
        names = [
            ((a, b), any(is_form_of(text[a:b], name) for name in full))
            for a, b, label in entities
            if label.lower() in TYPES[kind]
        ]
        if full and not any(right for _, right in names):
            continue
        found.append(Anaphor((start, end), kind, ordered((start, end), names, sentence_end(article, start))))
    return replace(article, anaphors=tuple(found))


def thinned(texts: list[Chained], random: Random) -> list[Chained]:
    """The texts with as many anaphors that mean none of their candidates as such that mean one, kind by kind.

    Anaphors without any candidate ask nothing and are left out.
    """
    asked = [(i, a) for i, text in enumerate(texts) for a in text.anaphors if a.candidates]
    kept: list[list[Anaphor]] = [[] for _ in texts]
    for kind in (HE_SHE, THEY_IT, DESCRIPTION):
        named = [item for item in asked if item[1].kind == kind and item[1].named]
        others = [item for item in asked if item[1].kind == kind and not item[1].named]
        for i, anaphor in named + random.sample(others, min(len(others), len(named))):
            kept[i].append(anaphor)
    in_order = [tuple(sorted(some, key=lambda a: a.span)) for some in kept]
    return [replace(text, anaphors=some) for text, some in zip(texts, in_order, strict=True) if some]


def numbers(starts: np.ndarray, spans: tuple[Span, ...]) -> np.ndarray:
    """For every piece the number of the sentence or paragraph that it begins in."""
    return np.maximum(np.searchsorted([start for start, _ in spans], starts, side="right") - 1, 0).astype(np.int32)


def asked(anaphors: list[Anaphor]) -> Example:
    """Spans and anaphors of one part, all counted in its pieces."""
    spans = sorted({span for a in anaphors for span in (a.span, *(name for name, _ in a.candidates))})
    number = {span: i for i, span in enumerate(spans)}
    return {
        "spans": np.array(spans, np.int32).reshape(-1, 2),
        "anaphors": [
            (number[a.span], [number[name] for name, _ in a.candidates], [right for _, right in a.candidates], a.kind)
            for a in anaphors
        ],
    }


def within(anaphor: Anaphor, align: Aligner, start: int, end: int) -> Anaphor | None:
    """An anaphor in pieces of a part, with the nearest candidates there; None outside, or if only others are meant."""

    def moved(span: Span) -> Span | None:
        first, last = align(span)
        return (first - start, last - start) if start <= first < last <= end else None

    at = moved(anaphor.span)
    names = [(span, right) for name, right in anaphor.candidates if (span := moved(name)) and span != at]
    inside = replace(anaphor, span=at or (0, 0), candidates=tuple(names[:NEAREST]))
    return inside if at and names and inside.named == anaphor.named else None


def examples(tokenizer: Tokenizer, text: Chained) -> Iterator[Example]:
    """A text as examples of at most ``LONGEST`` pieces; parts without an anaphor are left out."""
    pieces = encode(tokenizer, text.text, text.paragraphs)
    align, whole = Aligner(pieces), base(pieces)
    starts = np.array([start for start, _ in pieces.spans])
    whole |= {"sentence": numbers(starts, text.sentences), "paragraph": numbers(starts, text.paragraphs)}
    blocks, lines = ([align(span)[0] for span in spans] for spans in (text.paragraphs, text.sentences))
    for part in windows(len(starts), blocks, lines, Sizes(LONGEST, 0)):
        found = [x for a in text.anaphors if (x := within(a, align, part.start, part.end))]
        if found:
            yield {key: value[part.start : part.end] for key, value in whole.items()} | asked(found)


def texts(data: Path, part: str) -> dict[str, list[Chained]]:
    """The texts of each source in ``train`` or ``dev``."""
    folder = data / "coref"
    articles: dict[str, dict[str, Any]] = {}
    for name in ("worldwide_train", "worldwide_dev"):
        articles |= {r["id"]: r for r in records(data / "entities" / f"{name}.jsonl.gz")}
    who = records(folder / f"worldwide_who_{part}.jsonl.gz")
    return {
        "coref": [chains(r) for r in records(folder / f"coref_{part}.jsonl.gz")],
        "gap": [pair(r) for r in records(folder / f"gap_{part}.jsonl.gz")],
        "who": [told(r, articles[r["id"]]["text"], articles[r["id"]]["entities"]) for r in who],
    }


def coref_examples(tokenizer: Tokenizer, data: Path) -> dict[str, list[Example]]:
    """Examples by source and part: ``coref_train``, ``gap_train``, ``who_train`` and the same of ``dev``.

    Which anaphors without an antecedent are kept is drawn, always alike (``thinned``); GAP keeps all of its own.
    """
    out = {}
    for part in ("train", "dev"):
        for source, found in texts(data, part).items():
            kept = found if source == "gap" else thinned(found, Random(0))
            out[f"{source}_{part}"] = [example for text in kept for example in examples(tokenizer, text)]
    return out


def shown(tokenizer: Tokenizer, example: Example) -> Iterator[str]:
    """One line per anaphor: what stands around it, the candidates, and a star at the right ones."""

    def words(start: int, end: int) -> str:
        return str(tokenizer.decode([int(i) for i in example["ids"][max(0, start) : end]]))

    for at, names, rights, kind in example["anaphors"]:
        start, end = example["spans"][at]
        around = f"… {words(start - 12, start)} [{words(start, end)}] {words(end, end + 6)} …"
        listed = ", ".join(
            "*" * right + words(*example["spans"][name]) for name, right in zip(names, rights, strict=True)
        )
        yield f"{kind} {around}  <- {listed}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--tokenizer", type=Path, default=Path("newsan/language/model/files/tokenizer.json"))
    parser.add_argument("--show", type=int, default=0, help="so many examples of each source, drawn at random")
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for name, items in coref_examples(tokenizer, arguments.data).items():
        counts = Counter((kind, any(rights)) for x in items for *_, rights, kind in x["anaphors"])
        pieces = sum(len(x["ids"]) for x in items)
        print(f"{name:12} {len(items):5} texts {pieces:7} pieces; (kind, named): {dict(sorted(counts.items()))}")
        for example in Random(0).sample(items, min(arguments.show, len(items))):
            print("\n".join(shown(tokenizer, example)))


if __name__ == "__main__":
    main()
