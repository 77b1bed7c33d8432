"""The same figures from texts, from an annotated folder, and by hand from the CSV of the rows."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.processes import shell

CORPUS = ROOT / "sample_data" / "corpus"
META = f"--meta-file {CORPUS}/metadata.csv"
Rows = list[dict[str, str]]


def rows_of(command: str, folder: Path) -> Rows:
    """The rows that a command writes."""
    done = shell(f"newsan {command} -q --csv", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.DictReader(done.stdout.splitlines()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``annotated``, the rows of which stand in it."""
    pytest.importorskip("pyarrow")
    made = tmp_path_factory.mktemp("agreement")
    assert shell(f"newsan annotate {CORPUS} {META} -q -o annotated", made).returncode == 0
    return made


@pytest.mark.parametrize(
    "command",
    [
        "audit {} --by outlet --topic all",
        "audit {} --list sources",
        "audit {} --list no-reply",
        "audit {} --list months",
    ],
)
def test_texts_and_an_annotated_folder_give_the_same(folder: Path, command: str) -> None:
    from_folder = rows_of(command.format("annotated"), folder)
    assert from_folder == rows_of(f"{command.format(CORPUS)} {META}", folder)
    assert from_folder


def test_the_page_is_the_same_too(folder: Path) -> None:
    shell(f"newsan report annotated -q -o one.html && newsan report {CORPUS} {META} -q -o other.html", folder)
    assert (folder / "one.html").read_bytes() == (folder / "other.html").read_bytes()


def value(rows: Rows, measure: str, of: str) -> float:
    """The value of a figure of all articles."""
    return next(float(row["value"]) for row in rows if (row["measure"], row["of"], row["group"]) == (measure, of, ""))


def test_the_figures_can_be_counted_by_hand(folder: Path) -> None:
    rows = rows_of("quotes annotated --detail", folder)
    audit = rows_of("audit annotated", folder)
    named = [row for row in rows if row["speaker_status"] == "named"]
    words = sum(int(row["words"]) for row in rows)
    assert value(audit, "named", "quotations") == round(len(named) / len(rows), 4)
    assert value(audit, "named", "words") == round(sum(int(row["words"]) for row in named) / words, 4)
    sources = {
        (row["doc_id"], row["speaker_status"], row["speaker"].casefold())
        for row in rows
        if row["speaker_status"] != "unattributed"
    }
    n_named = sum(status == "named" for _, status, _ in sources)
    assert value(audit, "named", "sources") == round(n_named / len(sources), 4)
    per_article = Counter(doc_id for doc_id, _, _ in sources)
    single = [doc_id for doc_id, number in per_article.items() if number == 1]
    assert value(audit, "one source only", "articles with a source") == round(len(single) / len(per_article), 4)
    counts = Counter(row["speaker"].casefold() for row in named).values()
    assert value(audit, "top 5", "quotations of named sources") == round(sum(sorted(counts)[-5:]) / sum(counts), 4)
    index = sum((count / sum(counts)) ** 2 for count in counts)
    assert value(audit, "Herfindahl-Hirschman index", "quotations of named sources") == round(index, 4)


def test_who_is_criticised_without_a_voice_can_be_found_by_hand(folder: Path) -> None:
    actors: dict[str, set[str]] = defaultdict(set)
    heard: dict[str, set[str]] = defaultdict(set)
    for row in rows_of("entities annotated --detail --type person,org", folder):
        actors[row["doc_id"]].add(row["entity"])
    for row in rows_of("quotes annotated --detail", folder):
        heard[row["doc_id"]] |= {row["speaker"], row["speaker_affiliation"]}
    found = {
        (row["doc_id"], row["target"])
        for row in rows_of("stance annotated --detail", folder)
        if row["stance"] == "negative" and row["holder"] != row["target"]
    }
    silent = {(doc, target) for doc, target in found if target in actors[doc] - heard[doc]}
    rows = rows_of("audit annotated --list no-reply", folder)
    assert {(row["doc_id"], row["target"]) for row in rows} == silent != set()
