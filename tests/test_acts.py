"""Acts: who supports or opposes whom, by the words of a sentence."""

from __future__ import annotations

import re

import pytest

from newsan.document import Entity
from newsan.language.index import EntityMention
from newsan.language.stance.acts import acts
from newsan.language.stance.modifiers import modifiers
from newsan.language.stance.victims import is_victim
from newsan.values import EntityType
from tests.documents import span_of

TYPES: dict[str, EntityType] = {
    **dict.fromkeys(("Bo Ek", "Ann Lee", "Carla Ruiz", "Ruiz"), "person"),
    **dict.fromkeys(("Norland", "Sudland", "Denmark", "Oslo"), "place"),
    **dict.fromkeys(("Danish", "Danes", "Dane", "Swedish", "Democratic"), "group"),
    **dict.fromkeys(("Acme", "Ports Board"), "org"),
}


def mentions(text: str) -> list[EntityMention]:
    """The names of the texts here, wherever they stand."""
    found = re.finditer("|".join(rf"\b{name}\b" for name in TYPES), text)
    return [EntityMention(one.start(), one.end(), TYPES[one.group()], 1.0, 0) for one in found]


def shown(text: str) -> list[tuple[str | None, int, str, str]]:
    """The acts of a text that is one sentence: agent, side, target, state."""
    return [
        (None if one.agent is None else text[slice(*one.agent)], one.side, text[slice(*one.target)], one.state)
        for one in acts(text, (0, len(text)), mentions(text))
    ]


@pytest.mark.parametrize(
    ("text", "agent", "side", "target"),
    [
        ("Bo Ek praised Ann Lee.", "Bo Ek", 1, "Ann Lee"),
        ("Bo Ek has also repeatedly slammed Mayor Ann Lee.", "Bo Ek", -1, "Ann Lee"),
        ("Bo Ek, the mayor of a port, denounced Ann Lee.", "Bo Ek", -1, "Ann Lee"),
        ("Bo Ek, who sued Acme, is ill.", "Bo Ek", -1, "Acme"),
        ("Ann Lee was condemned by Bo Ek.", "Bo Ek", -1, "Ann Lee"),
        ("Ann Lee was condemned in Oslo by Bo Ek.", "Bo Ek", -1, "Ann Lee"),
        ("Bo Ek backed Dane Ann Lee.", "Bo Ek", 1, "Ann Lee"),
        ("Norland plans to arm Sudland.", "Norland", 1, "Sudland"),
        ("Hundreds of Danes vowed to attack Norland.", "Danes", -1, "Norland"),
        ("The Danish government backs Sudland.", "Danish", 1, "Sudland"),
        ("Norland is supporting Sudland's long fight against fraud.", "Norland", 1, "Sudland"),
        ("Norland’s support for Sudland is old.", "Norland", 1, "Sudland"),
        ("Norland has a serious concern about Acme.", "Norland", -1, "Acme"),
        ("Norland has sent pretty heavy weapons and equipment to Sudland.", "Norland", 1, "Sudland"),
        ("Bo Ek sided with Ann Lee.", "Bo Ek", 1, "Ann Lee"),
        ("Bo Ek faces a lawsuit from Ann Lee.", "Ann Lee", -1, "Bo Ek"),
        ("Bo Ek came under heavy fire from Norland.", "Norland", -1, "Bo Ek"),
        ("Bo Ek has won the full backing of Ann Lee.", "Ann Lee", 1, "Bo Ek"),
        ("Sudland recalled its ambassador from Norland in protest.", "Sudland", -1, "Norland"),
        ("Sudland armed Norland’s rebels.", "Sudland", -1, "Norland"),
        ("Bo Ek lashed out at Ann Lee.", "Bo Ek", -1, "Ann Lee"),
        ("Bo Ek criticised Acme chief Ann Lee.", "Bo Ek", -1, "Ann Lee"),
        ("Norland denied Sudland's request for help.", "Norland", -1, "Sudland"),
        ("Norland complied with the request of Ann Lee.", "Norland", 1, "Ann Lee"),
        ("The mayor, Bo Ek of Oslo, praised Ann Lee.", "Bo Ek", 1, "Ann Lee"),
        ("Bo Ek, head of risk at Acme, which owns a port, accused Ann Lee.", "Bo Ek", -1, "Ann Lee"),
        ("Sudland, Bo Ek said, attacked Norland.", "Sudland", -1, "Norland"),
        ("Norland denied Sudland access to its ports.", "Norland", -1, "Sudland"),
        ("Norland said it would wait, closing ranks, and backed Sudland.", "Norland", 1, "Sudland"),
        ("We will support Sudland.", "We", 1, "Sudland"),
        ("Bo Ek wept during its fight against Acme.", "its", -1, "Acme"),
        ("Norland is giving help by launching strikes against Acme.", "Norland", -1, "Acme"),
        ("Norland imposed sanctions on Sudland.", "Norland", -1, "Sudland"),
        ("Bo Ek threatened to kill Ann Lee.", "Bo Ek", -1, "Ann Lee"),
        ("Bo Ek resigned in protest over Ann Lee's budget.", "Bo Ek", -1, "Ann Lee"),
        ("Bo Ek commuted the sentence of Ann Lee.", "Bo Ek", 1, "Ann Lee"),
        ("Bo Ek seconded Ann Lee's motion.", "Bo Ek", 1, "Ann Lee"),
        ("Oslo, Norland, has a port again, cheering Acme.", "Oslo", 1, "Acme"),
    ],
)
def test_who_does_it_to_whom(text: str, agent: str, side: int, target: str) -> None:
    assert shown(text) == [(agent, side, target, "done")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Bo Ek did not endorse Ann Lee.", "void"),
        ("Bo Ek failed to defend Ann Lee.", "void"),
        ("Bo Ek never criticised Ann Lee.", "void"),
        ("Bo Ek has avoided directly criticising Ann Lee.", "void"),
        ("Bo Ek could support Ann Lee.", "open"),
        ("Bo Ek refused to support Ann Lee.", "refused"),
        ("Norland halted aid to Sudland.", "refused"),
        ("Norland lifted its sanctions on Sudland.", "refused"),
        ("Norland lifted its aid to Sudland.", "done"),
        ("Norland cut its aid to Sudland.", "refused"),
        ("Bo Ek lost his lawsuit against Ann Lee.", "done"),
        ("Bo Ek withdrew his endorsement of Ann Lee.", "refused"),
        ("Bo Ek denied attacking Ann Lee.", "void"),
        ("Bo Ek had no such praise for Ann Lee.", "void"),
        ("Bo Ek vowed not to attack Ann Lee.", "void"),
        ("Bo Ek chose not to make a formal endorsement of Ann Lee.", "void"),
        ("Norland ended or reduced its aid to Sudland.", "refused"),
        ("Bo Ek has yet to endorse Ann Lee.", "void"),
        ("Bo Ek stopped short of endorsing Ann Lee.", "void"),
        ("Bo Ek allegedly threatened Ann Lee.", "open"),
        ("Norland pressured Sudland to reject Denmark's offer.", "open"),
        ("If Norland attacks Sudland, the bank will close.", "open"),
        ("Unless Norland backs Sudland, the bank will close.", "open"),
        ("Will Norland support Sudland?", "open"),
        ("Did Norland attack Sudland?", "open"),
        ("Ann Lee asked whether Norland had attacked Sudland.", "open"),
    ],
)
def test_what_becomes_of_it(text: str, state: str) -> None:
    assert shown(text)[-1][3] == state


