"""Tables and exports, of documents annotated by hand."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import unicodedata
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.output import chosen_format, opened_output, write
from cli.tables import table
from newsan.document import AnnotatedDocument
from newsan.errors import NewsanError
from tests.documents import TEXTS, documents
from tests.example import example
from tests.views import plain, settings, view, written

RENDERS = Path(__file__).parent / "renders"
VIEWS = {
    "entities": {},
    "entities-detail": {"detail": True},
    "quotes": {},
    "quotes-detail": {"detail": True},
    "stance": {},
    "stance-detail": {"detail": True},
    "pairs": {},
}


def write_to(path: str, *pieces: str) -> None:
    """Write pieces to a file as the command line does."""
    with opened_output(path) as output:
        write(pieces, output)


def exported(question: str, format: str, **given: Any) -> str:
    """The example as the command line would export it."""
    return written(view(question, [example()], **given), format)


@pytest.mark.parametrize("width", [60, 100, 200])
@pytest.mark.parametrize("name", VIEWS)
def test_renders(name: str, width: int) -> None:
    """Rewrite the files with NEWSAN_RENDERS=write, and look at them."""
    drawn = table(view(name.split("-")[0], [example()], **VIEWS[name]), width, False)
    path = RENDERS / f"{name}-{width}.txt"
    if os.environ.get("NEWSAN_RENDERS") == "write":
        path.write_text(drawn, "utf-8")
    assert drawn == path.read_text("utf-8")
    assert max(map(len, drawn.splitlines())) <= width


def test_colours_say_what_the_words_say() -> None:
    drawn = table(view("stance", [example()], **VIEWS["stance-detail"]), 100, True)
    assert "\x1b[32mpositive +0.93" in drawn
    plain = table(view("stance", [example()], **VIEWS["stance-detail"]), 100, False)
    assert "\x1b" not in plain
    assert "positive +0.93" in plain


def test_several_documents_have_their_own_column() -> None:
    docs = [example("one.txt"), example("two.txt")]
    assert "Docs" in table(view("entities", docs), 100, False)
    by_doc = table(view("entities", docs, by=("doc",), limit=1), 100, False)
    assert "one.txt" in by_doc
    assert "two.txt" in by_doc
    assert "10 of 12 rows are not shown (-n 1)" in by_doc


@given(documents(), TEXTS)
def test_a_table_never_passes_on_control_characters(doc: AnnotatedDocument, name: str) -> None:
    doc = replace(doc, document=replace(doc.document, id=name))
    for question in ("entities", "quotes", "stance"):
        drawn = table(view(question, [doc], detail=True), 100, False)
        assert {unicodedata.category(character) for character in drawn.replace("\n", "")}.isdisjoint({"Cc", "Cs"})
        assert "\u202e" not in drawn


def test_names_cannot_reach_the_terminal_with_their_escapes() -> None:
    drawn = table(view("entities", [example("a\x1b]0;b\x07\u202ec\ud800.txt")]), 100, False)
    assert drawn.splitlines()[0] == " Who is in it  a\\x1b]0;b\\x07\\u202ec\\ud800.txt"


@given(documents(), st.integers(1, 60))
def test_no_width_is_too_small(doc: AnnotatedDocument, width: int) -> None:
    for question in ("entities", "quotes", "stance"):
        assert table(view(question, [doc]), width, False)


@pytest.mark.parametrize("name", VIEWS)
def test_every_format_reads_back_the_same(name: str) -> None:
    question = name.split("-")[0]
    rows = json.loads(exported(question, "json", **VIEWS[name]))
    assert rows
    assert [json.loads(line) for line in exported(question, "jsonl", **VIEWS[name]).splitlines()] == rows
    for format, separator in (("csv", ","), ("tsv", "\t")):
        text = exported(question, format, **VIEWS[name])
        frame = pd.read_csv(io.StringIO(text), sep=separator, dtype="object", keep_default_na=False)
        assert list(frame.columns) == list(rows[0])
        cells = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
        assert frame.to_numpy().tolist() == cells
        assert "nan" not in text.casefold()


@given(st.lists(st.tuples(TEXTS, TEXTS | st.none(), st.integers())))
def test_csv_comes_back_whatever_the_cells_hold(rows: list[tuple[Any, ...]]) -> None:
    columns = {"a": "str", "b": "str | None", "c": "int"}
    text = written(plain(columns, rows), "csv")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b", "c"], *([a, b or "", str(c)] for a, b, c in rows)]


def test_an_empty_result_has_a_header_or_is_an_empty_list() -> None:
    columns = {"a": "str", "n": "int"}
    assert written(plain(columns, []), "csv") == "a,n\n"
    assert written(plain(columns, [], no_header=True), "csv") == ""
    assert written(plain(columns, []), "json") == "[]\n"
    assert written(plain(columns, []), "jsonl") == ""
    assert written(plain(columns, []), "md") == "| a | n |\n|---|--:|\n"


def test_csv_details() -> None:
    columns = {"a": "str", "n": "float"}
    rows = [("=1+1", -0.5), ("@x", 0.5), ("ok", 1.0)]
    assert written(plain(columns, rows, bom=True), "csv").startswith("\ufeffa,n\n=1+1,-0.5\n")
    safe = written(plain(columns, rows, excel_safe=True, no_header=True), "csv")
    assert safe == "'=1+1,-0.5\n'@x,0.5\nok,1.0\n"


def cells_found(text: str, delimiter: str, splits: str) -> list[str]:
    """The cells that a spreadsheet finds in CSV; only if it splits where we do it heeds our quotation marks."""
    if delimiter in splits:
        own = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]
        others = splits.replace(delimiter, "")
        return [part for cell in own for part in (re.split(f"[{others}]", cell) if others else [cell])]
    return re.split(f"[{splits}\r\n]", text)


@pytest.mark.parametrize("begin", ["", "\t", "\r", "\n", "a;", "a; b;", "a\n", "a\t", "a|", "a\r\n"])
def test_no_spreadsheet_finds_a_formula_however_it_splits(begin: str) -> None:
    """A formula begins with a sign, whatever blanks, controls and quotation marks a spreadsheet strips before it."""
    formula = re.compile(r'[\s"\ufeff\x00\u200b]*[=+\-@＝＋－＠]')
    columns = {"a": "str", "b": "str"}
    seen = 0
    for before, sign in product(["", " ", "\xa0", "\u3000", '"', ' "', "\ufeff", "\x00", "\u200b"], "=+-@＝＋－＠"):
        rows = [(f"{begin}{before}{sign}cmd",) * 2, ("x", f"{begin}{before}{sign}cmd")]
        for format, delimiter in (("csv", ","), ("tsv", "\t")):
            safe = written(plain(columns, rows, excel_safe=True, no_header=True), format)
            bare = written(plain(columns, rows, no_header=True), format)
            for splits in (delimiter, ";", "|", ";|", ",", "\t", f";{delimiter}"):
                assert not [cell for cell in cells_found(safe, delimiter, splits) if formula.match(cell)]
                seen += any(map(formula.match, cells_found(bare, delimiter, splits)))
    assert seen >= 72


def test_a_disarmed_cell_is_the_cell_but_for_apostrophes() -> None:
    columns = {"a": "str"}
    for cell in ("plain; text, with - signs", "3-4", "a;b", "x, -5", "“Never” – he said", "a.b@example.org", "C++"):
        assert written(plain(columns, [(cell,)], excel_safe=True, no_header=True), "csv").strip('"\n') == cell


def test_markdown_keeps_a_row_on_its_line() -> None:
    text = written(plain({"a": "str"}, [("a|b\nc\\",)]), "md")
    assert text.splitlines()[2] == "| a\\|b c\\\\ |"


def test_columns_come_in_the_order_asked() -> None:
    assert exported("entities", "csv", columns=("count", "entity"), limit=1) == "count,entity\n2,Sudland\n"


def test_sorting_puts_missing_values_last_both_ways() -> None:
    for sort in ("portrayal_score", "-portrayal_score"):
        scores = [row["portrayal_score"] for row in json.loads(exported("stance", "json", sort=sort))]
        known = [score for score in scores if score is not None]
        assert scores == [*sorted(known, reverse=sort.startswith("-")), *[None] * (len(scores) - len(known))]


def test_min_count_keeps_the_detail_of_what_the_summary_keeps() -> None:
    summary = json.loads(exported("entities", "json", min_count=2))
    detail = json.loads(exported("entities", "json", min_count=2, detail=True))
    assert {row["entity"] for row in summary} == {row["entity"] for row in detail}
    assert sum(row["count"] for row in summary) == len(detail) == 6


@pytest.mark.parametrize(
    ("given", "format"),
    [
        ({"format": "md", "output": "x.csv"}, "md"),
        ({"output": "x.JSON"}, "json"),
        ({"output": "x.ndjson"}, "jsonl"),
        ({"output": "x.txt"}, "table"),
        ({"output": "x"}, "csv"),
        ({"output": "-"}, "csv"),
        ({}, "csv"),
    ],
)
def test_the_format_follows_the_option_then_the_ending_then_the_terminal(given: dict[str, str], format: str) -> None:
    assert chosen_format(settings(**given)) == format


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)

    def pieces() -> Any:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), opened_output(str(path)) as output:
        write(pieces(), output)
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]
    assert path.read_text() == "old"
    write_to(str(path), "new", "é\ud800")
    assert path.read_bytes() == "newé\\ud800".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_to(str(tmp_path / "out.csv"), "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_to(str(tmp_path / "link"), "x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "x"
    write_to(os.devnull, "x")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("path", ["/proc/newsan.csv", "/nowhere/out.csv", "/dev/full", "."])
def test_an_output_that_cannot_be_written_is_the_users_error(path: str) -> None:
    with pytest.raises(NewsanError, match=f"cannot write to {path}: "):
        write_to(path, "x" * 100_000)
