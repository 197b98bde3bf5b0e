"""The languages of the site, apart from the records: who only asks for their names need not declare any kind."""

LANGUAGES = ("ja", "en")
"""Languages of the site, the source language first."""
