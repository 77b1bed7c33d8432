"""Mentions → actors: everybody and everything under one name each."""
