"""The words that layouts of a peer need: of the interface, of the vocabularies and of the site."""

from typing import Any

from bench.peers.facts import interface, settings, vocabulary

_VOCABULARIES = (
    "audiences", "event-kinds", "event-statuses", "event-supports", "fields", "legal-forms", "project-statuses",
    "registration-ways", "roles", "themes",
)  # fmt: skip
_WEEKDAYS = {"ja": tuple("日月火水木金土"), "en": ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")}


def engine_words(lang: str) -> dict[str, Any]:
    """Return all of them in one language; names of vocabularies have underscores."""
    site = settings()
    contact = {
        "id": site["contact"]["organization"],
        "name": site["contact"]["name"][lang],
        "phone": site["contact"]["phone"],
        "hours": site["contact"]["hours"][lang],
    }
    return {
        "t": {key: text for key, text in interface(lang).items() if "{" not in text},
        "title": site["title"][lang],
        "tagline": site["tagline"][lang],
        "weekdays": list(_WEEKDAYS[lang]),
        "contact": contact,
        "licence": {"name": site["licence"][lang], "url": site["licence_url"]},
        **{name.replace("-", "_"): vocabulary(name, lang) for name in _VOCABULARIES},
    }
