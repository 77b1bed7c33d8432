"""The lexicon: every word once, every tag explained and used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from newsan.language.lexicon.lookup import table, words
from newsan.language.lexicon.patterns import CLASSES
from tests.conftest import ROOT

WORDS = ROOT / "newsan" / "language" / "lexicon" / "english" / "words.txt"


def lines() -> list[tuple[str, list[str]]]:
    parts = (line.rpartition(": ") for line in WORDS.read_text("utf-8").splitlines() if line and line[0] != "#")
    return [(word, tags.split()) for word, _, tags in parts]


def lists() -> set[str]:
    return {tag.partition(".")[0] for _, tags in lines() for tag in tags}


def test_every_word_stands_there_once_in_order() -> None:
    found = [word for word, _ in lines()]
    assert found == sorted(set(found), key=lambda word: (word.casefold(), word))


def test_tags_are_written_once_and_in_order() -> None:
    assert [(word, tags) for word, tags in lines() if not tags or tags != sorted(set(tags))] == []


def test_every_list_says_where_it_comes_from() -> None:
    head = WORDS.read_text("utf-8").partition("\n\n")[0].splitlines()
    titles = {line.strip("# .") for line in head if line.startswith("# ") and line.endswith(".")}
    assert {title for title in titles if " " not in title} == lists()


def asked() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists and classes that the code asks for by name, and those that its patterns hold."""
    for path in Path(ROOT / "newsan").rglob("*.py"):
        code = path.read_text("utf-8")
        yield from ((name, tuple(keys.split(","))) for name, keys in CLASSES.findall(code) if name in lists())
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words":
                given = [one.value for one in node.args if isinstance(one, ast.Constant)]
                if len(given) == len(node.args) and given:
                    yield str(given[0]), tuple(map(str, given[1:]))


def test_every_class_that_is_asked_for_has_words() -> None:
    missing = {(name, key) for name, keys in asked() for key in keys if not table(name).get(key)}
    assert missing == set()
    assert all(words(name) for name, _ in asked())


def test_every_list_is_asked_for() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "newsan").rglob("*.py"))
    unasked = {name for name in lists() if f'"{name}"' not in code and f"<{name}." not in code}
    assert unasked == {"punkt"}  # training/punkt.py reads it


def english_words(pattern: str) -> list[str]:
    """The words that a regular expression holds, without those that it takes from the lexicon and its own syntax."""
    own = re.compile(r"<[A-Za-z_]+\.[a-z,-]+>|\(\?P?<?\w*[>:!=]|\(\?P=\w+\)|\\[A-Za-z]|\[[^\]]*\]")
    return re.findall(r"[A-Za-z]{3,}", own.sub(" ", pattern))


def test_patterns_hold_no_word_lists() -> None:
    for folder in ("layout", "model", "quotations", "stance"):
        for path in (ROOT / "newsan/language" / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.compile", "Pattern"):
                    pattern = "".join(str(one.value) for one in ast.walk(node) if isinstance(one, ast.Constant))
                    assert len(english_words(pattern)) <= 10, f"{path}:{node.lineno}: its words belong to the lexicon"
