"""A person's corrections: the human word wins, and the row says so."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import newsan
from newsan.errors import NewsanError
from tests.test_cli import Out

ARTICLE = """Ann Lee opened the bridge in Porto on Monday with Bo Ek, a member of the council.

“We are ready,” said Ann Lee, the mayor. She said the bridge was late. “Bo Ek has betrayed us,” said Ann Lee.

The bank said on Monday that the bridge would open in May. Tom Hale said that Norland condemned Sudland.
"""
HEAD = "doc_id,text,speaker,kind,quote_id,right_text,right_speaker,right_kind"


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


def corrections(folder: Path, *lines: str, head: str = HEAD) -> str:
    path = folder / "corrections.csv"
    path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
    return str(path)


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    done = Out(capsys, *arguments, "--detail", "--json")
    assert (done.status, done.err) == (0, "")
    return list(json.loads(done.out))


def test_speaker_kind_words_and_no_quotation(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    before = {row["text"]: row for row in rows(capsys, "quotes", article)}
    file = corrections(
        tmp_path,
        "bridge,the bridge was late,Ann Lee,indirect,2,,Ida Moor,",
        "bridge,“We are ready,Ann Lee,direct,1,,,mixed",
        "bridge,that the bridge would open in May,bank,indirect,4,no quotation,,",
        "bridge,,,,,opened the bridge in Porto,Cy Dow,indirect",
    )
    after = {row["text"]: row for row in rows(capsys, "quotes", article, "--corrections", file)}
    late = after["the bridge was late"]
    assert (late["speaker"], late["speaker_rule"], late["rule"]) == ("Ida Moor", "corrected", "model")
    ready = next(row for text, row in after.items() if "ready" in text)
    assert (ready["kind"], ready["rule"], ready["speaker_rule"]) == ("mixed", "corrected", "name")
    assert not any("open in May" in text for text in after)
    new = after["opened the bridge in Porto"]
    assert (new["speaker"], new["speaker_status"], new["rule"], new["confidence"]) == (
        "Cy Dow",
        "named",
        "corrected",
        1,
    )
    untouched = before["“Bo Ek has betrayed us,”"]
    assert {**after["“Bo Ek has betrayed us,”"], "quote_id": 0} == {**untouched, "quote_id": 0}


def test_the_kind_of_a_source(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    found = rows(capsys, "quotes", article)
    assert next(row for row in found if "May" in row["text"])["source_type"] == "organisation"
    changes = {"that the bridge would open in May": {"right_source_type": "document"}}
    file = with_columns(tmp_path / "quotes.csv", found, changes, "text")
    after = next(row for row in rows(capsys, "quotes", article, "--corrections", file) if "May" in row["text"])
    assert (after["source_type"], after["speaker"], after["speaker_rule"]) == ("document", "the bank", "corrected")
    changes = {"that the bridge would open in May": {"right_source_type": "person", "right_speaker": "Cy Dow"}}
    file = with_columns(tmp_path / "quotes.csv", found, changes, "text")
    after = next(row for row in rows(capsys, "quotes", article, "--corrections", file) if "May" in row["text"])
    assert (after["source_type"], after["speaker"], after["speaker_rule"]) == ("person", "Cy Dow", "corrected")


def test_a_stance_follows_its_corrected_speaker(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str
) -> None:
    (before,) = (row for row in rows(capsys, "stance", article) if row["layer"] == "expressed")
    assert (before["holder"], before["target"], before["rule"]) == ("Ann Lee", "Bo Ek", "model")
    file = corrections(tmp_path, "bridge,“Bo Ek has betrayed us,Ann Lee,direct,3,,Ida Moor,")
    (after,) = (row for row in rows(capsys, "stance", article, "--corrections", file) if row["layer"] == "expressed")
    assert (after["holder"], after["target"], after["rule"]) == ("Ida Moor", "Bo Ek", "corrected")
    file = corrections(tmp_path, "bridge,“Bo Ek has betrayed us,Ann Lee,direct,3,no quotation,,")
    kept = rows(capsys, "stance", article, "--corrections", file)
    assert not [row for row in kept if row["layer"] == "expressed"]


def with_columns(path: Path, found: Sequence[dict[str, Any]], changes: dict[str, dict[str, str]], key: str) -> str:
    """Detail rows as a person corrects them: with right_ columns behind."""
    more = sorted({name for change in changes.values() for name in change})
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*found[0], *more])
        writer.writeheader()
        writer.writerows({**row, **changes.get(row[key], {})} for row in found)
    return str(path)


def test_detail_rows_of_entities(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    found = rows(capsys, "entities", article)
    assert {row["entity"] for row in found} >= {"Porto", "Bo Ek"}
    changes = {"Porto": {"right_entity": "no entity"}, "Bo Ek": {"right_entity": "Bo Eklund"}}
    file = with_columns(tmp_path / "entities.csv", found, changes, "entity")
    after = rows(capsys, "entities", article, "--corrections", file)
    assert {row["entity"] for row in after} == {row["entity"] for row in found} - {"Porto", "Bo Ek"} | {"Bo Eklund"}


def test_detail_rows_of_stances(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    found = rows(capsys, "stance", article)
    changes = {"Bo Ek": {"right_stance": "positive"}, "Sudland": {"right_stance": "no stance"}}
    file = with_columns(tmp_path / "stance.csv", found, changes, "target")
    after = rows(capsys, "stance", article, "--corrections", file)
    kept = {(row["target"], row["stance"], row["rule"]) for row in after}
    assert ("Bo Ek", "positive", "corrected") in kept
    assert not any(target == "Sudland" for target, _, _ in kept)
    assert all(row["score"] > 0 for row in after if row["rule"] == "corrected")


def test_what_comes_to_nothing_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    file = corrections(
        tmp_path, "elsewhere,x,,,,y,Z,", "bridge,,,,,words that nobody wrote,Z,", "bridge,the bridge was late,,,,,Ida,"
    )
    done = Out(capsys, "quotes", article, "--corrections", file)
    assert done.status == 0
    assert "among the inputs" not in done.err, "one article was asked: that the file has others is no news"
    assert "1 corrected quotation could not be found" in done.err
    (tmp_path / "second.txt").write_text("Nobody said anything.", "utf-8")
    done = Out(capsys, "quotes", article, str(tmp_path / "second.txt"), "--corrections", file)
    assert "1 of 2 documents are not among the inputs\n" in done.err
    done = Out(capsys, "quotes", str(tmp_path / "second.txt"), "--corrections", file)
    assert "nothing is corrected: none of its documents is among the inputs (bridge, elsewhere)" in done.err


@pytest.mark.parametrize("view", [(), ("--detail",)])
def test_no_quotation_that_matches_nothing_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str, view: tuple[str, ...]
) -> None:
    file = corrections(
        tmp_path, "bridge,the bridge was late,,,,no quotation,,", "bridge,The bank said on Monday,,,,no quotation,,"
    )
    done = Out(capsys, "quotes", article, "--corrections", file, *view)
    assert done.status == 0
    assert "1 no quotation row matched no quotation that newsan has" in done.err


def test_a_bad_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    file = corrections(tmp_path, "bridge,the bridge was late,,,,,,direkt")
    done = Out(capsys, "quotes", article, "--corrections", file)
    assert (done.status, done.out) == (2, "")
    assert "row 2: the kind 'direkt' is none of direct, mixed, indirect" in done.err
    done = Out(capsys, "quotes", article, "--corrections", str(tmp_path / "missing.csv"))
    assert (done.status, "cannot read" in done.err) == (2, True)


def test_python(tmp_path: Path) -> None:
    file = corrections(tmp_path, "1,the bridge was late,Ann Lee,indirect,2,,Ida Moor,")
    frame = newsan.Newsan(corrections=file).quotes(ARTICLE, detail=True)
    assert frame.set_index("text").loc["the bridge was late", "speaker"] == "Ida Moor"
    with pytest.raises(NewsanError, match="cannot read"):
        newsan.Newsan(corrections="missing.csv").quotes(ARTICLE)


def test_audits_and_pages_are_corrected_too(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    file = corrections(tmp_path, "bridge,the bridge was late,Ann Lee,indirect,2,,Ida Moor,", "elsewhere,x,,,,y,Z,")
    (tmp_path / "second.txt").write_text("Nobody said anything.", "utf-8")
    inputs = (article, str(tmp_path / "second.txt"), "--corrections", file)
    told = "1 of 2 documents are not among the inputs"
    done = Out(capsys, "audit", *inputs, "--list", "sources", "--resamples", "0", "--csv")
    assert "\n,Ida Moor,named," in done.out and told in done.err
    done = Out(capsys, "show", *inputs)
    assert "Ida Moor" in done.out and told in done.err
    page = tmp_path / "report.html"
    done = Out(capsys, "report", *inputs, "--resamples", "0", "-o", str(page))
    assert "Ida Moor" in page.read_text("utf-8") and told in done.err
    folder = str(tmp_path / "annotated")
    assert Out(capsys, "annotate", article, "-o", folder, "-q").status == 0
    done = Out(capsys, "audit", folder, "--corrections", file)
    assert (done.status, f"--corrections asks for the texts: name them instead of {folder}" in done.err) == (2, True)
