"""Sources → speakers: who says it, and how we know."""
