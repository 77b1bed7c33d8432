"""The commands about a whole corpus over the same odd inputs as the questions: a clear message or an honest answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.processes import shell

ARTICLE = "“We promised it,” said Maya Lind, the mayor. Lind criticised Tom Okafor.\n"
COMMANDS = ("audit --resamples 20", "audit --list sources", "show", "report --resamples 20 -o out.html")
ODD = "“Never closed, said “‘«\x1b[31m\x07 \u202e Łódź 😀😀 东京 \r\r\n\n\n''``\"' ... — A. B. C."


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("text", ["", "\n \n", ODD, ARTICLE], ids=["empty", "blank", "odd", "article"])
def test_any_text_is_answered(tmp_path: Path, command: str, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    done = shell(f"newsan {command} a.txt", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_standard_input_is_read(tmp_path: Path, command: str) -> None:
    done = shell(f"echo '{ARTICLE.strip()}' | newsan {command}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_read_is_named_and_the_rest_is_answered(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    some = shell(f"newsan {command} a.txt b.txt missing.txt", tmp_path)
    assert some.returncode == 3
    assert [line.split(": ")[1] for line in some.stderr.splitlines()] == ["b.txt", "missing.txt"]
    (tmp_path / "out.html").unlink(missing_ok=True)
    none = shell(f"newsan {command} b.txt", tmp_path)
    assert (none.returncode, none.stdout) == (4, "")
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("command", ["audit --by outlet", "report --by outlet -o out.html"])
def test_a_grouping_that_is_not_there_is_told_before_the_work(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    done = shell(f"newsan {command} a.txt", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "unknown grouping 'outlet'" in done.stderr


def test_months_need_dates(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    done = shell("newsan audit a.txt --list months", tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "newsan: no document has the metadata 'date': name its field, as --meta date\n",
    )


def test_copies_count_once_if_asked(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(ARTICLE, "utf-8")
    ask = "newsan audit . --list sources --columns source,quotes -q"
    assert shell(ask, tmp_path).stdout == "source,quotes\nMaya Lind,4\n"
    assert shell(f"{ask} --duplicates once", tmp_path).stdout == "source,quotes\nMaya Lind,2\n"


def test_several_processes_give_the_same(tmp_path: Path) -> None:
    corpus = ROOT / "sample_data" / "corpus"
    one, two = (shell(f"newsan audit {corpus}/c*.txt --resamples 50 -j {number}", tmp_path) for number in (1, 2))
    assert one.stdout == two.stdout and one.returncode == two.returncode == 0


def test_the_formats_and_the_shape_of_an_audit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    done = shell("newsan audit a.txt --list sources --columns source,quotes --sort source -n 1 --json", tmp_path)
    assert done.stdout == '[\n{"source": "Maya Lind", "quotes": 2}\n]\n'
    done = shell("newsan audit a.txt --topic voices --columns measure,value -n 2 --tsv", tmp_path)
    assert done.stdout == "measure\tvalue\nnamed\t1.0\nunnamed\t0.0\n"
    assert "unknown topic 'voice'" in shell("newsan audit a.txt --topic voice", tmp_path).stderr
