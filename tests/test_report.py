"""The page in a real browser: it fits, its links lead to marks, hostile text stays text, and nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from analyzers.audit.audit import Options
from analyzers.audit.intervals import Resampling
from analyzers.audit.overview import Overview, overview
from analyzers.errors_by_cause import ErrorRow
from analyzers.tables import EveryQuestion, tables
from cli.error_rates import OURS
from cli.networks import gexf, graphml, windows
from cli.page.article import article as drawn
from cli.page.coded import coded_in
from cli.page.escape import visible
from cli.page.render import MOST_ARTICLES, MOST_BYTES, Page, Told, pages
from newsan.document import AnnotatedDocument
from tests.audited import Judged, Said, article
from tests.browser import browser, faults, requests_of, resize
from tests.conftest import ROOT
from tests.documents import annotated
from tests.processes import shell

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

HOSTILE = (
    "<script>document.title='run'</script> <img src=x onerror=\"document.title='run'\"> "
    "<svg onload=\"document.title='run'\"></svg> &lt;b&gt; {{ 7*7 }} \u202eback\u202c \x1b[31m \x00 "
    "</mark></p></article><style>*{display:none}</style> javascript:alert(1) ]]> --> \ud800"
)
WIDTHS = (360, 1280, 2560)


def corpus() -> list[AnnotatedDocument]:
    """Six months of articles, two outlets, an actor who is criticised and never quoted."""
    made = []
    for at in range(24):
        meta = {"outlet": ("Ledger", "Herald")[at % 2], "date": f"2026-0{1 + at // 4}-0{1 + at % 4}"}
        said = [Said("Ann Lee", 12, role="mayor"), Said(f"Bo Ek {at % 5}", 7), Said("officials", 5, "unnamed")]
        judged = (
            [Judged("Ann Lee", "Cy Dow", "negative")] if at % 3 == 0 else [Judged("Bo Ek 1", "Ann Lee", "positive")]
        )
        made.append(article(f"{at}.txt", said if at % 4 else said[:1], judged, meta))
    return made


def report(documents: list[AnnotatedDocument], *, text: bool = True, by: str | None = None) -> list[Page]:
    """The files of the report on these documents."""
    rows = [EveryQuestion()(doc) for doc in documents]
    found = overview(tables(rows), Options(by=by, resampling=Resampling(100)))
    articles = [drawn(at, *pair) for at, pair in enumerate(zip(documents, rows, strict=True))]
    return list(pages(found, articles, Told("A report", "Intervals.", "", by, text), "report.html"))


def written(folder: Path, made: list[Page]) -> str:
    """The address of the report in this folder."""
    for page in made:
        path = folder / page.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page.html, "utf-8", "backslashreplace")
    return (folder / made[-1].name).as_uri()


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("report"), report(corpus(), by="outlet"))


def overflow(driver: Chrome) -> int:
    """How many columns of the page lie outside the window."""
    return int(driver.execute_script("return document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_the_window(driver: Chrome, address: str, width: int) -> None:
    resize(driver, width, 900)
    driver.get(address)
    assert overflow(driver) <= 0


def test_the_page_fits_at_four_times_its_size(driver: Chrome, address: str) -> None:
    resize(driver, 1280, 1024, scale=4)
    driver.get(address)
    assert overflow(driver) <= 0


def test_every_link_leads_somewhere(driver: Chrome, address: str) -> None:
    resize(driver, 1280, 900)
    driver.get(address)
    lost = driver.execute_script(
        "return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
        ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"
    )
    assert lost == []


def test_from_a_bar_to_its_rows_to_the_marked_words(driver: Chrome, address: str) -> None:
    resize(driver, 1280, 900)
    driver.get(address)
    bar = driver.execute_script("return document.querySelector('.lead .bars tbody a').getAttribute('href')")
    row = driver.execute_script("return document.querySelector(arguments[0] + ' li a').getAttribute('href')", bar)
    driver.get(address + row)
    place = driver.execute_script(
        "const m = document.querySelector(':target'), r = m.getBoundingClientRect(), s = getComputedStyle(m);"
        "return [m.tagName, r.top >= 0 && r.bottom <= innerHeight && r.width > 0, s.outlineStyle]"
    )
    assert place == ["MARK", True, "solid"]


def test_rows_all_over_the_page_lead_to_marks_that_are_seen(driver: Chrome, address: str) -> None:
    resize(driver, 1280, 900)
    driver.get(address)
    rows = driver.execute_script(
        "const rows = [...document.querySelectorAll('#evidence li a')].map(a => a.getAttribute('href'));"
        "return rows.filter((_, at) => at % Math.ceil(rows.length / 8) == 0)"
    )
    for row in rows:
        driver.get(address + row)
        seen = "const place = document.querySelector(':target').getBoundingClientRect();"
        seen += "return place.top >= 0 && place.bottom <= innerHeight"
        assert driver.execute_script(seen), row


def test_every_bar_leads_to_its_rows(driver: Chrome, address: str) -> None:
    driver.get(address)
    without = driver.execute_script(
        "return [...document.querySelectorAll('.bars tbody tr')]"
        ".filter(row => !row.querySelector('th a')).map(row => row.innerText)"
    )
    assert without == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_serious_fault(address: str, dark: bool) -> None:
    with browser(dark=dark) as opened:
        opened.get(address)
        assert faults(opened) == []


def test_nothing_is_fetched_and_no_script_could_run(driver: Chrome, address: str) -> None:
    driver.get("about:blank")
    requests_of(driver)
    driver.get(address)
    assert requests_of(driver) == []
    assert driver.execute_script("return document.scripts.length") == 0
    policy = driver.execute_script("return document.querySelector('meta[http-equiv]').content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "script" not in policy
    assert driver.execute_script("return getComputedStyle(document.body).marginTop") == "0px"  # the hash fits the style
    said = driver.get_log("browser")  # type: ignore[no-untyped-call]
    assert [entry for entry in said if entry["level"] == "SEVERE"] == []


def test_the_printed_page_has_the_figures_and_not_the_rows(driver: Chrome, address: str) -> None:
    driver.get(address)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return getComputedStyle(document.getElementById(arguments[0])).display"
    assert driver.execute_script(shown, "evidence") == driver.execute_script(shown, "articles") == "none"
    assert driver.execute_script(shown, "voices") != "none"
    hidden = (
        "return [...document.querySelectorAll('.say a, details, .screen')].map(one => getComputedStyle(one).display)"
    )
    assert set(driver.execute_script(hidden)) == {"none"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_table_of_actors_fits_a_printed_page(driver: Chrome, tmp_path: Path) -> None:
    names = [f"Ann Maria Lee-Oakshott {at}" for at in range(12)]
    judged = [Judged("the union of ward staff", name, "negative") for name in names]
    address = written(tmp_path, report([article("many.txt", [Said("Bo Ek", 3)], judged)]))
    resize(driver, 690, 980)  # A4 at 96 pixels an inch, without the margins
    driver.get(address)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    ends = "const one = document.querySelector('.matrix'); return [one.scrollWidth, one.getBoundingClientRect().right]"
    assert max(driver.execute_script(ends)) <= 690
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def hostile() -> AnnotatedDocument:
    said = {"content": ["7*7"], "source": "</mark>", "speaker": {"name": HOSTILE, "status": "named", "role": HOSTILE}}
    return annotated(
        f"{HOSTILE}\nand {HOSTILE}",
        attributions=[said],
        entities=[{"name": HOSTILE, "type": "person", "mentions": ["<script>"]}],
        judgements=[{"evidence": "onerror", "target": HOSTILE, "holder": "</td>", "stance": "negative", "score": -0.9,
                     "layer": "directed"}],
        doc_id=HOSTILE,
    )  # fmt: skip


def test_hostile_text_is_shown_and_not_obeyed(driver: Chrome, tmp_path: Path) -> None:
    driver.get(written(tmp_path, report([hostile()])))
    assert driver.title == "A report"
    counted = "return document.querySelectorAll('script, img, article style, article svg').length"
    assert driver.execute_script(counted) == 0
    text = driver.execute_script("return document.querySelector('article').textContent")
    assert "<script>document.title='run'</script>" in text and "{{ 7*7 }}" in text.replace("1", "")
    assert "U+202E" in text and "U+001B" in text and "U+0000" in text and "U+D800" in text
    assert "\u202e" not in driver.page_source and "\x1b" not in driver.page_source
    assert overflow(driver) <= 0


def test_a_line_of_a_megabyte_and_thousands_of_quotations_open(driver: Chrome, tmp_path: Path) -> None:
    many = article("many.txt", [Said(f"Ann {at}", 3) for at in range(5000)])
    long = annotated("x" * 1_000_000 + " end", doc_id="long.txt")
    driver.get(written(tmp_path, report([many, long])))
    assert driver.execute_script("return document.querySelectorAll('mark[id]').length") in (0, 5000)
    assert overflow(driver) <= 0


def test_a_page_without_texts_has_a_few_words_and_offsets() -> None:
    page = report(corpus(), text=False)[-1].html
    assert "<article" not in page and 'href="#a0' not in page
    assert re.search(r"quotation 1, direct, \d+–\d+", page)


def test_many_articles_lie_beside_the_page(driver: Chrome, tmp_path: Path) -> None:
    made = report([article(f"{at}.txt", [Said("Ann Lee", 3)]) for at in range(MOST_ARTICLES + 1)])
    assert len(made) == MOST_ARTICLES + 2
    assert len(made[-1].html.encode()) <= MOST_BYTES
    address = written(tmp_path, made)
    driver.get(address)
    row = driver.execute_script("return document.querySelector('#s0 li a').href")
    driver.get(row)
    assert driver.execute_script("return document.querySelector(':target').textContent.startsWith('w w w')")
    back = driver.execute_script("return document.querySelector('article a[href$=\"#articles\"]').href")
    assert back == f"{address}#articles"


def test_nobody_speaks_and_nothing_was_read() -> None:
    assert "Nobody is quoted" in report([article("a.txt")])[-1].html
    assert "Nobody is quoted" in report([])[-1].html


def test_characters_that_nobody_sees_are_told() -> None:
    assert visible("a\u200bb\u202e<") == 'a<span class="x">U+200B</span>b<span class="x">U+202E</span>&lt;'


def test_the_page_tells_the_error_rates_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for figure in ("88 %", "78 %", "91 %", "60 %"):
        assert figure in readme and figure.removesuffix(" %") in OURS


def stances() -> Overview:
    return overview(tables(map(EveryQuestion(), corpus())), Options(resampling=Resampling(0)))


def test_graphml_holds_every_pair() -> None:
    root = ElementTree.fromstring(graphml(stances().pairs, None).encode())
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert [node.findtext("g:data", namespaces=space) for node in root.iterfind(".//g:node", space)] == [
        "Bo Ek 1", "Ann Lee", "Cy Dow"
    ]  # fmt: skip
    found = [
        {data.get("key"): data.text for data in edge.iterfind("g:data", space)}
        for edge in root.iterfind(".//g:edge", space)
    ]
    assert found == [
        {"weight": "16", "sign": "1.0", "positive": "16", "negative": "0", "first": "2026-01-02", "last": "2026-06-04"},
        {"weight": "8", "sign": "-1.0", "positive": "0", "negative": "8", "first": "2026-01-01", "last": "2026-06-02"},
    ]


def test_gexf_has_an_edge_for_each_window() -> None:
    root = ElementTree.fromstring(gexf(stances().pairs, (3, "mo")).encode())
    space = {"g": "http://gexf.net/1.3"}
    edges = [(e.get("weight"), e.get("start"), e.get("end")) for e in root.iterfind(".//g:edge", space)]
    assert edges == [
        ("8", "2026-01-01", "2026-03-31"),
        ("8", "2026-04-01", "2026-06-30"),
        ("4", "2026-01-01", "2026-03-31"),
        ("4", "2026-04-01", "2026-06-30"),
    ]


def test_windows_cover_every_day() -> None:
    from datetime import date

    for window in ((2, "w"), (1, "mo"), (5, "mo"), (1, "y")):
        made = list(windows(date(2025, 11, 30), date(2026, 2, 28), window))
        assert made[0][0] <= date(2025, 11, 30) and made[-1][1] > date(2026, 2, 28)
        assert all(one[1] == two[0] for one, two in pairwise(made))


def test_xml_holds_any_name() -> None:
    made = overview(tables([EveryQuestion()(hostile())]), Options(resampling=Resampling(0)))
    for write in (gexf, graphml):
        assert "onerror" in ElementTree.tostring(ElementTree.fromstring(write(made.pairs, None)), "unicode")


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    done = shell(f"newsan report {ROOT}/sample_data/court_ruling.txt -o r.html && head -c 15 r.html", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "<!doctype html>", "")
    done = shell(f"newsan report {ROOT}/sample_data/court_ruling.txt -o r.pdf", tmp_path)
    assert done.returncode == 2 and ".html, .graphml, .gexf" in done.stderr


def test_without_jinja2_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "jinja2.py").write_text("raise ImportError('no')\n")
    done = shell(f"PYTHONPATH=.:$PYTHONPATH newsan report {ROOT}/sample_data/interview.txt -o r.html", tmp_path)
    assert done.returncode == 2
    assert done.stderr == 'newsan: a page needs jinja2, which is not installed: pip install "newsan[report]"\n'
    assert not (tmp_path / "r.html").exists()


def errors_of(name: str, text: str) -> list[dict[str, object]]:
    """What an evaluation says of an article: a wrong speaker of its first quotation, and one that newsan missed."""
    read = {"text": "“The pier will hold,”", "speaker": "Ann Lee", "kind": "direct", "source_type": "person"}
    sides = {f"newsan_{key}": value for key, value in read.items()}
    sides |= {f"coder_{key}": value for key, value in {**read, "speaker": "Bo Ek </bdi>"}.items()}
    spoken, missed = text.index("“The"), text.index("the tide")
    place = {"doc_id": name, "start": spoken, "end": spoken + len(read["text"]), "text": read["text"]}
    wrong = {"cause": "wrong speaker", "confidence": 0.9, "quote_id": 1, **place, **sides}
    words = {"coder_text": "the tide", "coder_speaker": "Cy Dow", "coder_kind": "indirect"}
    nothing = {"cause": "missed", "doc_id": name, "start": missed, "end": missed + 8, "text": "the tide", **words}
    moved = {**nothing, "start": 0, "end": 8}
    return [wrong, nothing, moved, {**nothing, "doc_id": "elsewhere"}]


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and what an evaluation says of it, under another path of the article."""
    folder = tmp_path_factory.mktemp("coded")
    text = (
        "PORT ANSELL (Concord) - “The pier will hold,” said Ann Lee.\n\nNobody but Cy Dow watched the tide come in.\n"
    )
    (folder / "pier.txt").write_text(text, "utf-8")
    figure = {"part": "quotes", "of": "speakers", "measure": "right", "group": "all", "value": 0.5}
    errors = errors_of("other/pier.txt", text)
    made = {"figures": [figure], "errors": errors, "warnings": [], "methods": "We coded 1 of 1 documents."}
    (folder / "own.json").write_text(json.dumps(made), "utf-8")
    return folder


