"""Text → annotations: one small model and plain rules, one idea a file; ``annotate`` is the road through them."""

from newsan.language.annotate import annotate

__all__ = ["annotate"]
