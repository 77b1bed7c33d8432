"""The Python functions give what the commands give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsan as api
from newsan.document import Document
from tests.test_cli import ARTICLE, Out, header


def test_the_functions_give_the_rows_of_the_commands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    for name, function in (("entities", api.entities), ("quotes", api.quotes), ("stance", api.stance)):
        rows = json.loads(Out(capsys, name, "--json", str(article)).out)
        frame = function(ARTICLE)
        assert list(frame.columns) == header((name,))
        assert json.loads(frame.to_json(orient="records", double_precision=10)) == rows
        assert function(ARTICLE, detail=True)["doc_id"].unique().tolist() == ["1"]


def test_many_texts_at_once() -> None:
    frame = api.quotes([ARTICLE, Document("b.txt", ARTICLE)], detail=True)
    assert frame["doc_id"].unique().tolist() == ["1", "b.txt"]
    assert str(frame["source_start"].dtype) == "Int64"
    assert len(api.stance([], pairs=True)) == 0
    assert list(api.stance("", pairs=True).columns) == header(("stance", "--pairs"))


def test_annotate_gives_the_document_with_everything_found() -> None:
    doc = api.annotate(ARTICLE)
    assert doc.document.text == ARTICLE
    assert doc.sentences
    assert doc.attributions