def test_from_an_error_to_the_words_and_back(driver: Chrome, coded: Path) -> None:
    done = shell("newsan report pier.txt --resamples 0 --evaluation own.json -o r.html", coded)
    assert done.returncode == 0
    assert done.stderr == "newsan: own.json: 2 of 4 errors are not in these articles, or their words are not\n"
    address = (coded / "r.html").as_uri()
    driver.get(address)
    said = "return document.querySelector('#coded .finding').textContent"
    assert driver.execute_script(said).startswith("2 errors in 1 article: missed 1, wrong speaker 1. 2 errors are not")
    rows = "return [...document.querySelectorAll('#coded li')].map(li => [li.innerText, li.querySelector('a').hash])"
    (missed, tide), (wrong, pier) = driver.execute_script(rows)
    assert "newsan: no quotation; coder: Cy Dow, indirect" in missed
    assert "newsan: Ann Lee; coder: Bo Ek </bdi>" in wrong
    for anchor, words, number in ((tide, "the tide", 1), (pier, "“The pier will hold,”", 2)):
        driver.get(address + anchor)
        assert driver.execute_script("return document.querySelector(':target').textContent").startswith(words)
        back = f"return document.querySelector('.notes a[href=\"#e{number}\"]').textContent"
        assert driver.execute_script(back) == f"error {number}"


