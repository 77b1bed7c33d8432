"""Polarities, actors and speakers → judgements: who stands where towards whom."""
