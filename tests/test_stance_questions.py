"""Which holders and targets the stance head is asked about, and in which passage."""

from __future__ import annotations

from newsan.document import Span
from newsan.language.layout.sentences import paragraphs, sentences
from newsan.language.model.links import Link
from newsan.language.model.stances import Question
from newsan.language.stance.questions import BEFORE, REACH, questions
from tests.documents import span_of


def asked(
    text: str, names: list[str], links: list[Link] | None = None, marked: list[Span] | None = None
) -> list[Question]:
    spans = sorted(span_of(text, name) for name in names)
    return list(questions(sentences(text, paragraphs(text)), spans, [], links or [], marked or []))


def link(text: str, source: str, cue: str, content: str) -> Link:
    return Link(span_of(text, cue), span_of(text, source), (span_of(text, content),), 0.9)


def shown(text: str, question: Question) -> tuple[str, str | None, str]:
    holder = question.holder and text[slice(*question.holder)]
    return question.asked, holder, text[slice(*question.target)]


def test_names_of_a_sentence_are_asked_about_in_pairs_and_by_themselves() -> None:
    text = "Bo Ek met Ann Lee. Karl Ott slept."
    assert sorted(shown(text, q) for q in asked(text, ["Bo Ek", "Ann Lee", "Karl Ott"]) if q.holder) == [
        ("directed", "Ann Lee", "Bo Ek"),
        ("directed", "Bo Ek", "Ann Lee"),
    ]
    alone = [shown(text, q) for q in asked(text, ["Bo Ek", "Ann Lee", "Karl Ott"]) if not q.holder]
    assert alone == [("portrayal", None, name) for name in ("Bo Ek", "Ann Lee", "Karl Ott")]


def test_whoever_speaks_is_asked_about_everybody_named_in_what_is_said() -> None:
    text = "Bo Ek said Ann Lee had lied to Karl Ott."
    found = asked(text, ["Bo Ek", "Ann Lee", "Karl Ott"], [link(text, "Bo Ek", "said", "Ann Lee had lied to Karl Ott")])
    assert [shown(text, q) for q in found if q.asked == "expressed"] == [
        ("expressed", "Bo Ek", "Ann Lee"),
        ("expressed", "Bo Ek", "Karl Ott"),
    ]


def test_a_quotation_is_asked_about_as_a_whole() -> None:
    text = "“He lied. Ann Lee knew it,” said Bo Ek."
    linked = [link(text, "Bo Ek", "said", "He lied")]
    whole = [(0, text.index("”") + 1)]
    assert [shown(text, q) for q in asked(text, ["Ann Lee", "Bo Ek"], linked, whole) if q.asked == "expressed"] == [
        ("expressed", "Bo Ek", "Ann Lee")
    ]


def test_nobody_is_asked_about_a_name_in_the_own_source() -> None:
    text = "A friend of Ann Lee said Ann had lied."
    found = asked(
        text, ["Ann Lee"], [link(text, "A friend of Ann Lee", "said", "A friend of Ann Lee said Ann had lied")]
    )
    assert [q for q in found if q.asked == "expressed"] == []


def test_a_passage_has_some_text_before_its_sentence() -> None:
    near, far = "It rained. " * 5, "x" * (BEFORE + 1) + ". "
    for before, start in ((near, 0), (far, len(far))):
        text = before + "Bo Ek met Ann Lee."
        question = asked(text, ["Bo Ek", "Ann Lee"])[0]
        assert question.passage == (start, len(text))
        assert text[slice(*question.sentence)] == "Bo Ek met Ann Lee."


def test_a_holder_who_is_near_belongs_to_the_passage() -> None:
    for filling, inside in ((BEFORE, True), (BEFORE + REACH, False)):
        text = "Bo Ek said this. " + "x" * filling + ". Ann Lee had lied."
        [question] = [
            q for q in asked(text, ["Ann Lee"], [link(text, "Bo Ek", "said", text[11:])]) if q.asked == "expressed"
        ]
        assert (question.passage[0] == 0) is inside


def test_a_long_quotation_is_not_asked_about_once_for_each_who_is_told_of_in_it() -> None:
    counts = []
    for n in (10, 20):
        told = [f"Ann{i} said that Bo{i} lied. " for i in range(n)]
        text = "“" + "".join(told) + "”"
        links = [link(text, f"Ann{i} ", "said", f"Bo{i} lied") for i in range(n)]
        found = asked(text, [f"Bo{i} " for i in range(n)], links, [(0, len(text))])
        counts.append(sum(q.asked == "expressed" for q in found))
    assert counts[1] <= 2 * counts[0] + 2
