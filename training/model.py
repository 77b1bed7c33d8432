"""One encoder and its heads, in torch.  The product runs the encoder as ONNX and the heads' few matrices in numpy.

The encoder is MiniLM (Wang et al., NeurIPS 2020) as in ``all-MiniLM-L6-v2``, with a learned embedding of each piece's
case pattern added to the word embeddings.  A teacher has the same heads on MPNet (Song et al., NeurIPS 2020), whose
vocabulary holds the same pieces.  Heads:

* ``entity``, ``attribution``: a tag for each piece.
* ``link``: which pieces are the source and the content *of one cue*: every piece conditioned on the cue, by sum and by
  product, and on its signed distance to it, tagged once per cue (predicate-conditioned tagging as in semantic role
  labelling, Shi and Lin 2019, but without running the encoder once per cue).
* ``stance``: how a holder, or the article itself, stands to a target: every piece of the passage conditioned on the
  two and on its distance from them, pooled by attention.  The teacher reads the passage once for every question, with
  the holder and the target marked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import relu
from transformers import AutoConfig, AutoModel

from newsan.language.model.pieces import CLS, N_PATTERNS, OTHER, SEP
from training.labels import ATTRIBUTION, ENTITY, LINK, POLARITY, QUESTIONS

INNER = 192
"""Width inside the heads that condition pieces."""

POOLS = 4
"""Attention pools of the stance head."""

MAX_BUCKET = 30

HOLDER_MARK, TARGET_MARK = 1, 2
"""Rows of the table of marks; row 0 is for all other pieces."""


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces → 0..60: exact near zero, logarithmic beyond (four buckets per doubling)."""
    bucket = torch.round(torch.sign(distance) * torch.log2(1 + distance.abs().float()) * 4).long()
    return bucket.clamp(-MAX_BUCKET, MAX_BUCKET) + MAX_BUCKET


def distances(n: int, start: Tensor, end: Tensor) -> Tensor:
    """Of ``n`` pieces from each range: negative before it, 0 inside, positive behind → [ranges, n]."""
    at = torch.arange(n, device=start.device)
    behind = torch.where(at < start[:, None], at - start[:, None], 0)
    return torch.where(at >= end[:, None], at - end[:, None] + 1, behind)


class Link(nn.Module):
    """Tags of the pieces as one cue sees them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.piece = nn.Linear(width, INNER)
        self.cue = nn.Linear(width, 2 * INNER)
        self.distance = table(2 * MAX_BUCKET + 1)
        self.out = nn.Linear(INNER, len(LINK))

    def forward(self, pieces: Tensor, cues: Tensor, distance: Tensor) -> Tensor:
        """``pieces`` [n, T, width] of each cue's window, ``cues`` [n, width], ``distance`` [n, T] → [n, T, tags]."""
        shift, scale = self.cue(cues).unsqueeze(1).chunk(2, dim=-1)
        piece = self.piece(pieces)
        return self.out(relu(piece * (1 + scale) + shift + self.distance(distance_bucket(distance))))


def table(rows: int, width: int = INNER) -> nn.Embedding:
    """A small table of learned vectors."""
    made = nn.Embedding(rows, width)
    nn.init.normal_(made.weight, std=0.02)
    return made


