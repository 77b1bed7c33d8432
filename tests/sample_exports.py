"""``python -m tests.sample_exports``: writes ``sample_data/exports``, the articles of the samples as people hold them.

A CSV file of an archive, two Word documents of Nexis Uni, and a web archive of pages, with the texts of
``sample_data/corpus``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from tests import exports
from tests.conftest import ROOT
from tests.corpora import Article

CORPUS, EXPORTS = ROOT / "sample_data" / "corpus", ROOT / "sample_data" / "exports"
COLUMNS = ("id", "source", "published", "headline", "article_text")


def articles() -> Iterator[Article]:
    """The English articles of the corpus, with their metadata."""
    with (CORPUS / "metadata.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            headline, _, text = (CORPUS / f"{row['id']}.txt").read_text("utf-8").partition("\n")
            if row["section"] != "notices":
                yield {**row, "title": headline.strip(), "text": text.strip() + "\n"}


def archive(found: list[Article], path: Path) -> None:
    """The articles as a spreadsheet saves them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows((one["id"], one["outlet"], one["date"], one["title"], one["text"]) for one in found)


def main(folder: Path = EXPORTS) -> None:
    """Write all files."""
    (folder / "nexis").mkdir(parents=True, exist_ok=True)
    found = list(articles())
    archive(found, folder / "archive.csv")
    for number, start in enumerate((0, 8), 1):
        exports.docx(exports.nexis_lines(found[start : start + 8]), folder / "nexis" / f"Files ({number}).docx")
    (folder / "crawl.warc.gz").write_bytes(exports.packed(exports.warc_records(found[16:28])))


if __name__ == "__main__":
    main()
