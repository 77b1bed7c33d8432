"""The text with its marks: every mark stands where its row says, overlaps too, and hostile text stays text."""

from __future__ import annotations

from hypothesis import given

from analyzers.marks import Close, Mark, Open, Words, in_paragraphs, marks, steps
from analyzers.tables import EveryQuestion
from cli.tables.article import drawn
from cli.tables.console import captured
from newsan.document import AnnotatedDocument
from tests.conftest import ROOT
from tests.documents import annotated, documents
from tests.processes import shell


def shown(doc: AnnotatedDocument, quote: int | None = None, coloured: bool = False) -> str:
    return captured(drawn(doc, EveryQuestion()(doc), quote), 80, coloured)


def overlapping() -> AnnotatedDocument:
    return annotated(
        "Ann Lee said Bo Ek called it “a sham” on Monday.",
        attributions=[
            {"content": ["Bo Ek called it “a sham” on Monday"], "source": "Ann Lee", "cue": "said", "kind": "indirect",
             "speaker": {"name": "Ann Lee", "status": "named", "role": "mayor"}},
            {"content": ["“a sham”"], "source": "Bo Ek", "cue": "called",
             "speaker": {"name": "Bo Ek", "status": "named"}},
        ],
        judgements=[{"evidence": "called it “a", "target": "Ann Lee", "stance": "negative", "score": -0.9,
                     "holder": "Bo Ek", "layer": "expressed"}],
    )  # fmt: skip


def test_overlapping_marks_are_told_apart_by_their_numbers() -> None:
    assert (
        "Ann Lee¹ said ⟨1 Bo Ek² ⟪a called it ⟨2 “a⟩ a⟫⟨ sham” 2⟩ on Monday 1⟩." in shown(overlapping()).splitlines()[2]
    )


def test_the_notes_say_who_speaks_and_what_found_it() -> None:
    text = shown(overlapping())
    assert "1 Ann Lee  mayor · indirect · said · model, name · 80% sure" in text
    assert "a − Bo Ek → Ann Lee  negative, expressed · model · 90% sure" in text


def test_one_quotation_shows_its_paragraphs_only() -> None:
    doc = annotated(
        "“One,” said Ann Lee.\n“Two,” said Bo Ek.",
        attributions=[
            {"content": ["“One,”"], "speaker": {"name": "Ann Lee", "status": "named"}},
            {"content": ["“Two,”"], "speaker": {"name": "Bo Ek", "status": "named"}},
        ],
    )
    assert "One" not in shown(doc, 2) and "⟨2 “Two,” 2⟩" in shown(doc, 2)


def test_colours_are_used_only_where_they_are_wanted() -> None:
    assert "\x1b" not in shown(overlapping())
    assert "\x1b[" in shown(overlapping(), coloured=True)


def test_what_a_terminal_would_act_on_is_spelt_out() -> None:
    text = shown(annotated("Red \x1b[31m and \u202eback\u202c and \x07."))
    assert "\\x1b[31m" in text and "\\u202e" in text and "\\x07" in text
    assert "\x1b" not in text and "\u202e" not in text


@given(documents())
def test_the_steps_give_the_text_back_and_are_well_nested(doc: AnnotatedDocument) -> None:
    made = marks(EveryQuestion()(doc))
    for span, part in zip(doc.paragraphs, in_paragraphs(doc.paragraphs, made), strict=True):
        open_marks: list[Mark] = []
        at = span[0]
        for step in steps(span, part):
            if isinstance(step, Words):
                assert step.start == at < step.end
                at = step.end
            elif isinstance(step, Open):
                open_marks.append(step.mark)
            else:
                assert isinstance(step, Close)
                opened = open_marks.pop()
                assert (opened.kind, opened.number) == (step.mark.kind, step.mark.number)
        assert (at, open_marks) == (span[1], [])


@given(documents())
def test_any_document_can_be_shown(doc: AnnotatedDocument) -> None:
    assert shown(doc)


def test_a_row_is_found_by_document_and_number() -> None:
    done = shell("newsan show sample_data --quote sample_data/court_ruling.txt:4", ROOT)
    assert done.returncode == 0
    assert "4 Renata Kowalczyk" in done.stdout and "Dale Prewitt" not in done.stdout


def test_a_row_that_is_not_there_is_told() -> None:
    done = shell("newsan show sample_data/court_ruling.txt --quote 99", ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "newsan: no quotation 99 in sample_data/court_ruling.txt\n"
    assert "is no quotation" in shell("newsan show sample_data/court_ruling.txt --quote x", ROOT).stderr
