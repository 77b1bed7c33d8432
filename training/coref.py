"""Whom pronouns and descriptions mean, as people marked it: what ``training.antecedents`` and ``benchmarks.coref`` ask.

An anaphor is a third-person pronoun or a definite description; its candidates are the names that stand before it (the
nearest first) and then those that follow in its sentence.  It may also mean none of them.  Sources: chains of GUM,
LitBank and MEANTIME, the pairs of GAP, and descriptions and pronouns of world news (``DATA.md``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newsan.document import Span
from newsan.language.layout.sentences import paragraphs, sentences
from training.corpora import records

HE_SHE, THEY_IT, DESCRIPTION = 0, 1, 2
"""Kinds of anaphors."""

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