@pytest.mark.parametrize(
    "text",
    [
        "Bo Ek condemned the murder of Ann Lee.",
        "Bo Ek condemned Ann Lee's murder.",
        "Norland opposes Denmark's rebels.",
        "Norland backed the Danish opposition.",
        "Bo Ek spoke of the attack in Norland.",
        "Bo Ek read it to Ann Lee.",
        "Acme targets included Ports Board.",
    ],
)
def test_no_act(text: str) -> None:
    assert shown(text) == []


def test_an_agent_that_cannot_be_told_is_none() -> None:
    assert shown("The leader of Norland attacked Sudland.") == [(None, -1, "Sudland", "done")]
    assert shown("A plan to support Sudland was drawn up.") == [(None, 1, "Sudland", "done")]


def test_an_enumeration_has_several_targets() -> None:
    assert [row[2] for row in shown("Bo Ek thanked Ann Lee and Carla Ruiz.")] == ["Ann Lee", "Carla Ruiz"]
    assert [row[2] for row in shown("Bo Ek thanked Acme, Ann Lee and Carla Ruiz.")] == ["Acme", "Ann Lee", "Carla Ruiz"]


@pytest.mark.parametrize(
    "text", ["Bo Ek and Ann Lee have often disagreed.", "She says that Bo Ek and Ann Lee clashed."]
)
def test_those_who_disagree_do_it_to_each_other(text: str) -> None:
    assert {row[:3] for row in shown(text)} >= {("Bo Ek", -1, "Ann Lee"), ("Ann Lee", -1, "Bo Ek")}