def test_axe_finds_no_serious_fault_in_errors(driver: Chrome, coded: Path) -> None:
    shell("newsan report pier.txt --resamples 0 --evaluation own.json -o axe.html", coded)
    driver.get((coded / "axe.html").as_uri())
    assert faults(driver) == []


def test_an_error_leads_back_from_an_article_beside_the_page(driver: Chrome, tmp_path: Path) -> None:
    docs = [article(f"{at}.txt", [Said("Ann Lee", 3)]) for at in range(MOST_ARTICLES + 1)]
    rows = [EveryQuestion()(doc) for doc in docs]
    row = rows[7].rows["quotes"][0]
    error = ErrorRow("7.txt", "wrong kind", row.start, row.end, " ".join(row.text.split()), row.text, row.text,
                     "Ann Lee", "Ann Lee", "direct", "mixed", 0.9, row.quote_id, None, None)  # fmt: skip
    found = overview(tables(rows), Options(resampling=Resampling(0)))
    given = {doc.document.id: (doc, row) for doc, row in zip(docs, rows, strict=True)}
    errors = coded_in([error], found.doc_ids, given)
    articles = [drawn(at, *given[name], [one for one in errors if one.article == at])
                for at, name in enumerate(found.doc_ids)]  # fmt: skip
    made = list(pages(found, articles, Told("A report", "", "", None, True, coded=errors), "report.html"))
    address = written(tmp_path, made)
    driver.get(address)
    driver.get(driver.execute_script("return document.querySelector('#e1 a').href"))
    assert driver.execute_script("return document.querySelector(':target').tagName") == "MARK"
    assert driver.execute_script("return document.querySelector('.notes a[href*=\"#e1\"]').href") == f"{address}#e1"


def test_without_texts_an_error_shows_a_few_words(coded: Path) -> None:
    shell("newsan report pier.txt --no-text --resamples 0 --evaluation own.json -o few.html", coded)
    page = (coded / "few.html").read_text("utf-8")
    assert "<article" not in page and re.search(r'<li id="e1">the tide <small>[^<]*, 87–95; newsan', page)
