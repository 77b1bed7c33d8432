"""Mentions → entities: everybody and everything under one name each."""
