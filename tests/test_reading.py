"""``newsan.read``: corpora on disk for the Python functions."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import newsan
from newsan.inputs.corpus import pairs
from tests.corpora import RECORDS, articles
from tests.languages import ARTICLES


def test_the_functions_take_what_is_read(tmp_path: Path) -> None:
    given = articles(5)
    path = RECORDS["jsonl"](given, tmp_path)
    read = newsan.read(path, id_field="id", meta={"paper": "outlet"})
    frame = newsan.Newsan().quotes(read, detail=True, processes=2)
    assert list(frame.columns)[-1] == "paper"
    direct = [newsan.Document(one["id"], one["text"], {"paper": one["outlet"]}) for one in given]
    assert frame.equals(newsan.Newsan().quotes(direct, detail=True))


def test_what_fails_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Ann Lee said it rained."}\n{"text": ""}\n')
    (tmp_path / "b.txt").write_text(ARTICLES["de"], "utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        frame = newsan.quotes(newsan.read(tmp_path))
    assert list(frame["speaker"]) == ["Ann Lee"]
    assert frame.attrs["failures"] == [{"doc_id": f"{tmp_path}/a.jsonl#2", "reason": "has no text"}]
    messages = [str(one.message) for one in told]
    assert "2 left out: German 1, PNG image 1" in messages
    assert {one.filename for one in told} == {__file__}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "jsnl"}, "unknown format 'jsnl': did you mean 'jsonl'"),
        ({"preset": "nexus"}, "did you mean 'nexis'"),
        ({"lang": "english"}, "unknown language 'english'"),
        ({"encoding": "uft-8"}, "unknown encoding"),
        ({"max_size": "much"}, "is not a size"),
    ],
)
def test_unknown_names_are_errors_at_once(options: dict[str, str], message: str) -> None:
    with pytest.raises(newsan.NewsanError, match=message):
        newsan.read("missing.txt", **options)


def test_metadata_is_a_mapping_or_names() -> None:
    assert pairs("author") == (("author", "author"),)
    with pytest.raises(TypeError, match="meta is a mapping"):
        pairs({"date": 3})
