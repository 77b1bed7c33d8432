"""The Python functions give what the commands give."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any, cast, get_args

import pandas as pd
import pytest

import newsan as api
from newsan.choices import KINDS, LAYERS, TYPES
from newsan.document import Document
from newsan.values import Kind
from tests.conftest import ROOT
from tests.processes import spoilt
from tests.test_cli import ARTICLE, Out, header
from tests.test_failures import BUG_IN_LINK


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


def test_annotate_gives_several_documents_in_order() -> None:
    docs = api.annotate([ARTICLE, Document("b", ARTICLE), ""])
    assert [doc.document.id for doc in docs] == ["1", "b", "3"]
    with pytest.warns(api.NewsanWarning, match="2 is missing"):
        assert [doc.document.id for doc in api.annotate([ARTICLE, None, ""])] == ["1", "3"]
    with pytest.raises(api.NewsanError, match="did you mean 'org'"):
        api.annotate([], aliases={"UN": ("United Nations", cast(Any, "orgg"))})


# Options


def test_one_string_is_one_value() -> None:
    assert set(api.quotes(ARTICLE, detail=True, kinds="indirect")["kind"]) == {"indirect"}
    assert set(api.entities(ARTICLE, types="person")["type"]) == {"person"}
    assert set(api.stance(ARTICLE, detail=True, layers="directed")["layer"]) == {"directed"}
    about = api.stance(ARTICLE, pairs=True, targets="sudland")
    assert set(about["target"]) == {"Sudland"}
    pd.testing.assert_frame_equal(about, api.stance(ARTICLE, pairs=True, targets={" Sudland "}))


def test_the_lists_of_values_are_those_of_the_types_and_of_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert get_args(Kind) == KINDS
    for command, option, choices in (
        ("entities", "--type", TYPES),
        ("quotes", "--kind", KINDS),
        ("stance", "--layer", LAYERS),
    ):
        said = Out(capsys, command, option, "x", "missing.txt").err
        assert f"are: {', '.join(choices)}" in said


@pytest.mark.parametrize("texts", [ARTICLE, [], [ARTICLE]], ids=["one", "none", "several"])
@pytest.mark.parametrize("detail", [True, False])
def test_a_misspelt_value_is_an_error_with_the_right_one(texts: Any, detail: bool) -> None:
    for function, options, said in (
        (api.quotes, {"kinds": "indrect"}, "unknown kind 'indrect': did you mean 'indirect'"),
        (api.quotes, {"kinds": ["direct", "mxed"]}, "did you mean 'mixed'"),
        (api.entities, {"types": "Person"}, "did you mean 'person'"),
        (api.stance, {"layers": ("expresed",)}, "did you mean 'expressed'"),
        (api.stance, {"targets": ""}, "expected a name"),
        (api.quotes, {"min_confidence": float("nan")}, "a number from 0 to 1, not nan"),
        (api.quotes, {"min_confidence": 50}, "a number from 0 to 1, not 50"),
        (api.quotes, {"min_confidence": "high"}, "a number from 0 to 1, not 'high'"),
    ):
        with pytest.raises(ValueError, match=said):
            cast(Any, function)(texts, detail=detail, **options)
    for name, value in (("kind", "direct"), ("kinds", [1]), ("kinds", 1), ("types", "person")):
        with pytest.raises(TypeError):
            cast(Any, api.quotes)(texts, detail=detail, **{name: value})


def test_a_target_that_no_text_names_is_warned_of() -> None:
    with pytest.warns(api.NewsanWarning, match="no text names 'Norlnad': did you mean 'Norland'?"):
        assert len(api.stance(ARTICLE, targets="Norlnad")) == 0


def test_aliases_are_folded_at_the_door() -> None:
    names = {"MAYA  Lind": "Maya Lind of Port Brisa", "norland": ["Northland", "place"], "Sudland": ("Southland", None)}
    found = set(api.entities(ARTICLE, aliases=cast(Any, names))["entity"])
    assert {"Maya Lind of Port Brisa", "Northland", "Southland"} <= found
    for wrong, error in (
        ({"UN": "United Nations", "un": "Universal News"}, api.NewsanError),
        ({"UN": ("United Nations", "club")}, api.NewsanError),
        ({"UN": ""}, api.NewsanError),
        ({" ": "United Nations"}, api.NewsanError),
        ({"UN": ("United Nations", "org", "x")}, api.NewsanError),
        ({"UN": None}, api.NewsanError),
        ({"UN": 5}, TypeError),
        ({5: "UN"}, TypeError),
        ("names.csv", TypeError),
        ([("UN", "United Nations")], TypeError),
    ):
        with pytest.raises(error):
            api.entities(ARTICLE, aliases=cast(Any, wrong))


# Texts


def test_one_bad_text_is_one_failure() -> None:
    bad = [None, float("nan"), 7, b"bytes", pd.NA, '{"text": "JSON"}', "article.txt"]
    with pytest.warns(api.NewsanWarning) as caught:
        frame = api.quotes([ARTICLE, *cast(Any, bad), ARTICLE], detail=True)
    assert frame["doc_id"].unique().tolist() == ["1", "9"]
    failures = frame.attrs["failures"]
    assert [failure["doc_id"] for failure in failures] == ["2", "3", "4", "5", "6", "7", "8"]
    assert [failure["reason"].split(":")[0] for failure in failures] == [
        "is missing (None)",
        "is missing (nan)",
        "is not a text but int",
        "is not a text but bytes",
        "is missing (<NA>)",
        "is JSON, not plain text",
        "is the name of a file (article.txt), not its text",
    ]
    [warning] = caught
    assert str(warning.message).startswith("7 texts were not read: 2 is missing (None); 3 is missing (nan); ")
    assert str(warning.message).endswith("; and 2 more")
    assert warning.filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert api.quotes(["", ARTICLE]).attrs["failures"] == []
        data = Document("data", '{"text": "JSON"}')
        assert api.entities(data).attrs["failures"] == api.entities([data]).attrs["failures"] == []


def test_a_single_bad_text_is_an_error() -> None:
    for text in ('{"text": "JSON"}', "<!doctype html><p>Hello.</p>", "article.txt"):
        with pytest.raises(api.NewsanError, match=r"the text is "):
            api.quotes(text)
    for odd in (None, 7, float("nan"), b"bytes", Path("article.txt"), pd.DataFrame({"text": [ARTICLE]})):
        with pytest.raises(TypeError, match="expected a text or several, not"):
            api.quotes(cast(Any, odd))


def test_a_series_and_a_mapping_give_their_keys_for_ids() -> None:
    for texts in (pd.Series([ARTICLE, "", ARTICLE], index=["x", "y", 7]), {"x": ARTICLE, "y": "", 7: ARTICLE}):
        assert api.quotes(texts, detail=True)["doc_id"].unique().tolist() == ["x", "7"]


def test_a_lone_surrogate_is_read() -> None:
    text = "“We \ud83d promised,” said Maya Lind \udce9 of the Harbour Union."
    frame = api.quotes([text, ARTICLE], detail=True)
    assert frame["text"].iloc[0] == "“We \ud83d promised,”"
    assert frame["text"].iloc[0] == text[frame["start"].iloc[0] : frame["end"].iloc[0]]
    assert len(api.quotes(text)) == 1


def test_errors_are_told_without_loading_the_model() -> None:
    program = "import newsan, sys\ntry:\n    newsan.quotes('', kinds='drect')\nexcept newsan.NewsanError as error:\n"
    program += "    print(error, 'onnxruntime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "unknown kind 'drect': did you mean 'direct'? The kinds are: direct, mixed, indirect False\n"


def test_a_text_that_meets_a_bug_is_one_failure(tmp_path: Path) -> None:
    program = "import newsan, warnings\nwith warnings.catch_warnings(record=True) as caught:\n"
    program += "    print(newsan.quotes(['“Yes,” said Ann Lee.', 'SPOIL']).attrs['failures'], len(caught))\n"
    program += "    print([doc.document.id for doc in newsan.annotate(['SPOIL', 'Yes.'])])\nnewsan.quotes('SPOIL')"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, env=spoilt(tmp_path, BUG_IN_LINK), cwd=ROOT)
    told, read = done.stdout.splitlines()
    assert told.startswith("[{'doc_id': '2', 'reason': 'a bug in newsan (IndexError: ")
    assert told.endswith("] 1")
    assert read == "['2']"
    assert done.stderr.splitlines()[-1].startswith("IndexError: "), "a single text raises what it met"
