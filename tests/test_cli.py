"""The commands end to end: real inputs, the real language model, real processes where a process matters."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analyzers import ANALYZERS, columns
from cli.main import exit_status
from tests.conftest import ROOT, Newsan
from tests.processes import NEWSAN, on_a_terminal

ARTICLE = """Maya Lind, the mayor of Port Brisa, said on Monday that the ferry will sail again in May.

“We promised it, and we kept our word,” Lind told the Coast Gazette. The Harbour Union welcomed the plan.

“It is a shameful waste of money,” said Tom Okafor, a critic of the mayor. Norland condemned Sudland.
"""
COMMANDS = (
    ("entities",),
    ("entities", "--detail"),
    ("quotes",),
    ("quotes", "--detail"),
    ("stance",),
    ("stance", "--detail"),
    ("stance", "--pairs"),
)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


def header(command: tuple[str, ...]) -> list[str]:
    """The columns of a command."""
    analyzer = ANALYZERS["pairs" if "--pairs" in command else command[0]]
    return list(columns(analyzer.row if "--detail" in command else analyzer.summary_row))


class Out:
    """What a command line wrote in this process, and its status."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        capsys.readouterr()
        self.status = exit_status(arguments)
        self.out, self.err = capsys.readouterr()


# Every command, the same edge cases


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_pipe_gets_csv_with_the_documented_columns(
    capsys: pytest.CaptureFixture[str], article: str, command: tuple[str, ...]
) -> None:
    done = Out(capsys, *command, article)
    assert (done.status, done.err) == (0, "")
    frame = pd.read_csv(io.StringIO(done.out))
    assert list(frame.columns) == header(command)
    assert len(frame) > 0


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_formats_agree(capsys: pytest.CaptureFixture[str], article: str, command: tuple[str, ...]) -> None:
    rows = json.loads(Out(capsys, *command, "--json", article).out)
    lines = Out(capsys, *command, "--jsonl", article).out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    for option, separator in (("--csv", ","), ("--tsv", "\t")):
        text = Out(capsys, *command, option, article).out
        frame = pd.read_csv(io.StringIO(text), sep=separator, dtype="object", keep_default_na=False)
        assert frame.to_numpy().tolist() == [
            ["" if cell is None else str(cell) for cell in row.values()] for row in rows
        ]
    assert len(Out(capsys, *command, "-f", "md", article).out.splitlines()) == len(rows) + 2


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_empty_text_gives_a_header(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = Out(capsys, *command, str(tmp_path / "empty.txt"))
    assert (done.status, done.out, done.err) == (0, ",".join(header(command)) + "\n", "")
    assert Out(capsys, *command, "-e", str(tmp_path / "empty.txt")).status == 1
    assert Out(capsys, *command, "--json", str(tmp_path / "empty.txt")).out == "[]\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_odd_text_is_no_error(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(
        "“Never closed, said “‘«\x1b[31m\x07 \u202e Łódź 😀😀 东京 \r\r\n\n\n''``\"' ... — A. B. C.".encode()
    )
    assert Out(capsys, *command, str(path)).status == 0


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_some_failures_and_only_failures(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str, command: tuple[str, ...]
) -> None:
    alone = Out(capsys, *command, article).out
    (tmp_path / "broken.txt").write_bytes(b"caf\xe9")
    some = Out(capsys, *command, str(tmp_path))
    assert some.status == 3
    assert some.out == alone
    assert re.fullmatch(r"newsan: .*broken\.txt: byte 0xE9 at byte offset 3 is not utf-8: .*\n", some.err)
    only = Out(capsys, *command, str(tmp_path / "broken.txt"), "missing.txt")
    assert (only.status, only.out) == (4, "")
    assert len(only.err.splitlines()) == 2
    quiet = Out(capsys, *command, "-q", str(tmp_path / "broken.txt"))
    assert (quiet.status, quiet.err) == (4, "")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_usage_errors_name_what_is_valid(
    capsys: pytest.CaptureFixture[str], article: str, command: tuple[str, ...]
) -> None:
    for option in ("--columns", "--sort"):
        done = Out(capsys, *command, option, "colour", article)
        assert (done.status, done.out) == (2, "")
        assert "unknown column 'colour'" in done.err
        assert ", ".join(header(command)) in done.err
    assert Out(capsys, *command, "--nonsense", article).status == 2
    assert Out(capsys, *command, "--min-confidence", "2", article).status == 2
    unknown = Out(capsys, *command, "--encoding", "utf-99", article)
    assert unknown.status == 2
    assert "unknown encoding 'utf-99'" in unknown.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_output_goes_to_a_file_whole_or_not_at_all(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str, command: tuple[str, ...]
) -> None:
    text = Out(capsys, *command, "--json", article).out
    done = Out(capsys, *command, article, "-o", str(tmp_path / "out.json"))
    assert (done.status, done.out) == (0, "")
    assert (tmp_path / "out.json").read_text("utf-8") == text
    refused = Out(capsys, *command, article, "-o", "/proc/out.csv")
    assert refused.status == 2
    assert refused.err.startswith("newsan: cannot write to /proc/out.csv: ")
    assert len(refused.err.splitlines()) == 1


