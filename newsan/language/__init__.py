"""Text → annotations: one small model and plain rules, one idea a file; ``annotate`` is the road through them."""

from newsan.language.annotate import annotate, annotate_or_fail

__all__ = ["annotate", "annotate_or_fail"]
