"""The closed sets of values that rows hold: a module of its own, which the command line can load at no cost."""

from __future__ import annotations

from typing import Literal

EntityType = Literal["person", "org", "place", "group", "other"]
Kind = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "thought"]
SpeakerStatus = Literal["named", "unnamed", "unresolved", "unattributed"]
Layer = Literal["portrayal", "expressed", "directed"]
Stance = Literal["positive", "neutral", "negative"]
Damage = Literal["html", "mojibake", "lost", "invisible"]
FurnitureKind = Literal["byline", "dateline", "credit", "tagline", "timestamp", "link"]