# Single options


def test_the_bare_name_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    done = Out(capsys)
    assert (done.status, done.out) == (2, "")
    assert "Commands:" in done.err


def test_an_input_is_never_overwritten(capsys: pytest.CaptureFixture[str], article: str) -> None:
    done = Out(capsys, "quotes", article, "-o", article)
    assert done.status == 2
    assert Path(article).read_text("utf-8") == ARTICLE


def test_options_stand_in_any_order_and_the_last_format_wins(capsys: pytest.CaptureFixture[str], article: str) -> None:
    first = Out(capsys, "quotes", "--json", "-n", "1", article).out
    assert Out(capsys, "quotes", article, "-n1", "--csv", "-f", "tsv", "--json").out == first
    assert Out(capsys, "quotes", article, "--json", "--csv").out.startswith("speaker,")


def test_shape_options(capsys: pytest.CaptureFixture[str], article: str) -> None:
    done = Out(capsys, "entities", "--columns", "entity, count", "--sort", "-entity", "-n", "2", "--no-header", article)
    names = [line.rsplit(",", 1)[0] for line in done.out.splitlines()]
    assert len(names) == 2
    assert names == sorted(names, key=str.casefold, reverse=True)
    counts = json.loads(Out(capsys, "entities", "--json", "--min-count", "2", article).out)
    assert counts
    assert all(row["count"] >= 2 for row in counts)


def test_types_and_kinds_filter_and_refuse(capsys: pytest.CaptureFixture[str], article: str) -> None:
    rows = json.loads(Out(capsys, "entities", "--json", "--type", "person,org", article).out)
    assert {row["type"] for row in rows} <= {"person", "org"}
    rows = json.loads(Out(capsys, "quotes", "--detail", "--json", "--kind", "direct", article).out)
    assert {row["kind"] for row in rows} == {"direct"}
    for command, option in (("entities", "--type"), ("quotes", "--kind"), ("stance", "--layer")):
        done = Out(capsys, command, option, "nonsense", article)
        assert done.status == 2
        assert "'nonsense'. The " in done.err


