"""What tells one state of a record from another: digests of its face, of its text, and of how it is translated.

The face is all that stands in the front matter of its files; the text is what stands below.
Most of a site shows the faces of records alone, so that a change of a text touches little.
That a translation lags behind follows from both, and concerns the pages that say so.
"""

from collections.abc import Mapping
from hashlib import blake2b

from build_tools.content.documents import Document
from build_tools.model.freshness import Translations

Prints = tuple[bytes, bytes, bytes]
"""Digest of the face, digest of the text, states of the translations."""
_DIGEST = 16


def prints_of(documents: Mapping[str, Document], translations: Translations) -> Prints:
    """Return the prints of a record.

    Args:
        documents: Language to document, the Japanese one among them.
        translations: How the others stand.
    """
    face, text = blake2b(digest_size=_DIGEST), blake2b(digest_size=_DIGEST)
    for lang, document in sorted(documents.items()):
        end = document.body_line - 1 if document.body_line else len(document.lines)
        front = "\n".join(document.lines[:end])
        face.update(f"{lang}\0{document.path}\0{bool(document.body.strip())}\0{front}\0".encode())
        text.update(f"{lang}\0{document.body}\0".encode())
    voice = " ".join(f"{lang}:{state}" for lang, state in translations.pairs)
    return face.digest(), text.digest(), voice.encode()
