"""Polarities, entities and speakers → judgements: who stands where towards whom."""
