"""The closed sets of values that rows hold: a module of its own, which the command line can load at no cost."""

from __future__ import annotations

from typing import Literal

EntityType = Literal["person", "org", "place", "group", "other"]
Kind = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "thought"]
SpeakerStatus = Literal["named", "unnamed", "unresolved", "unattributed"]
SourceType = Literal["person", "unnamed person", "organisation", "group", "document", "data"]
Layer = Literal["portrayal", "expressed", "directed"]
Stance = Literal["positive", "neutral", "negative"]
Damage = Literal["html", "mojibake", "lost", "invisible"]
FurnitureKind = Literal["byline", "dateline", "credit", "tagline", "timestamp", "link"]
QuoteRule = Literal[
    "model",
    "model+form",
    "model+marks",
    "model+report",
    "form+report",
    "marks",
    "marks+model",
    "signature",
    "interview",
    "corrected",
]
SpeakerRule = Literal[
    "name",
    "name:form",
    "name:capitals",
    "name:adjective",
    "name:signature",
    "pronoun:speaking",
    "pronoun:subject",
    "pronoun:recent",
    "pronoun:plural",
    "pronoun:organisation",
    "pronoun:author",
    "nominal:role",
    "nominal:unnamed",
    "nominal:person",
    "nominal:owner",
    "nominal:organisation",
    "nominal:recent",
    "document",
    "relative:name",
    "relative:nominal:role",
    "relative:nominal:unnamed",
    "relative:nominal:person",
    "relative:nominal:owner",
    "relative:nominal:organisation",
    "relative:nominal:recent",
    "relative:document",
    "relative:unnamed",
    "interview:label",
    "interview:answer",
    "continued",
    "same-sentence",
    "unnamed",
    "unresolved",
    "none",
    "corrected",
]
StanceRule = Literal["act", "model", "corrected"]
