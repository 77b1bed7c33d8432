"""Documents in other languages are told, set apart and counted, and never counted as English."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsan.inputs.language import NAMES, language_of
from tests.conftest import ROOT, Newsan
from tests.languages import ARTICLES, HEADLINES

SPANISH = "gazette_2026-06-30_1.txt"
"""The one article of the samples that is not in English."""


@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_is_told(language: str) -> None:
    assert language_of(ARTICLES[language]) == language


def test_headlines_are_told_and_english_ones_never_taken_for_others() -> None:
    assert [one for one in HEADLINES["en"] if language_of(one) not in ("en", None)] == []
    others = [(language, language_of(one)) for language in HEADLINES if language != "en" for one in HEADLINES[language]]
    assert not any(told == "en" for _, told in others)
    assert sum(told is not None for _, told in others) >= 0.85 * len(others)


def test_the_project_s_own_articles_are_english() -> None:
    told = {path.name: language_of(path.read_text("utf-8")) for path in (ROOT / "sample_data").rglob("*.txt")}
    assert {name: language for name, language in told.items() if language != "en"} == {SPANISH: "es"}


@pytest.mark.parametrize("text", ["", "Ann Lee", "12.4.2024", "😀" * 40, "\ud800" * 30, "Lind: 3", "A" * 10])
def test_what_is_too_short_is_not_told(text: str) -> None:
    assert language_of(text) in (None, "en")


def test_an_english_article_does_not_load_the_model_of_languages() -> None:
    work = (
        "import sys; from newsan.inputs import Reading, read;"
        "list(read(['sample_data/interview.txt'], Reading(language='en')));"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", work], cwd=ROOT, check=True)


def test_other_languages_are_set_apart_counted_and_named(newsan: Newsan, tmp_path: Path) -> None:
    for language, text in ARTICLES.items():
        (tmp_path / f"{language}.txt").write_text(text, "utf-8")
    (tmp_path / "short.txt").write_text("Rain.", "utf-8")
    (tmp_path / "x.txt").write_text("Ann Lee said it rained.", "utf-8")
    done = newsan("quotes", "-v", "--by", "doc", "--columns", "doc_id,speaker", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode().split()) == (0, ["doc_id,speaker", "./x.txt,Ann", "Lee"])
    said = done.stderr.decode()
    assert f"{len(ARTICLES)} documents are in other languages and were left out: " in said
    assert "newsan: ./de.txt: left out (German)" in said
    assert all(f"{NAMES[language]} 1" in said for language in ARTICLES)
    read = newsan("quotes", "-v", "--lang", "any", ".", cwd=tmp_path).stderr.decode()
    assert f"{len(ARTICLES) + 2} documents read, 0 failed" in read
    alone = newsan("quotes", "de.txt", cwd=tmp_path)
    assert (alone.returncode, alone.stdout) == (4, b"")
    assert b"1 document is in another language and was left out: German 1 (--lang any reads it)" in alone.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory is told by /proc")
def test_what_tells_languages_takes_little_memory_to_load() -> None:
    program = (
        "import re, numpy; from newsan.inputs.language import language_of;"
        "most = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]); before = most();"
        "print(language_of('Der Stadtrat hat die Brücke am Montag wieder geöffnet.'), most() - before)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    language, more = done.stdout.split()
    assert (language, int(more) < 80_000) == ("de", True)  # kB: 54,000 here, and 180,000 in py3langid's own way
