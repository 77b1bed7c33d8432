"""A folder that was annotated gives the answer that its texts give, to the byte, whatever is asked."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pandas as pd
import pytest

from analyzers.stored import read_tables
from analyzers.tables import EveryQuestion, tables
from cli.main import exit_status
from newsan.annotator import Annotator
from newsan.document import Document
from newsan.inputs import Reading, read
from tests.conftest import ROOT
from tests.test_cli import Out

SAMPLES = ("diplomatic_dispute", "sports_transfer", "interview")
ODD = {
    "empty.txt": "",
    "blank.txt": " \n\n",
    "cut.txt": "By Ann Lee\n\n“We are ready, said Kim Berg. The Russians and Russia met. Berg praised Acme Corp",
    "escaped.txt": "“Fish &amp; chips are back,” said Ann Lee, who backs Acme Corp. Lee thanked Kim Berg.",
    "both.txt": "“We are ready,” said Ann Lee and Kim Berg. Lee and Berg said that Norland had doubts.",
    "spanish.txt": "El alcalde dijo el lunes que el puerto va a abrir otra vez en mayo, y nadie sabe con qué dinero.",
    "prices.csv": "id,price\n1,5\n2,7\n",
    "more.jsonl": "".join(
        json.dumps(
            {"text": f"“No {n},” said {name}. Norland condemned Sudland.", "outlet": outlet, "date": f"2024-0{n}-01"}
        )
        + "\n"
        for n, (name, outlet) in enumerate([("Ann Lee", "Post"), ("Kim Berg", None), ("Ann Lee", "Ledger")] * 3, 1)
    ),
    "broken.txt.gz": "\x1f\x8b\x08 broken",
}

META = ("--meta", "outlet,date")
QUESTIONS = [
    "entities",
    "entities --detail",
    "entities --type person,group --merge-demonyms --by doc",
    "entities --body --min-confidence 0.9 --sort -share -n 12",
    "entities --detail --merge-demonyms --type place --jsonl",
    "entities --min-count 3 --detail --columns doc_id,entity,part",
    "quotes",
    "quotes --json",
    "quotes --detail --thoughts",
    "quotes --detail --body --kind direct,mixed --tsv --sort words",
    "quotes --by doc --min-confidence 0.95 -n 3",
    "quotes --thoughts --body -f md --min-count 2",
    "quotes -f table",
    "quotes --by outlet",
    "quotes --by outlet,date:quarter --json -n 2",
    "quotes --detail --columns doc_id,outlet,joint,speaker --sort -outlet",
    "entities --by date:month -f table",
    "stance --by outlet --merge-demonyms",
    "quotes --detail -f table --color always",
    "stance",
    "stance --json --neutral --merge-demonyms --body",
    "stance --layer portrayal,expressed --by doc",
    "stance --detail --neutral --layer portrayal,expressed,directed",
    "stance --detail --target Russia --target lee --merge-demonyms --neutral",
    "stance --pairs --neutral",
    "stance --pairs --layer directed --by doc --sort score",
    "stance --pairs --target Nobody",
    "stance --min-confidence 0.7 -f table",
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with texts and with the same annotated."""
    place = tmp_path_factory.mktemp("answers")
    (place / "texts").mkdir()
    for name in SAMPLES:
        (place / "texts" / f"{name}.txt").write_bytes((ROOT / "sample_data" / f"{name}.txt").read_bytes())
    for name, text in ODD.items():
        (place / "texts" / name).write_text(text, "latin-1" if name.endswith("gz") else "utf-8")
    with contextlib.chdir(place):
        given = ["--shard-size", "3", "-q", *META]
        assert exit_status(["annotate", "texts", "-o", "annotated", *given]) == 3
    return place


@pytest.fixture(autouse=True)
def there(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in the folder."""
    monkeypatch.chdir(place)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_folder_answers_as_its_texts_do(capsys: pytest.CaptureFixture[str], question: str) -> None:
    texts, folder = Out(capsys, *question.split(), "texts", *META), Out(capsys, *question.split(), "annotated")
    assert folder.out == texts.out.replace("  texts\n", "  annotated\n")
    assert len(folder.out) > 5
    assert folder.status == texts.status == 3
    said = [line for line in texts.err.splitlines() if "read as what" not in line and "not an article" not in line]
    assert folder.err.splitlines() == said


def test_the_tables_of_a_folder_are_those_of_its_texts() -> None:
    asked = EveryQuestion({"stance": {"neutral": True}})
    how = Reading(language="en", meta=(("outlet", "outlet"), ("date", "date")))
    texts = [one for one in read(["texts"], how) if isinstance(one, Document)]
    docs = map(Annotator({}, ("entities", "quotes", "stance")), texts)
    here, there = tables(map(asked, docs)), read_tables("annotated", asked.options)
    for name in ("documents", "entities", "quotes", "stance"):
        pd.testing.assert_frame_equal(getattr(here, name), getattr(there, name))
        assert len(getattr(here, name)) > 5


@pytest.mark.parametrize(
    "option", ["--aliases names.csv", "--encoding cp1252", "--input-format text", "--max-size 1MB"]
)
def test_an_option_that_is_for_reading_texts_is_refused(capsys: pytest.CaptureFixture[str], option: str) -> None:
    Path("names.csv").write_text("alias,name\nUN,United Nations\n")
    done = Out(capsys, "quotes", "annotated", *option.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"newsan: {option.split()[0]} is for newsan annotate")


def test_texts_and_folders_are_not_mixed(capsys: pytest.CaptureFixture[str]) -> None:
    done = Out(capsys, "quotes", "annotated", "texts")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "annotated is annotated already" in done.err
