"""Sheets as they come back from coders: what is in them counts, and each bad one gets a clear word."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.main import exit_status
from tests.evaluations import CORPUS, FIRST, Rows, evaluated, values
from tests.test_cli import Out


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A corpus of four articles."""
    folder = tmp_path_factory.mktemp("small")
    for path in sorted(CORPUS.glob("concord_2026-0[1-2]*.txt")):
        shutil.copy(path, folder)
    return str(folder)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, small: str) -> Path:
    """A sheet of all of them, marked as read."""
    path = tmp_path_factory.mktemp("drawn") / "sheet.csv"
    assert exit_status(["sample", small, "-n", "4", "-q", "-o", str(path)]) == 0
    save(path, [{**row, "right_text": "done"} if row["row"] == "article" else row for row in load(path)])
    return path


def load(path: Path) -> Rows:
    text = path.read_bytes().decode("utf-8-sig").split("\r\n", 1)[1]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def save(path: Path, rows: Rows, *, ends: str = "\r\n", delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator=ends, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(f"Explanation{delimiter * (len(rows[0]) - 1)}{ends}{out.getvalue()}", "utf-8", newline="")
    return str(path)


def change(rows: Rows, which: Callable[[dict[str, str]], bool], **cells: str) -> Rows:
    """The rows, the first that is meant with other cells."""
    at = next(i for i, row in enumerate(rows) if which(row))
    return [{**row, **cells} if i == at else row for i, row in enumerate(rows)]


def is_quotation(row: dict[str, str]) -> bool:
    return row["row"] == "quotation" and row["speaker_status"] == "named" and row["kind"] == "direct"


def test_a_sheet_in_which_all_is_right(capsys: pytest.CaptureFixture[str], drawn: Path, small: str) -> None:
    done = Out(capsys, "evaluate", small, "--gold", str(drawn), "--json")
    found = json.loads(done.out)
    assert found["errors"] == [] and "nothing was corrected in any article" in done.err
    shares = values(found, "shares")
    assert shares["named speakers", "bias"] == pytest.approx(0)


def test_each_cell_that_is_filled_in_is_an_error_of_its_kind(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    rows = load(drawn)
    rows = change(rows, is_quotation, right_speaker="Ida Moor")
    rows = change(rows, lambda row: is_quotation(row) and not row["right_speaker"], right_text="no quotation")

    def free(row: dict[str, str]) -> bool:
        return is_quotation(row) and not row["right_speaker"] and not row["right_text"]

    rows = change(rows, free, right_kind="mixed")
    rows = change(rows, lambda row: free(row) and not row["right_kind"], right_text="words")
    sentence = next(row for row in rows if row["row"] == "sentence" and len(row["sentence"].split()) > 8)
    missed = " ".join(sentence["sentence"].split()[2:8])
    rows = change(rows, lambda row: row is sentence, right_text=missed, right_speaker="Cy Dow")
    at = next(i for i, row in enumerate(rows) if row["right_text"] == "words")
    longer = rows[at]["text"].rsplit(" ", 2)[0]
    rows[at] = {**rows[at], "right_text": longer}
    found = evaluated(capsys, small, "--gold", save(tmp_path / "s.csv", rows))
    causes = sorted(error["cause"] for error in found["errors"])
    assert causes == ["missed", "no quotation", "wrong border", "wrong kind", "wrong speaker"]
    (speaker,) = (error for error in found["errors"] if error["cause"] == "wrong speaker")
    assert speaker["coder_speaker"] == "Ida Moor"
    (new,) = (error for error in found["errors"] if error["cause"] == "missed")
    assert (new["coder_text"], new["coder_speaker"]) == (missed, "Cy Dow")


@pytest.mark.parametrize(("ends", "delimiter"), [("\n", ","), ("\r", ";"), ("\r\n", "\t")])
def test_line_ends_and_delimiters(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str, ends: str, delimiter: str
) -> None:
    rows = change(load(drawn), is_quotation, right_speaker="Ida Moor")
    path = save(tmp_path / "s.csv", rows, ends=ends, delimiter=delimiter)
    assert [error["cause"] for error in evaluated(capsys, small, "--gold", path)["errors"]] == ["wrong speaker"]


def test_moved_rows(capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str) -> None:
    rows = change(load(drawn), is_quotation, right_speaker="Ida Moor")
    path = save(tmp_path / "s.csv", sorted(rows, key=lambda row: (row["text"], row["sentence"])))
    assert [error["cause"] for error in evaluated(capsys, small, "--gold", path)["errors"]] == ["wrong speaker"]


def test_retyped_texts(capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str) -> None:
    """Straight quotation marks, other blanks, lost offsets; and a quotation that nobody finds again."""
    rows = [
        {**row, "start": "", "end": "", "spans": "", "text": row["text"].replace("“", '"').upper().replace(" ", "  ")}
        for row in load(drawn)
    ]
    rows = change(rows, is_quotation, text="Nobody wrote that", right_speaker="Ida Moor")
    done = Out(capsys, "evaluate", small, "--gold", save(tmp_path / "s.csv", rows), "--json")
    assert "1 of " in done.err and "quotations could not be found in the texts" in done.err
    assert [error["cause"] for error in json.loads(done.out)["errors"]] == ["no quotation"]


def test_rows_that_were_pasted_twice_count_once(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    rows = change(load(drawn), is_quotation, right_speaker="Ida Moor")
    done = Out(capsys, "evaluate", small, "--gold", save(tmp_path / "s.csv", [*rows, *rows]), "--json")
    assert "quotations stand there twice and count once" in done.err
    found = json.loads(done.out)
    assert values(found, "quotes")["quotations", "recall"] == 1
    assert [error["cause"] for error in found["errors"]] == ["wrong speaker"]


def test_two_coders_whose_files_have_one_name_are_two(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    golds = []
    for name, speaker in (("ann", "Ida Moor"), ("bo", "Cy Dow")):
        (tmp_path / name).mkdir()
        rows = change(load(drawn), is_quotation, right_speaker=speaker)
        golds += ["--gold", save(tmp_path / name / "sheet.csv", rows)]
    found = evaluated(capsys, small, *golds)
    assert values(found, "quotes")["quotations", "recall"] == 1
    agreement = values(found, "agreement")
    assert 0.9 < agreement["speaker: sheet – bo/sheet", "per cent"] < 1
    assert [error["coder_speaker"] for error in found["errors"]] == ["Ida Moor"]


def test_excels_unicode_text(capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str) -> None:
    path = save(tmp_path / "s.csv", change(load(drawn), is_quotation, right_speaker="Ida Moor"), delimiter="\t")
    Path(path).write_text(Path(path).read_text("utf-8"), "utf-16", newline="")
    assert [error["coder_speaker"] for error in evaluated(capsys, small, "--gold", path)["errors"]] == ["Ida Moor"]


def test_a_probability_that_was_lost_is_told(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    rows = change(load(drawn), lambda row: row["row"] == "article", probability="")
    done = Out(capsys, "evaluate", small, "--gold", save(tmp_path / "s.csv", rows))
    assert "1 of 4 coded documents have no probability: it is taken for a random sample of the corpus" in done.err


def test_articles_that_nobody_read_do_not_count(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    rows = change(load(drawn), lambda row: row["row"] == "article", right_text="")
    done = Out(capsys, "evaluate", small, "--gold", save(tmp_path / "s.csv", rows), "--json")
    assert "1 of 4 articles are not marked as read and are left out" in done.err


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda rows: [{**row, "right_text": ""} for row in rows], "no article is marked as read"),
        (lambda rows: [{k: v for k, v in row.items() if k != "right_speaker"} for row in rows], "right_speaker"),
        (lambda rows: [{k: v for k, v in row.items() if k != "doc_id"} for row in rows], "no column doc_id"),
        (lambda rows: [{**row, "doc_id": "elsewhere"} for row in rows], "the corpus has none of its articles"),
        (lambda rows: change(rows, is_quotation, right_kind="dierct"), "the kind 'dierct' is none of"),
        (
            lambda rows: change(rows, is_quotation, right_source_type="paper"),
            "the source type 'paper' is none of person",
        ),
        (lambda rows: change(rows, is_quotation, start="x", spans=""), "start is no number: 'x'"),
        (lambda rows: change(rows, is_quotation, spans="1..2"), "are not written as 3-9;20-31"),
        (lambda rows: [{**row, "probability": "2"} for row in rows], "the probability '2'"),
        (
            lambda rows: [*rows, *[{**row, "right_kind": "mixed"} for row in rows if row["row"] == "quotation"][:1]],
            "stands twice, with two readings",
        ),
    ],
)
def test_bad_sheets(
    capsys: pytest.CaptureFixture[str],
    drawn: Path,
    tmp_path: Path,
    small: str,
    spoil: Callable[[Rows], Rows],
    message: str,
) -> None:
    path = save(tmp_path / "s.csv", spoil(load(drawn)))
    done = Out(capsys, "evaluate", small, "--gold", path)
    assert (done.status, done.out) == (2, "")
    assert message in done.err and "s.csv" in done.err


def test_a_column_that_stands_there_twice(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    path = tmp_path / "s.csv"
    save(path, load(drawn))
    path.write_text(path.read_text("utf-8").replace("quote_id", "right_speaker", 1), "utf-8")
    done = Out(capsys, "evaluate", small, "--gold", str(path))
    assert (done.status, "s.csv: the column right_speaker stands there twice" in done.err) == (2, True)


def test_mentions_that_are_not_in_the_text_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, small: str
) -> None:
    name = next(Path(small).glob("*.txt")).name
    path = tmp_path / "entities.csv"
    path.write_text(f"doc_id,start,end,text,type\n{name},0,4,Zzyzx,place\n", "utf-8")
    done = Out(capsys, "evaluate", small, "--gold", str(path))
    assert "1 of 1 mentions could not be found in the texts and are left out" in done.err


def test_no_sheet_at_all(capsys: pytest.CaptureFixture[str], tmp_path: Path, small: str) -> None:
    one = small
    empty = tmp_path / "empty.csv"
    empty.touch()
    for arguments, message in (
        ((one,), "name what was coded by hand with --gold FILE"),
        ((one, "--gold", str(empty)), "the sheet is empty"),
        ((one, "--gold", str(tmp_path / "missing.csv")), "cannot read the gold"),
        ((one, "--gold", str(tmp_path)), "no coding sheet and no file of Label Studio"),
    ):
        done = Out(capsys, "evaluate", *arguments)
        assert (done.status, done.out, message in done.err) == (2, "", True), done.err


def test_one_article_gives_no_interval(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    rows = load(drawn)
    one = [row for row in rows if row["doc_id"] == rows[0]["doc_id"]]
    done = Out(capsys, "evaluate", small, "--gold", save(tmp_path / "s.csv", one), "--json")
    found = json.loads(done.out)
    assert "only 1 coded: that is too few for intervals" in done.err
    assert "the sample stands for 1 documents and the corpus has 4" in done.err
    assert all(one["low"] is None and one["high"] is None for one in found["figures"])


def test_a_second_coder_who_saw_other_articles(
    capsys: pytest.CaptureFixture[str], drawn: Path, tmp_path: Path, small: str
) -> None:
    rows = load(drawn)
    names = list(dict.fromkeys(row["doc_id"] for row in rows))
    one, other = ([row for row in rows if row["doc_id"] in part] for part in (names[:2], names[2:]))
    first, second = save(tmp_path / "one.csv", one), save(tmp_path / "other.csv", other)
    done = Out(capsys, "evaluate", small, "--gold", first, "--gold", second, "--json")
    assert "other has none of the articles of one: their agreement cannot be measured" in done.err
    assert not any("one – other" in key[0] for key in values(json.loads(done.out), "agreement"))


def test_corrections_are_not_evaluated(capsys: pytest.CaptureFixture[str]) -> None:
    done = Out(capsys, "evaluate", str(CORPUS), "--gold", FIRST, "--corrections", FIRST)
    assert (done.status, "measures newsan alone" in done.err) == (2, True)
    assert Out(capsys, "evaluate", str(CORPUS), "--gold", FIRST, "--sort", "valeu", "-f", "csv").status == 2


def test_kinds_of_sources_that_nobody_coded_have_no_figures(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, drawn: Path, small: str
) -> None:
    """A sheet of before there was such a column, and one in which a coder gave the kind of one source only."""
    old = [{k: v for k, v in row.items() if "source_type" not in k} for row in load(drawn)]
    done = Out(capsys, "evaluate", small, "--gold", save(tmp_path / "old.csv", old), "--json")
    assert "source type" not in json.dumps(json.loads(done.out)["figures"])
    some = change([{**row, "source_type": ""} for row in load(drawn)], is_quotation, right_source_type="document")
    done = Out(capsys, "evaluate", small, "--gold", save(tmp_path / "some.csv", some), "--json")
    assert "have a speaker and no source type: they count as of no kind" in done.err
    assert [one["cause"] for one in json.loads(done.out)["errors"]] == ["wrong source type"]