class Stance(nn.Module):
    """How a holder stands to a target, as a passage has it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.author = nn.Parameter(torch.zeros(width))
        self.piece = nn.Linear(width, INNER)
        self.asked = nn.Linear(3 * width, 2 * INNER)
        self.question = table(len(QUESTIONS), 2 * INNER)
        self.holder = table(2 * MAX_BUCKET + 2)
        self.target = table(2 * MAX_BUCKET + 1)
        self.outside = table(2)
        self.pool = nn.Linear(INNER, POOLS)
        self.hidden = nn.Linear(4 * width + POOLS * INNER, INNER)
        self.out = nn.Linear(INNER, len(POLARITY))
        self.dropout = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, row: Tensor, asked: Tensor) -> Tensor:
        """``pieces`` [rows, T, width], the ``row`` of each question [n], ``asked`` [n, 9] → [n, polarities].

        A question is: passage from and to, sentence of the target from and to, holder from and to (-1 for the article
        itself), target from and to, number in ``QUESTIONS``.
        """
        first, last, begin, end, h0, h1, t0, t1, question = asked.unbind(1)
        n, nobody = pieces.shape[1], (h0 < 0)[:, None]
        inside = within(n, first, last)
        masks = torch.stack([within(n, h0, h1), within(n, t0, t1), inside], 1).to(pieces.dtype)
        means = torch.bmm(masks / masks.sum(-1, keepdim=True).clamp(min=1), pieces[row])
        holder = torch.where(nobody, self.author.to(pieces.dtype), means[:, 0])
        pair = torch.cat([holder, means[:, 1], holder * means[:, 1]], -1)
        shift, scale = (self.asked(pair) + self.question(question)).unsqueeze(1).chunk(2, dim=-1)
        from_holder = torch.where(nobody, 2 * MAX_BUCKET + 1, distance_bucket(distances(n, h0, h1)))
        seen = self.piece(pieces)[row] * (1 + scale) + shift + self.holder(from_holder)
        seen = seen + self.target(distance_bucket(distances(n, t0, t1))) + self.outside((~within(n, begin, end)).long())
        seen = relu(seen)
        weights = self.pool(seen).float().masked_fill(~inside[:, :, None], -1e4).softmax(1).to(seen.dtype)
        pooled = torch.bmm(weights.transpose(1, 2), seen).flatten(1)
        known = torch.cat([pair, pooled, means[:, 2]], -1)
        return self.out(self.dropout(relu(self.hidden(self.dropout(known)))))


def range_mean(pieces: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """The mean of pieces ``start``..``end`` of each row: [n, T, width] → [n, width]."""
    mask = within(pieces.shape[1], start, end).unsqueeze(-1).to(pieces.dtype)
    return (pieces * mask).sum(1) / mask.sum(1).clamp(min=1)


def within(n: int, first: Tensor, last: Tensor) -> Tensor:
    """[ranges, n]: which of ``n`` pieces lie in ``first``..``last``."""
    at = torch.arange(n, device=first.device)
    return (at >= first[:, None]) & (at < last[:, None])


class Newsan(nn.Module):
    """The whole model."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.case = table(2 * N_PATTERNS, width)
        self.mark = table(3, width)
        self.dropout = nn.Dropout(0.1)
        self.entity = nn.Linear(width, len(ENTITY))
        self.attribution = nn.Linear(width, len(ATTRIBUTION))
        self.link = Link(width)
        self.stance = Stance(width)
        self.like: nn.Module | None = None  # states → a teacher's, while there is one

    def encode(self, ids: Tensor, cases: Tensor, mask: Tensor, marks: Tensor | None = None) -> Tensor:
        """Contextual pieces [batch, T, width]."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(cases)
        if marks is not None:
            words = words + self.mark(marks)
        return self.dropout(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)

    def links(self, hidden: Tensor, cues: Tensor) -> Tensor:
        """``cues`` [n, 3] = row, start, end → [n, T, tags]."""
        row, start, end = cues.unbind(1)
        pieces = hidden[row]
        return self.link(pieces, range_mean(pieces, start, end), distances(hidden.shape[1], start, end))

    def stances(self, hidden: Tensor, asked: Tensor) -> Tensor:
        """``asked`` [n, 10] = row and what ``Stance`` takes → [n, polarities]."""
        return self.stance(hidden, asked[:, 0], asked[:, 1:])

    def marked(self, ids: Tensor, cases: Tensor, asked: Tensor) -> Tensor:
        """The same, but every passage is read alone, with holder and target marked."""
        row, first, last = asked[:, 0], asked[:, 1], asked[:, 2]
        at = torch.arange(int((last - first).max()) + 2, device=ids.device)
        source = (first[:, None] + at - 1).clamp(0, ids.shape[1] - 1)
        n = (last - first)[:, None]
        inside = (at > 0) & (at <= n)
        edges = torch.where(at == 0, CLS, torch.where(at == n + 1, SEP, 0))
        pieces = torch.where(inside, ids[row[:, None], source], edges)
        patterns = torch.where(inside, cases[row[:, None], source], OTHER)
        moved = asked[:, 1:].clone()
        moved[:, :8] = torch.where(moved[:, :8] < 0, -1, moved[:, :8] - first[:, None] + 1)
        marks = within(len(at), moved[:, 4], moved[:, 5]) * HOLDER_MARK
        marks = torch.where(within(len(at), moved[:, 6], moved[:, 7]), TARGET_MARK, marks)
        hidden = self.encode(pieces, patterns, (at <= n + 1).long(), marks)
        return self.stance(hidden, torch.arange(len(moved), device=moved.device), moved)


def fresh(base: Path, layers: int | None = None) -> Newsan:
    """A model with the architecture of a pretrained encoder's folder, and with its weights if they are there."""
    config = AutoConfig.from_pretrained(base)
    config.attention_probs_dropout_prob = 0.0
    config.num_hidden_layers = layers or config.num_hidden_layers
    attention = "sdpa" if torch.cuda.is_available() else "eager"  # whose gradient is twice as fast on a processor
    if not (base / "model.safetensors").exists():
        return Newsan(AutoModel.from_config(config, attn_implementation=attention, add_pooling_layer=False))
    return Newsan(
        AutoModel.from_pretrained(base, config=config, attn_implementation=attention, add_pooling_layer=False)
    )


def load(checkpoint: Path, base: Path) -> Newsan:
    """The averaged weights of a checkpoint as a model; ``base`` gives the architecture."""
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")["mean"]
    state = {name: value for name, value in state.items() if not name.startswith(("like.", "antecedent."))}
    model = fresh(base, 1 + max(int(k.split(".layer.")[1].split(".")[0]) for k in state if ".layer." in k))
    missing, unknown = model.load_state_dict(state, strict=False)
    heads = ("stance.", "mark.")
    if unknown or any(not name.startswith(heads) for name in missing):
        raise ValueError(f"{checkpoint} does not fit: missing {missing}, unknown {unknown}")
    return model
