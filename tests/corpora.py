"""A small corpus, made by a seeded generator, in the formats that people hold."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

Article = Mapping[str, str]

FIRST = ("Maya", "Tom", "Ewa", "Udo", "Ann", "Kofi", "Inez", "Rolf")
LAST = ("Lind", "Okafor", "Lis", "Pohl", "Lee", "Marsh", "Quist", "Varga")
PLACES = ("Norland", "Sudland", "Port Brisa", "Aldermouth")
OUTLETS = ("Ledger", "Courier", "Post")
SAID = (
    "“The {thing} will {verb},” said {who}, “and {place} knows it.”",
    "{who} told reporters in {place} that the {thing} would {verb}.",
    'According to {who}, "the {thing} cannot {verb}"; {place} disagrees.',
    "{who} criticised {place} over the {thing}.\n\n“It was never going to {verb},” she said.",
)
THINGS, VERBS = ("pier", "ferry", "budget", "library"), ("hold", "sail", "pass", "open")


def article(number: int, chance: random.Random) -> Article:
    """One invented article with its metadata."""
    people = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(3)]
    sentences = [
        chance.choice(SAID).format(
            who=who, place=chance.choice(PLACES), thing=chance.choice(THINGS), verb=chance.choice(VERBS)
        )
        for who in people
    ]
    return {
        "id": f"a{number:05}",
        "title": f"{people[0]} on the {chance.choice(THINGS)}, again; no. {number}",
        "text": "\n\n".join(sentences) + "\n",
        "outlet": chance.choice(OUTLETS),
        "date": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    }


def articles(number: int, seed: int = 7) -> list[Article]:
    """So many articles, always the same for a seed."""
    chance = random.Random(seed)
    return [article(one, chance) for one in range(number)]


def json_lines(found: Sequence[Article], path: Path) -> Path:
    """The articles as JSON lines."""
    path = path / "news.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), "utf-8")
    return path


def packed_lines(found: Sequence[Article], path: Path) -> Path:
    """The articles as JSON lines in a gzip file of two members."""
    lines = [json.dumps(one) + "\n" for one in found]
    half = len(lines) // 2
    path = path / "packed.jsonl.gz"
    path.write_bytes(b"".join(gzip.compress("".join(part).encode()) for part in (lines[:half], lines[half:])))
    return path


def json_array(found: Sequence[Article], path: Path) -> Path:
    """The articles as an array in an object."""
    path = path / "news.json"
    path.write_text(json.dumps({"status": "ok", "articles": found}, indent=1), "utf-8")
    return path


def comma_separated(found: Sequence[Article], path: Path) -> Path:
    """The articles as a spreadsheet saves them: a byte order mark, CRLF, quoted line ends."""
    return delimited(found, path / "news.csv", ",", "utf-8-sig")


def semicolons(found: Sequence[Article], path: Path) -> Path:
    """The articles as spreadsheets save them in much of Europe."""
    return delimited(found, path / "semicolons.csv", ";", "utf-8")


def tabs(found: Sequence[Article], path: Path) -> Path:
    """The articles between tabs."""
    return delimited(found, path / "news.tsv", "\t", "utf-8")


def delimited(found: Sequence[Article], path: Path, delimiter: str, encoding: str) -> Path:
    """The articles in a table."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(found)
    return path


RECORDS: Mapping[str, Callable[[Sequence[Article], Path], Path]] = {
    "jsonl": json_lines,
    "jsonl.gz": packed_lines,
    "json": json_array,
    "csv": comma_separated,
    "semicolons": semicolons,
    "tsv": tabs,
}
"""How the articles are written in each format of records."""


def texts(found: Sequence[Article], path: Path) -> Iterator[Path]:
    """The articles as files of text."""
    path = path / "texts"
    path.mkdir()
    for one in found:
        file = path / f"{one['id']}.txt"
        file.write_text(one["text"], "utf-8")
        yield file
