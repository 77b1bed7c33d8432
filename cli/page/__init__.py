"""The page of ``newsan report``: drawn here from what ``analyzers.audit.overview`` counts; jinja2 is an extra."""
