"""Dates and words for people, in each language."""
