"""A corpus as tables: what each document adds, and that they say what the questions say by themselves."""

from __future__ import annotations

import pickle

import pandas as pd

import newsan
from analyzers.tables import EveryQuestion, tables
from newsan.document import Document

DOCUMENTS = [
    Document("a", "“The pier will hold,” said Maria Duarte, the mayor. Duarte sued Acme Corp.", {"outlet": "Ledger"}),
    Document("b", "Kim Berg said that he had doubts.", {"outlet": "Herald"}),
    Document("c", "", {"outlet": "Herald"}),
]


def test_tables_hold_the_detail_rows_of_each_question() -> None:
    found = tables(map(EveryQuestion(), newsan.annotate(DOCUMENTS)))
    for name in ("entities", "quotes", "stance"):
        alone = getattr(newsan, name)(DOCUMENTS, detail=True)
        pd.testing.assert_frame_equal(getattr(found, name), alone)
        assert len(alone)


def test_every_document_has_a_row_with_its_metadata() -> None:
    documents = tables(map(EveryQuestion(), newsan.annotate(DOCUMENTS))).documents
    assert documents["doc_id"].tolist() == ["a", "b", "c"]
    assert documents["words"].tolist() == [13, 7, 0]
    assert documents["outlet"].tolist() == ["Ledger", "Herald", "Herald"]
    assert documents["sha1"][2] == "da39a3ee5e6b4b0d3255bfef95601890afd80709"


def test_options_reach_their_question_also_in_another_process() -> None:
    asked = pickle.loads(pickle.dumps(EveryQuestion({"quotes": {"kinds": "direct"}})))
    found = tables(map(asked, newsan.annotate(DOCUMENTS)))
    assert found.quotes["speaker"].tolist() == ["Maria Duarte"]
