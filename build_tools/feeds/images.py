"""The picture of a record as schema.org has it."""

from build_tools.i18n.words import Words
from build_tools.model.catalog import Catalog
from build_tools.model.pictures import Pictured
from build_tools.pictures.sizes import FORMATS, versions_of
from build_tools.urls import canonical


def image_of(record: Pictured, catalog: Catalog, words: Words) -> dict[str, str | int] | None:
    """Return an ImageObject; None where there is no picture."""
    picture = record.picture
    if picture is None:
        return None
    versions = versions_of(picture.file, catalog.picture(picture.file))
    widest = [version for version in versions if version.form == FORMATS[-1]][-1]
    texts = {
        "caption": picture.caption or picture.alt,
        "creditText": picture.credit,
        "license": picture.licence,
    }
    return {
        "@type": "ImageObject",
        "contentUrl": canonical(catalog.site.base_url, "", "ja") + widest.path,
        "width": widest.width,
        "height": widest.height,
        **{name: text.get(words.lang) for name, text in texts.items() if text},
    }
