"""Figures about a whole corpus, with intervals.

Imported only where there is a corpus to audit: these modules, unlike all others, import numpy and pandas at once.
"""
