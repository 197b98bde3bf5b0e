"""Builds a bilingual public information site from the records under `content/`."""
