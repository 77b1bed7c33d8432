"""Samples to code: who is drawn, with which probability, and sheets that a person can fill in."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from newsan.coding.drawing import Draw, allotted
from newsan.coding.sheet import COLUMNS
from newsan.document import Document
from newsan.errors import NewsanError
from tests.conftest import ROOT
from tests.test_cli import Out

CORPUS = ROOT / "sample_data" / "corpus"
METADATA = ("--meta-file", str(CORPUS / "metadata.csv"))


def draw(n: int, seed: int, size: int = 20, strata: int = 1) -> list[Any]:
    found = Draw(n, seed)
    for i in range(size):
        found.add(Document(str(i), ""), f"s{i % strata}")
    return found.drawn()


def test_the_same_seed_draws_the_same() -> None:
    assert draw(5, 3) == draw(5, 3) != draw(5, 4)


def test_every_document_is_drawn_equally_often() -> None:
    counts = Counter(one.document.id for seed in range(4000) for one in draw(5, seed))
    assert len(counts) == 20
    assert all(abs(count - 1000) < 100 for count in counts.values())


def test_the_probabilities_are_those_of_the_draw() -> None:
    drawn = draw(6, 1, size=30, strata=3)
    assert Counter(one.stratum for one in drawn) == {"s0": 2, "s1": 2, "s2": 2}
    assert {one.probability for one in drawn} == {0.2}
    assert sum(1 / one.probability for one in drawn) == pytest.approx(30)


def test_a_small_stratum_gets_two() -> None:
    assert allotted(10, Counter(a=1000, b=3)) == {"a": 8, "b": 2}
    with pytest.raises(NewsanError, match="2 strata"):
        allotted(1, Counter(a=10, b=10))


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet below its explanation."""
    text = path.read_bytes().decode("utf-8-sig")
    _, rest = text.split("\r\n", 1)
    return list(csv.DictReader(io.StringIO(rest, newline="")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands' sheets of the sample corpus."""
    return tmp_path_factory.mktemp("sheets")


def test_a_stratified_sheet_with_a_second_one(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    sheet = folder / "sheet.csv"
    options = ("-n", "8", "--stratify", "outlet", "--overlap", "3", *METADATA)
    done = Out(capsys, "sample", str(CORPUS), *options, "-o", str(sheet))
    assert done.status == 0
    assert "8 of 53 articles, stratified by outlet" in done.err
    found = rows(sheet)
    articles = [row for row in found if row["row"] == "article"]
    assert Counter(row["stratum"] for row in articles) == {
        f"outlet={outlet}": 2 for outlet in ("concord", "courier", "gazette", "thrum")
    }
    assert {float(row["probability"]) for row in articles} == {round(2 / 13, 6), round(2 / 14, 6)}
    second = {row["doc_id"] for row in rows(folder / "sheet.second.csv")}
    assert len(second) == 3 and second <= {row["doc_id"] for row in articles}


def test_the_sheet_holds_the_whole_text_in_reading_order(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    article = CORPUS / "concord_2026-01-08_1.txt"
    sheet = folder / "one.csv"
    assert Out(capsys, "sample", str(article), "-n", "1", "-o", str(sheet)).status == 0
    found = rows(sheet)[1:]
    words = article.read_text("utf-8").split()
    seen = " ".join(row["sentence"] for row in found).split()
    assert set(words) <= set(seen)
    starts = [int(row["start"]) for row in found]
    assert starts == sorted(starts)
    quotations = [row for row in found if row["row"] == "quotation"]
    assert quotations and all(" ".join(row["text"].split())[:20] in row["sentence"] for row in quotations[:3])
    assert all(row[f"right_{name}"] == "" for row in found for name in ("text", "speaker", "kind", "source_type"))


def test_a_blind_sheet_gives_nothing_away(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    sheet = folder / "blind.csv"
    assert Out(capsys, "sample", str(CORPUS), "-n", "3", "--blind", "-o", str(sheet)).status == 0
    found = rows(sheet)
    assert {row["row"] for row in found} == {"article", "sentence"}
    assert not any(row[name] for row in found for name in ("text", "speaker", "kind", "source_type", "confidence"))


def test_a_workbook_runs_nothing_and_offers_the_kinds(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    article = folder / "odd.txt"
    article.write_text('=1+1 is "the sum," said Ann Lee.\n\n2026-01-09\n\n@all: -3 is cold.\n', "utf-8")
    path = folder / "odd.xlsx"
    assert Out(capsys, "sample", str(article), "-n", "1", "-o", str(path)).status == 0
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[2]] == list(COLUMNS)
    cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "2026-01-09" in {cell.value for cell in cells}
    kinds, types = (one.formula1 for one in sheet.data_validations.dataValidation)
    assert kinds == '"direct,mixed,indirect"'
    assert types == '"person,unnamed person,organisation,group,document,data"'
    assert Out(capsys, "sample", str(article), "-n", "1", "-o", str(folder / "odd.csv")).status == 0
    text = (folder / "odd.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and b",'2026-01-09," in text and b"\n=" not in text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("-n", "99"), "the corpus has 53 documents"),
        (("-n", "5", "--overlap", "6"), "--overlap 6 is more than the 5 documents"),
        (("-n", "5", "--stratify", "outlet"), "has no metadata 'outlet' to stratify by"),
        (("-n", "5", "--tool", "brt"), "brat"),
    ],
)
def test_what_cannot_be_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    done = Out(capsys, "sample", str(CORPUS), *options, "-o", str(tmp_path / "sheet.csv"))
    assert (done.status, message in done.err) == (2, True), done.err
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_needs_an_ending(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = Out(capsys, "sample", str(CORPUS), "-o", str(tmp_path / "sheet.doc"))
    assert (done.status, "a sheet ends in .csv or .xlsx" in done.err) == (2, True)


def test_an_annotated_folder_is_refused_by_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "pier.txt").write_text("“The pier will hold,” said Ann Lee.")
    folder = str(tmp_path / "annotated")
    assert Out(capsys, "annotate", str(tmp_path / "pier.txt"), "-o", folder, "-q").status == 0
    done = Out(capsys, "sample", folder, "-o", str(tmp_path / "sheet.csv"))
    assert done.status == 2
    assert "is annotated already: newsan sample reads the texts, so name them" in done.err
