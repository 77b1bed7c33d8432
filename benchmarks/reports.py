"""What a report costs beyond the annotation: seconds of CPU, bytes, and the time in which Chromium opens it.

    python -m benchmarks.reports [--articles 500]

The articles are those of the corpora where ``NEWSAN_DATA`` names them, else the samples, over and over.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import newsan
from analyzers.audit.audit import Options
from analyzers.audit.overview import overview
from analyzers.tables import EveryQuestion, tables
from cli.page.article import article
from cli.page.render import Told, pages
from newsan.document import AnnotatedDocument, Document
from tests.browser import browser

ROOT = Path(__file__).parents[1]
FILES = ("raw/wikinews.jsonl.gz", "quotes/polnear_dev.jsonl.gz", "quotes/polnear_train.jsonl.gz")
LOADED = "const [page] = performance.getEntriesByType('navigation'); return page.loadEventEnd / 1000"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    number = parser.parse_args().articles
    began = time.process_time()
    documents = [doc for doc in newsan.annotate(list(islice(texts(), number))) if isinstance(doc, AnnotatedDocument)]
    annotated = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        size, files = write(documents, Path(folder))
        beyond = time.process_time() - began
        print(f"{len(documents):,} articles, {sum(len(doc.document.text.split()) for doc in documents):,} words")
        print(f"annotation {annotated:.1f} s, report {beyond:.1f} s, page {size / 1e6:.2f} MB in {files} files")
        print(f"opened in {min(opened(Path(folder) / 'report.html') for _ in range(3)):.2f} s")


def texts() -> Iterator[Document]:
    """Articles with a month each."""
    data = Path(os.environ.get("NEWSAN_DATA", "nowhere"))
    given = [data / name for name in FILES if (data / name).exists()]
    records = (json.loads(line)["text"] for path in given for line in lines_of(path))
    samples = cycle(path.read_text("utf-8") for path in sorted((ROOT / "sample_data").rglob("*.txt")))
    for at, text in enumerate(records if given else samples):
        yield Document(f"article-{at}", text, {"outlet": "ABCD"[at % 4], "date": f"2026-{1 + at % 6:02}-01"})


def lines_of(path: Path) -> list[str]:
    """The lines of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.readlines()


def write(documents: list[AnnotatedDocument], folder: Path) -> tuple[int, int]:
    """Write the report; the bytes of its page, and how many files it has."""
    rows = [EveryQuestion()(doc) for doc in documents]
    found = overview(tables(rows), Options(by="outlet"))
    articles = [article(at, *pair) for at, pair in enumerate(zip(documents, rows, strict=True))]
    files = 0
    for page in pages(found, articles, Told("Report", "", "", "outlet", True), "report.html"):
        path = folder / page.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page.html, "utf-8", "backslashreplace")
        files += 1
    return path.stat().st_size, files


def opened(path: Path) -> float:
    """The seconds until Chromium has loaded a page."""
    with browser() as driver:
        driver.get(path.as_uri())
        return float(driver.execute_script(LOADED))


if __name__ == "__main__":
    main()
