"""``python -m benchmarks.web_pages``: thousands of made-up web pages in a web archive, annotated into a folder.

    python -m benchmarks.web_pages FOLDER [--pages 4000] [--jobs 1] [--tables 20] [--words 36000]

A page is a sample article with other names, in the furniture of a news site: menus, scripts, a notice about cookies,
links to other articles, comments.  One page in so many (``--tables``) is a table of invented words instead.  What is
shown: whether each page is a document or a failure, whether the rows of the tables are those that the documents have by
their own count, the memory of the processes, and the time.
"""

from __future__ import annotations

import io
import json
import random
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import click

from benchmarks.soak import annotate, documents, rows

SEED = 31
SYLLABLES = [consonant + vowel for consonant in "bdklmnprstv" for vowel in "aeiou"]
CELLS = 6
PADDING = 40_000  # characters of scripts and styles in a page on average
SECTIONS = ("World", "Politics", "Business", "Sport", "Culture", "Weather", "Letters", "Puzzles")
SENTENCES = 12
OTHERS = ("404 Not Found", "301 Moved Permanently", "image/png")


def word(chance: random.Random) -> str:
    """An invented word, often with a capital."""
    made = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 4)))
    return made.capitalize() if chance.random() < 0.3 else made


def table(chance: random.Random, words: int) -> str:
    """A table of at most so many invented words."""
    number = chance.randint(words // 6, words) // CELLS
    cells = ("".join(f"<td>{word(chance)}</td>" for _ in range(CELLS)) for _ in range(number))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def furniture(chance: random.Random, titles: list[str]) -> tuple[str, str]:
    """What stands before and behind the article in a page."""
    menu = "".join(f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in SECTIONS)
    script = "".join(f"var {word(chance)}={chance.random()};" for _ in range(chance.randint(0, PADDING // 16)))
    links = "".join(f'<li><a href="/{chance.random()}">{escape(chance.choice(titles))}</a></li>' for _ in range(10))
    comments = "".join(f"<li><b>{word(chance)}</b><p>{escape(chance.choice(titles))}!</p></li>" for _ in range(8))
    before = (
        f"<style>.{word(chance)}{{color:#{chance.randrange(999):03}}}</style><script>{script}</script></head><body>"
        f'<div id="cookies">We use cookies. <button>Yes</button></div><header><nav><ul>{menu}</ul></nav></header>'
    )
    behind = (
        f'<aside><h3>Read also</h3><ul class="related">{links}</ul></aside>'
        f'<section id="comments" class="comments"><h3>Comments</h3><ul>{comments}</ul></section>'
        f"<footer><p>All rights reserved.</p><nav><ul>{menu}</ul></nav></footer></body></html>"
    )
    return before, behind


def page(chance: random.Random, number: int, text: str, titles: list[str], words: int) -> str:
    """A page; with ``words`` there is a table of so many at most in the place of most of the text."""
    title = f"{chance.choice(titles)[:60]} ({number})"
    before, behind = furniture(chance, titles)
    told = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())
    date = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:site_name" content="{chance.choice(SECTIONS)} Post">'
        f'<meta property="article:published_time" content="{date}T08:00:00Z">{before}'
        f"<main><article><h1>{escape(title)}</h1>{told}{table(chance, words) if words else ''}</article></main>{behind}"
    )


def pages(number: int, tables: int, words: int) -> Iterator[str]:
    """So many pages, always the same; each one in ``tables`` has a table, none if that is 0."""
    chance = random.Random(SEED)
    texts = documents(number * SENTENCES, SEED)
    titles = [next(texts).partition(".")[0][:80] for _ in range(50)]
    for at in range(number):
        text = "\n".join(next(texts) for _ in range(chance.randint(2, SENTENCES - 1)))
        has_table = tables and at % tables == tables - 1
        yield page(chance, at, text, titles, words if has_table else 0)


def write(path: Path, number: int, tables: int, words: int) -> None:
    """The pages as a crawler packs them, between records that are none."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance = random.Random(SEED)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)

        def add(at: str, status: str, kind: str, payload: bytes) -> None:
            """Write a record of what a site answered."""
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            url = f"https://news.example.test/{at}"
            made = writer.create_warc_record(url, "response", payload=io.BytesIO(payload), http_headers=headers)
            writer.write_record(made)

        for at, made in enumerate(pages(number, tables, words)):
            add(str(at), "200 OK", "text/html; charset=utf-8", made.encode())
            other = chance.choice(OTHERS)
            add(f"{at}/other", "200 OK" if "/" in other else other, other if "/" in other else "text/html", b"<p>Gone")


def counted(out: Path) -> dict[str, int]:
    """The documents of a folder by their status, and the rows that they have by their own count."""
    from collections import Counter

    import pyarrow.parquet as parquet

    found = Counter[str]()
    for path in sorted((out / "documents").glob("part-*.parquet")):
        for one in parquet.read_table(path, columns=["status", *COUNTS]).to_pylist():
            found[one["status"]] += 1
            found.update({name: one[name] for name in COUNTS})
    return dict(found)


COUNTS = ("entities_rows", "quotes_rows", "stance_rows")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--pages", "number", default=4000, show_default=True)
@click.option("--jobs", default=1, show_default=True)
@click.option("--tables", default=20, show_default=True, help="One page in so many is a table; 0 for none.")
@click.option("--words", default=36_000, show_default=True, help="Words of a table at most.")
def main(folder: Path, number: int, jobs: int, tables: int, words: int) -> None:
    """Print the figures as JSON."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive, out = folder / "pages.warc.gz", folder / "out"
    write(archive, number, tables, words)
    curve: list[dict[str, Any]] = []
    seconds = annotate(archive, out, jobs, None, curve)
    found, stored = counted(out), rows(out)
    everyone = [one["mb"] for one in curve if len(one["mb"]) == jobs + 1]
    figures = {
        "pages": number,
        "mb_packed": archive.stat().st_size // 1_000_000,
        "finished": (out / "_SUCCESS").exists(),
        "documents": found,
        "rows": stored,
        "rows_are_those_of_the_documents": all(found[name] == stored[name.removesuffix("_rows")] for name in COUNTS),
        "seconds": round(seconds),
        "most_mb": [max(column) for column in zip(*everyone, strict=True)],
    }
    click.echo(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