def test_who_is_blamed_for_a_deed_has_done_it() -> None:
    text = "Norland slammed Sudland for denying its request."
    assert shown(text) == [("Norland", -1, "Sudland", "done"), ("Sudland", -1, "its", "done")]


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Bo Ek condemned the murder of reporter Ann Lee.", True),
        ("Ann Lee's brutal murder shames us.", True),
        ("Ann Lee was “martyred” there.", True),
        ("Ann Lee was elected.", False),
        ("Bo Ek denounced the speech of Ann Lee.", False),
        ("Ann Lee denies the murder.", False),
    ],
)
def test_victims(text: str, victim: bool) -> None:
    assert is_victim(text, (0, len(text)), span_of(text, "Ann Lee")) == victim


def test_a_country_before_a_title_modifies_it() -> None:
    text = "Acme won a prize from then-Denmark-president Bo Ek."
    entities = [Entity(text[one.start : one.end], one.type, (one,)) for one in mentions(text)]
    assert modifiers(text, entities) == {span_of(text, "Denmark"): None}


def test_names_that_modify_a_noun() -> None:
    text = "Denmark: Swedish President Bo Ek met Danish planes, the Danish opposition and an anti-Acme league of Danes."
    given = [(one, text[one.start : one.end]) for one in mentions(text)]
    names = dict.fromkeys(name for _, name in given)
    entities = [Entity(name, TYPES[name], tuple(one for one, known in given if known == name)) for name in names]
    assert modifiers(text, entities) == {
        span_of(text, "Swedish"): None,
        span_of(text, "Danish"): "Denmark",
        span_of(text, "Danish#2"): None,
        span_of(text, "Acme"): None,
    }


@pytest.mark.parametrize(
    ("text", "modified"),
    [
        ("Denmark waits after the Danish invasion.", {"Danish": "Denmark"}),
        ("Denmark waits with the Danish people.", {"Danish": "Denmark"}),
        ("Bo Ek met the Swedish and Danish governments.", {"Swedish": "Swedish", "Danish": "Danish"}),
        ("Bo Ek helps Swedish and Danish firms.", {"Swedish": None, "Danish": None}),
        ("Bo Ek thanked Democratic voters.", {"Democratic": None}),
        ("Bo Ek left the Democratic party.", {"Democratic": "Democratic"}),
        ("The Danish denounce Bo Ek.", {}),
        ("The Danish voted for Bo Ek.", {}),
        ("The Danes of Oslo, Danes and Danish.", {}),
    ],
)
def test_adjectives_of_peoples_and_parties(text: str, modified: dict[str, str | None]) -> None:
    entities = [Entity(text[one.start : one.end], one.type, (one,)) for one in mentions(text)]
    assert modifiers(text, entities) == {span_of(text, name): stands_for for name, stands_for in modified.items()}


@pytest.mark.parametrize(
    ("text", "agents", "targets"),
    [
        ("Bo Ek and Ann Lee sued Acme.", {"Bo Ek", "Ann Lee"}, {"Acme"}),
        (
            "Acme, Bo Ek and Ann Lee have halted or reduced their aid to Norland.",
            {"Acme", "Bo Ek", "Ann Lee"},
            {"Norland"},
        ),
        ("Both Bo Ek and Ann Lee praised Carla Ruiz.", {"Bo Ek", "Ann Lee"}, {"Carla Ruiz"}),
        ("On Monday, Norland, Sudland and Denmark condemned Acme.", {"Norland", "Sudland", "Denmark"}, {"Acme"}),
        ("Bo Ek said that Norland and Sudland attacked Denmark.", {"Norland", "Sudland"}, {"Denmark"}),
        ("Norland and Mayor Bo Ek were accused by Ann Lee.", {"Ann Lee"}, {"Norland", "Bo Ek"}),
        ("Bo Ek praised Ann Lee and Carla Ruiz sued Acme.", {"Bo Ek", "Carla Ruiz"}, {"Ann Lee", "Carla Ruiz", "Acme"}),
        ("The mayor of Oslo and Bo Ek sued Acme.", {"Bo Ek"}, {"Acme"}),
    ],
)
def test_all_who_are_joined_act_or_are_acted_upon(text: str, agents: set[str], targets: set[str]) -> None:
    assert ({agent for agent, *_ in shown(text)}, {target for _, _, target, _ in shown(text)}) == (agents, targets)


@pytest.mark.parametrize(
    "text",
    [
        "Bo Ek came out in support of Ann Lee.",
        "Bo Ek won praise for his support of Ann Lee.",
        "Bo Ek won with the backing of Ann Lee.",
        "Bo Ek drew criticism from Ann Lee's rival.",
    ],
)
def test_who_is_supported_does_not_support(text: str) -> None:
    assert ("Ann Lee", "Bo Ek") not in [(agent, target) for agent, _, target, _ in shown(text)]
