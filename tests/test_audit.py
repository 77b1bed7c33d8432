"""The measures of the audit against values computed by hand; docs/audit.md works the same examples."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import newsan
from analyzers import cells
from analyzers.audit import given
from analyzers.audit.audit import Options, audit, listed
from analyzers.audit.figures import TOPICS
from analyzers.audit.intervals import Resampling
from analyzers.audit.kinds import NOT_SAID, default_kinds
from analyzers.audit.people import UNKNOWN
from analyzers.audit.rows import AuditRow
from analyzers.tables import EveryQuestion, Tables, tables
from newsan.choices import LISTS
from newsan.choices import TOPICS as TOPIC_NAMES
from newsan.document import Document
from newsan.errors import NewsanError
from tests.audited import Judged, Said, article, tables_of
from tests.conftest import ROOT
from tests.processes import shell

LEDGER, HERALD = {"outlet": "Ledger", "date": "2026-01-05"}, {"outlet": "Herald", "date": "2026-02-07"}


def small() -> Tables:
    """The corpus of docs/audit.md: three articles, eight quotations, of which one has no source."""
    first = article(
        "a",
        [
            Said("Ann Lee", 10, role="mayor", source="Ms Lee"),
            Said("Ann Lee", 20, source="she"),
            Said("Bo Ek", 5, role="shop owner"),
            Said("officials", 5, "unnamed", source="officials"),
        ],
        [Judged("Ann Lee", "Bo Ek", "negative"), Judged("Ann Lee", "Cy Dow", "negative")],
        LEDGER,
    )
    second = article(
        "b",
        [Said("Ann Lee", 8, role="mayor"), Said(None, 2, "unattributed", None), Said("He", 6, "unresolved", None)],
        [Judged("Ann Lee", "Cy Dow", "negative"), Judged("He", "Cy Dow", "positive")],
        HERALD,
    )
    third = article("c", [Said("Acme", 4, type="org", role="company")], meta=HERALD)
    return tables_of(first, second, third)


def figures(found: Iterable[AuditRow], topic: str, of: str, group: str | None = None) -> dict[str, Any]:
    return {row.measure: row.value for row in found if (row.topic, row.of, row.group) == (topic, of, group)}


def shares(topic: str, of: str, tables: Tables | None = None, **options: Any) -> dict[str, Any]:
    return figures(audit(small() if tables is None else tables, Options(**options)), topic, of)


def rounded(**values: float) -> dict[str, float]:
    return {name.replace("_", " "): round(value, 4) for name, value in values.items()}


def test_voices_have_three_denominators() -> None:
    assert shares("voices", "quotations") == rounded(named=5 / 8, unnamed=1 / 8, unresolved=1 / 8, unattributed=1 / 8)
    assert shares("voices", "words") == rounded(named=47 / 60, unnamed=5 / 60, unresolved=6 / 60, unattributed=2 / 60)
    assert shares("voices", "sources") == rounded(named=4 / 6, unnamed=1 / 6, unresolved=1 / 6)


def test_concentration_of_three_one_one() -> None:
    found = shares("concentration", "quotations of named sources")
    entropy = -(0.6 * log(0.6) + 2 * 0.2 * log(0.2))
    assert found == {
        "top 1": 0.6,
        "top 5": 1.0,
        "top 10": 1.0,
        "Herfindahl-Hirschman index": 0.44,
        "Gini coefficient": round(2 * (3 * 0.6 + 2 * 0.2 + 0.2) / 3 - 4 / 3, 4),
        "effective sources (entropy)": round(exp(entropy), 4),
        "effective sources (1/HHI)": round(1 / 0.44, 4),
    }


def test_structure() -> None:
    assert shares("structure", "articles") == rounded(sources_per_article=6 / 3, without_a_source=0)
    assert shares("structure", "articles with a source") == rounded(
        one_source_only=1 / 3, no_named_source=0, institutions_only=2 / 3
    )
    assert shares("structure", "articles with two stances") == rounded(one_side_only=1 / 2)


def test_who_is_criticised_and_not_quoted() -> None:
    assert shares("structure", "criticised actors") == rounded(not_quoted_there=2 / 3)
    rows = list(listed(small(), "no-reply", Options()))
    assert [(row.doc_id, row.target, row.holders, row.pieces) for row in rows] == [
        ("a", "Cy Dow", "Ann Lee", 1),
        ("b", "Cy Dow", "Ann Lee", 1),
    ]


def test_somebody_who_speaks_for_the_criticised_answers() -> None:
    speaks = Said("a spokesman", 3, "unnamed", role="spokesman", affiliation="Cy Dow")
    made = tables_of(article("a", [speaks], [Judged("Ann Lee", "Cy Dow", "negative")]))
    assert list(listed(made, "no-reply", Options())) == []


def test_kinds_by_role_and_phrase() -> None:
    assert shares("kinds", "sources") == {
        "government": 0.5,
        "business": round(2 / 6, 4),
        NOT_SAID: round(1 / 6, 4),
    }
    assert shares("kinds", "words")["government"] == round((30 + 5 + 8) / 58, 4)


@pytest.mark.parametrize(
    ("status", "name", "type_", "role", "affiliation", "phrases", "kind"),
    [
        ("named", "Ann Lee", "person", "spokeswoman", "Ministry of Health", "Lee", "government"),
        ("named", "Ann Judge", "person", "", "", "Ann Judge", NOT_SAID),
        ("unnamed", "a friend of the minister", "person", "", "", "a friend of the minister", "citizen"),
        ("named", "Rosa Berg", "person", "", "", "Rosa Berg, whose husband is an engineer", NOT_SAID),
        ("unnamed", "party officials", "", "", "", "party officials", "government"),
        ("named", "Ohio Supreme Court", "org", "", "", "the court", "police and justice"),
        ("unnamed", "bank managers", "", "", "", "bank managers", "business"),
        ("named", "Kim Ek", "person", "chief executive", "Police Federation", "Ek", "business"),
        ("unnamed", "court records", "", "", "", "court records", "document"),
    ],
)  # fmt: skip
def test_words_decide_the_kind(
    status: str, name: str, type_: str, role: str, affiliation: str, phrases: str, kind: str
) -> None:
    assert default_kinds().of(status, name, type_, role, "", affiliation, phrases, "")[0] == kind


def test_the_users_words_come_before_ours() -> None:
    kinds = given.kinds_of([{"words": "mayor", "class": "town hall"}])
    assert kinds.of("named", "Ann Lee", "person", "mayor", "", "", "Lee", "")[0] == "town hall"
    assert kinds.of("named", "Bo Ek", "person", "judge", "", "", "Ek", "")[0] == "police and justice"


def test_pronouns_and_titles_are_what_the_article_says() -> None:
    assert shares("people", "named persons", topics=("people",)) == {
        "she": round(1 / 3, 4),
        "he": 0.0,
        "they": 0.0,
        NOT_SAID: round(2 / 3, 4),
    }


def test_position() -> None:
    first = shares("position", "first voices", topics=("position",))
    assert (first["named"], first["government"], first["business"]) == (1.0, round(2 / 3, 4), round(1 / 3, 4))
    words = shares("position", "words per source", topics=("position",))
    assert (words["named"], words["unnamed"], words["business"]) == (47 / 4, 5.0, 4.5)


def people() -> pd.DataFrame:
    rows = [
        {"name": "Ann Lee", "aliases": "A. Lee|Mayor Lee", "gender": "woman", "region": ""},
        {"name": "Acme", "aliases": "", "gender": "", "region": "north"},
    ]
    return given.people_of(rows)


def test_the_users_people_are_joined_by_name() -> None:
    found = list(audit(small(), Options(topics=(), people=people())))
    assert figures(found, "gender", "named sources") == {"woman": 0.5, UNKNOWN: 0.25, NOT_SAID: 0.25}
    assert figures(found, "region", "quotations of named sources") == {"north": 0.2, UNKNOWN: 0.2, NOT_SAID: 0.6}


def test_who_is_missing_in_the_users_file() -> None:
    rows = list(listed(small(), "missing", Options(people=people())))
    assert [(row.source, row.role, row.quotes) for row in rows] == [("Bo Ek", "shop owner", 1)]


def test_one_name_of_two_people_is_refused() -> None:
    with pytest.raises(NewsanError, match="two different rows for 'lee'"):
        given.people_of([{"name": "Lee", "x": "1"}, {"name": "Ann", "aliases": "LEE", "x": "2"}])


def test_a_benchmark_gives_a_gap() -> None:
    reference = given.reference_of([{"topic": "voices", "measure": "named", "share": "60%"}])
    rows = [row for row in audit(small(), Options(reference=reference)) if row.measure == "named"]
    assert [(row.reference, row.gap) for row in rows if row.of == "quotations"] == [(0.6, 0.025)]


def test_months() -> None:
    rows = list(listed(small(), "months", Options()))
    assert [(row.month, row.docs, row.sources, row.new, row.returning, row.gone) for row in rows] == [
        ("2026-01", 1, 2, 2, 0, 1),
        ("2026-02", 2, 2, 1, 1, None),
    ]


def test_groups_are_articles_with_the_same_metadata() -> None:
    found = list(audit(small(), Options(by="outlet")))
    assert figures(found, "voices", "quotations", "Ledger")["named"] == 0.75
    assert figures(found, "voices", "quotations", "Herald")["named"] == 0.5
    assert figures(found, "voices", "quotations", "Herald − Ledger")["named"] == -0.25
    assert figures(list(audit(small(), Options(by="date:month"))), "voices", "quotations", "2026-02")["named"] == 0.5


def test_a_misspelt_name_is_refused() -> None:
    with pytest.raises(NewsanError, match="outlet"):
        list(audit(small(), Options(by="outlets")))
    with pytest.raises(NewsanError, match="Herald"):
        list(audit(small(), Options(by="outlet", compare=("Ledger", "Heralds"))))


def test_concentration_at_equal_numbers_of_articles() -> None:
    found = list(audit(small(), Options(by="outlet")))
    of = "quotations of named sources, at 1 articles"
    assert figures(found, "concentration", of, "Ledger")["top 1"] == round(2 / 3, 4)
    assert figures(found, "concentration", of, "Herald")["top 1"] == 1.0


def test_few_is_marked() -> None:
    rows = list(audit(small(), Options()))
    assert all(row.few == (row.total < 10) for row in rows)
    assert any(row.few for row in rows)


def test_protagonists_can_be_left_out() -> None:
    made = tables_of(article("a", [Said("Ann Lee"), Said("Ann Lee"), Said("Ann Lee"), Said("Bo Ek")]))
    kept = list(listed(made, "sources", Options(without_protagonists=True)))
    assert [row.source for row in kept] == ["Bo Ek"]


def test_single_source_and_unnamed_lists() -> None:
    assert [(row.doc_id, row.source) for row in listed(small(), "single-source", Options())] == [("c", "Acme")]
    rows = list(listed(small(), "unnamed", Options()))
    assert [(row.source, row.status, row.reason, row.words) for row in rows] == [
        ("He", "unresolved", NOT_SAID, 6),
        ("officials", "unnamed", NOT_SAID, 5),
    ]


def test_the_shares_of_sources_add_up() -> None:
    rows = list(listed(small(), "sources", Options()))
    assert [(row.source, row.quotes, row.docs) for row in rows[:2]] == [("Ann Lee", 3, 2), ("He", 1, 1)]
    assert sum(row.share for row in rows) == pytest.approx(7 / 8, abs=0.001)


def many(n: int, named: Sequence[bool] = (True, True, False)) -> Tables:
    made = []
    for at in range(n):
        outlet = "Ledger" if at % 2 else "Herald"
        known = named[at % len(named)]
        one = Said(f"S{at % 7}", 3 + at % 5) if known else Said("officials", 3, "unnamed")
        made.append(article(f"{at}", [one, Said("Ann Lee")], meta={"outlet": outlet}))
    return tables_of(*made)


def test_an_interval_holds_its_value_and_the_seed_gives_it_again() -> None:
    made = many(30)
    one, again, other = (
        [(row.low, row.value, row.high) for row in audit(made, Options(("voices",), resampling=Resampling(200, seed)))]
        for seed in (1, 1, 2)
    )
    assert one == again != other
    assert all(low <= value <= high for low, value, high in one if None not in (low, value, high))  # type: ignore[operator]


def test_a_share_that_no_article_has_is_not_certainly_zero() -> None:
    row = next(row for row in audit(many(30), Options()) if row.measure == "unattributed" and row.of == "quotations")
    assert (row.value, row.low, row.high) == (0.0, 0.0, round(1 - 0.025 ** (1 / 30), 4))


def test_too_few_articles_have_no_interval() -> None:
    assert all(row.low is None for row in audit(many(4), Options()))


def test_a_difference_by_design_is_no_chance_and_none_is() -> None:
    apart, alike = many(40, (True, False)), many(40, (True, True, False, False))
    values = [
        next(row.p for row in audit(made, Options(by="outlet", topics=("voices",))) if row.p is not None)
        for made in (apart, alike)
    ]
    assert values[0] is not None and values[0] < 0.01
    assert values[1] is not None and values[1] > 0.5


def test_every_topic_and_list_is_known_to_the_options() -> None:
    assert tuple(TOPICS) == TOPIC_NAMES
    for name in LISTS:
        list(listed(small(), name, Options()))


def test_the_command_gives_the_same_figures_as_the_function(tmp_path: Path) -> None:
    done = shell("newsan audit sample_data/*.txt --topic voices --resamples 50 --jsonl", ROOT)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    paths = sorted((ROOT / "sample_data").glob("*.txt"))
    read = newsan.annotate([Document(path.name, path.read_text("utf-8")) for path in paths])
    made = audit(tables(map(EveryQuestion(), read)), Options(("voices",), resampling=Resampling(50)))
    assert rows == [dict(zip(AuditRow.__slots__, cells(row), strict=True)) for row in made]


def test_bars_show_the_interval_also_without_colour() -> None:
    done = shell("newsan audit sample_data/*.txt --topic voices -f table", ROOT)
    line = next(line for line in done.stdout.splitlines() if line.startswith(" named"))
    assert "█" in line and "▓" in line and "░" in line and "%" in line
    assert "1,000 resamples of the 9 articles, seed 1" in done.stdout


def test_a_file_of_the_user_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("nom,gender\nAnn,woman\n")
    (tmp_path / "a.txt").write_text("“Yes,” said Ann Lee.")
    assert shell("newsan audit a.txt --sources people.csv", tmp_path).stderr == (
        "newsan: people.csv: has no column name: its first line names its columns\n"
    )
    assert "none.csv: cannot read" in shell("newsan audit a.txt --kinds none.csv", tmp_path).stderr


@pytest.mark.parametrize("made", [tables_of(), tables_of(article("a"))], ids=["no document", "nobody speaks"])
def test_nothing_gives_no_figure(made: Tables) -> None:
    for row in audit(made, Options(topics=tuple(TOPICS))):
        assert row.value is None or row.total
        assert row.value is None or not np.isnan(row.value)
    assert [list(listed(made, name, Options())) for name in ("sources", "single-source", "no-reply", "unnamed")] == [
        []
    ] * 4
