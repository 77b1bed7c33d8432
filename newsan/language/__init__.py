"""Text → annotations: one small model and plain rules, one idea a file; ``annotate`` calls them in order."""

from newsan.language.pipeline import annotate, annotate_or_fail

__all__ = ["annotate", "annotate_or_fail"]