def test_by_doc_has_one_summary_per_document(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    (tmp_path / "b.txt").write_text(ARTICLE, "utf-8")
    rows = json.loads(Out(capsys, "quotes", "--by", "doc", "--json", str(tmp_path)).out)
    assert list(rows[0]) == ["doc_id", *header(("quotes",))]
    by_doc = {id_: [row for row in rows if row["doc_id"] == id_] for id_ in (article, str(tmp_path / "b.txt"))}
    first, second = [[{**row, "doc_id": None} for row in rows] for rows in by_doc.values()]
    assert first == second != []
    options = ("quotes", "--by", "doc", "--sort", "speaker", "--json", str(tmp_path))
    ordered = json.loads(Out(capsys, *options).out)
    assert [row["doc_id"] for row in ordered] == [row["doc_id"] for row in rows], "each document is sorted by itself"
    limited = json.loads(Out(capsys, "quotes", "--by", "doc", "-n", "1", "--json", str(tmp_path)).out)
    assert [row["doc_id"] for row in limited] == list(by_doc)


def test_the_users_aliases_win(capsys: pytest.CaptureFixture[str], tmp_path: Path, article: str) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("alias,name,type\nMaya Lind,Mayor Maya Lind of Port Brisa,person\n")
    rows = json.loads(Out(capsys, "entities", "--json", "--aliases", str(aliases), article).out)
    assert "Mayor Maya Lind of Port Brisa" in {row["entity"] for row in rows}
    aliases.write_text("alias\n")
    done = Out(capsys, "entities", "--aliases", str(aliases), article)
    assert (done.status, done.out) == (2, "")
    assert "line 1: expected alias,name" in done.err


def test_merged_demonyms(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Russia sent planes to Syria. A Russian general praised the Syrian army in Damascus.")
    apart = {row["entity"]: row["count"] for row in json.loads(Out(capsys, "entities", "--json", str(path)).out)}
    assert (apart["Russia"], apart["Russian"]) == (1, 1)
    options = ("--merge-demonyms", "--json", str(path))
    merged = {row["entity"]: row["count"] for row in json.loads(Out(capsys, "entities", *options).out)}
    assert merged["Russia"] == 2
    assert "Russian" not in merged


def test_verbose_counts_on_standard_error(capsys: pytest.CaptureFixture[str], article: str) -> None:
    assert "1 document" in Out(capsys, "quotes", "-v", article).err


def test_tables_can_be_asked_for_with_and_without_colour(
    capsys: pytest.CaptureFixture[str], article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    plain = Out(capsys, "quotes", "-f", "table", article).out
    assert "Maya Lind" in plain
    assert "\x1b" not in plain
    assert "\x1b[" in Out(capsys, "quotes", "-f", "table", "--color", "always", article).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in Out(capsys, "quotes", "-f", "table", article).out
    assert Out(capsys, "quotes", "-f", "table", "--color", "never", article).out == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert Out(capsys, "quotes", "-f", "table", article).out == plain


def test_a_bug_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, article: str) -> None:
    monkeypatch.setitem(
        ANALYZERS, "quotes", None
    )  # a registry that is broken on purpose: there is no known bug to show
    monkeypatch.delenv("NEWSAN_DEBUG", raising=False)
    done = Out(capsys, "quotes", article)
    assert done.status == 70
    assert done.err.startswith("newsan: this is a bug in newsan")
    assert len(done.err.splitlines()) == 1
    assert "Traceback" in Out(capsys, "quotes", "-v", article).err
    monkeypatch.setenv("NEWSAN_DEBUG", "1")
    assert "Traceback" in Out(capsys, "quotes", article).err


# Processes


def test_standard_input_in_the_poorest_environment(newsan: Newsan) -> None:
    done = newsan(
        "quotes", "--csv", input=ARTICLE.encode(), env={"LANG": "C", "LC_ALL": "C", "PATH": os.environ["PATH"]}
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Maya Lind" in done.stdout
    detail = newsan("quotes", "--detail", "--csv", input=ARTICLE.encode(), env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert "“We promised it" in detail.stdout.decode("utf-8")


def test_empty_standard_input(newsan: Newsan) -> None:
    done = newsan("quotes")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == ",".join(header(("quotes",))) + "\n"


def test_nothing_is_written_where_newsan_runs(newsan: Newsan, tmp_path: Path, article: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert newsan("entities", article, cwd=tmp_path).returncode == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_reader_that_leaves_is_silent(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(ARTICLE * 40, "utf-8")
    pipeline = f"{sys.executable} -m newsan entities --detail {tmp_path}/long.txt | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", pipeline], capture_output=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == (b"141\n", b"")
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m newsan --help | true; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        cwd=ROOT,
    )
    assert done.returncode in (0, 141)
    assert done.stderr == b""


def test_a_full_disk_is_one_clear_line() -> None:
    with open("/dev/full", "wb") as full:
        process = [sys.executable, "-m", "newsan", "quotes", "--json"]
        done = subprocess.run(process, input=b"", stdout=full, stderr=subprocess.PIPE, cwd=ROOT)
    assert done.returncode == 2
    assert done.stderr == b"newsan: cannot write to standard output: No space left on device\n"


def test_ctrl_c_is_silent() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "newsan", "quotes", "missing.txt", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stderr is not None
    assert b"missing.txt" in process.stderr.readline()  # from here on it waits for its standard input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_terminal_gets_a_table(article: str) -> None:
    status, shown = on_a_terminal(*NEWSAN, "quotes", article)
    assert status == 0
    assert "Who gets to speak" in shown
    assert "\x1b[" in shown


def test_no_input_on_a_terminal_is_a_short_help() -> None:
    status, shown = on_a_terminal(*NEWSAN, "quotes")
    assert status == 2
    assert "Usage: newsan quotes" in shown
    assert "newsan quotes article.txt" in shown


@pytest.mark.parametrize(("seconds", "seen"), [(0.1, False), (2.9, True)])
def test_progress_is_shown_for_work_that_lasts(seconds: float, seen: bool) -> None:
    work = f"with progress(lambda: '7 documents read', True): time.sleep({seconds})"
    status, shown = on_a_terminal(sys.executable, "-c", f"import time; from cli.progress import progress\n{work}")
    assert (status, "7 documents read" in shown) == (0, seen)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(newsan: Newsan, shell: str) -> None:
    done = newsan(env={**os.environ, "_NEWSAN_COMPLETE": f"{shell}_source"})
    assert (done.returncode, b"_NEWSAN_COMPLETE" in done.stdout) == (0, True)
