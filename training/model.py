"""One encoder, four heads, in torch.  The product runs the encoder as ONNX and the heads' few matrices in numpy.

The encoder is MiniLM (Wang et al., NeurIPS 2020) as in ``all-MiniLM-L6-v2``, with a learned embedding of each piece's
case pattern added to the word embeddings.  Heads:

* ``entity``, ``attribution``: a tag for each piece.
* ``link``: which pieces are the source and the content *of one cue*: every piece conditioned on the cue, by sum and by
  product, and on its signed distance to it, tagged once per cue (predicate-conditioned tagging as in semantic role
  labelling, Shi and Lin 2019, but without running the encoder once per cue).
* ``tone``, ``pair``: the target (or the ordered pair) asks the pieces of its sentence (attention pooling), then a small
  network.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import relu
from transformers import BertModel

from newsan.language.model.pieces import N_PATTERNS
from training.labels import ATTRIBUTION, ENTITY, LINK, POLARITY

WIDTH = 384
LINK_WIDTH = 192
POOL_WIDTH, POOL_HEADS = 96, 4
HIDDEN = 192
MAX_BUCKET = 30


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces → 0..60: exact near zero, logarithmic beyond (four buckets per doubling)."""
    bucket = torch.round(torch.sign(distance) * torch.log2(1 + distance.abs().float()) * 4).long()
    return bucket.clamp(-MAX_BUCKET, MAX_BUCKET) + MAX_BUCKET


class Link(nn.Module):
    """Tags of the pieces as one cue sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.piece = nn.Linear(WIDTH, LINK_WIDTH)
        self.cue = nn.Linear(WIDTH, 2 * LINK_WIDTH)
        self.distance = nn.Embedding(2 * MAX_BUCKET + 1, LINK_WIDTH)
        self.out = nn.Linear(LINK_WIDTH, len(LINK))
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, pieces: Tensor, cues: Tensor, distance: Tensor) -> Tensor:
        """``pieces`` [n, T, width] of each cue's window, ``cues`` [n, width], ``distance`` [n, T] → [n, T, tags]."""
        shift, scale = self.cue(cues).unsqueeze(1).chunk(2, dim=-1)
        piece = self.piece(pieces)
        return self.out(relu(piece * (1 + scale) + shift + self.distance(distance_bucket(distance))))


class Pool(nn.Module):
    """Polarity from what is asked about, what it attends to in its sentence, and the sentence's mean."""

    def __init__(self, asked: int) -> None:
        super().__init__()
        self.query = nn.Linear(asked, POOL_WIDTH)
        self.key = nn.Linear(WIDTH, POOL_WIDTH)
        self.value = nn.Linear(WIDTH, 2 * POOL_WIDTH)
        self.hidden = nn.Linear(asked + 2 * POOL_WIDTH + WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(POLARITY))
        self.dropout = nn.Dropout(0.1)

    def forward(self, asked: Tensor, pieces: Tensor, inside: Tensor) -> Tensor:
        """``asked`` [n, asked], ``pieces`` [n, T, width], ``inside`` [n, T] marks the sentence → [n, 3]."""
        n, t, _ = pieces.shape
        query = self.query(asked).view(n, POOL_HEADS, 1, -1)
        key = self.key(pieces).view(n, t, POOL_HEADS, -1).permute(0, 2, 3, 1)
        value = self.value(pieces).view(n, t, POOL_HEADS, -1).transpose(1, 2)
        scores = (query @ key) / math.sqrt(POOL_WIDTH / POOL_HEADS)
        weights = scores.masked_fill(~inside[:, None, None], -1e4).softmax(-1)
        attended = (weights @ value).reshape(n, -1)
        mask = inside.unsqueeze(-1).to(pieces.dtype)
        mean = (pieces * mask).sum(1) / mask.sum(1)
        return self.out(self.dropout(relu(self.hidden(self.dropout(torch.cat([asked, attended, mean], -1))))))


def range_mean(pieces: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """The mean of pieces ``start``..``end`` of each row: [n, T, width] → [n, width]."""
    at = torch.arange(pieces.shape[1])
    mask = ((at >= start[:, None]) & (at < end[:, None])).unsqueeze(-1).to(pieces.dtype)
    return (pieces * mask).sum(1) / mask.sum(1).clamp(min=1)


class Newsan(nn.Module):
    """The whole model."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.case = nn.Embedding(2 * N_PATTERNS, WIDTH)
        nn.init.normal_(self.case.weight, std=0.02)
        self.dropout = nn.Dropout(0.1)
        self.entity = nn.Linear(WIDTH, len(ENTITY))
        self.attribution = nn.Linear(WIDTH, len(ATTRIBUTION))
        self.link = Link()
        self.tone = Pool(WIDTH)
        self.pair = Pool(3 * WIDTH)

    def encode(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Contextual pieces [batch, T, width]."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(cases)
        return self.dropout(self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state)

    def links(self, hidden: Tensor, cues: Tensor) -> Tensor:
        """``cues`` [n, 3] = row, start, end → [n, T, tags]."""
        row, start, end = cues.unbind(1)
        pieces = hidden[row]
        at = torch.arange(hidden.shape[1])
        distance = torch.where(
            at >= end[:, None], at - end[:, None] + 1, torch.where(at < start[:, None], at - start[:, None], 0)
        )
        return self.link(pieces, range_mean(pieces, start, end), distance)

    def tones(self, hidden: Tensor, asked: Tensor) -> Tensor:
        """``asked`` [n, 5] = row, sentence start, end, target start, end → [n, 3]."""
        row, first, last, start, end = asked.unbind(1)
        pieces = hidden[row]
        return self.tone(range_mean(pieces, start, end), pieces, within(hidden, first, last))

    def pairs(self, hidden: Tensor, asked: Tensor) -> Tensor:
        """``asked`` [n, 7] = row, sentence start, end, holder start, end, target start, end → [n, 3]."""
        row, first, last, *ranges = asked.unbind(1)
        pieces = hidden[row]
        p, q = range_mean(pieces, ranges[0], ranges[1]), range_mean(pieces, ranges[2], ranges[3])
        return self.pair(torch.cat([p, q, p * q], -1), pieces, within(hidden, first, last))


def within(hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """[n, T]: which pieces lie in ``first``..``last``."""
    at = torch.arange(hidden.shape[1])
    return (at >= first[:, None]) & (at < last[:, None])


def build(base: str, layers: int) -> Newsan:
    """A fresh model on some layers of a pretrained encoder."""
    encoder = BertModel.from_pretrained(base, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
    return Newsan(thinned(encoder, layers))


def load(checkpoint: Path, base: str) -> Newsan:
    """The averaged weights of a checkpoint as a model."""
    state = torch.load(checkpoint, weights_only=True)["mean"]
    model = build(base, 1 + max(int(k.split(".layer.")[1].split(".")[0]) for k in state if ".layer." in k))
    model.load_state_dict(state)
    return model


def thinned(encoder: BertModel, layers: int) -> BertModel:
    """The encoder with so many of its layers, spread evenly, the first and the last among them."""
    n = len(encoder.encoder.layer)
    keep = sorted({round(i * (n - 1) / (layers - 1)) for i in range(layers)})
    encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[i] for i in keep)
    encoder.config.num_hidden_layers = len(keep)
    return encoder
