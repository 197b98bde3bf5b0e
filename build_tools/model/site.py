"""Whose site it is, and the words and terms it uses."""

from typing import Annotated

from build_tools.model.base import Model, OrganizationRef, Text
from build_tools.model.values import Flag, Line, Mail, Phone, Url, Zone


class Contact(Model):
    """Whom to ask."""

    name: Text
    """Name of the body or office."""
    phone: Phone | None = None
    """Public number."""
    mail: Mail | None = None
    """Public address."""
    hours: Text | None = None
    """When someone is there."""
    organization: OrganizationRef | None = None
    """The record of the body."""


class Site(Model):
    """The settings of one city's site: `content/site.yml`."""

    title: Text
    """Name of the site."""
    tagline: Text
    """One line below it."""
    description: Text
    """One or two sentences for search engines."""
    city: Text
    """Name of the city."""
    city_code: Line
    """Municipal code, six digits."""
    towns: tuple[Line, ...] = ()
    """Names of the parts of the city. With a house number behind it, none may stand on the matching board."""
    base_url: Url
    """Address under which the site is published, with a slash at the end."""
    timezone: Zone
    """Zone of all wall-clock times (IANA name)."""
    official: Flag
    """`false` puts the demonstration notice on every page."""
    samples: Flag
    """`false` leaves every sample record out."""
    posters: Flag = True
    """`false` makes no pictures for links from other sites; leave out to have them."""
    licence: Text
    """Licence of the content, in words."""
    licence_url: Url
    """Its address."""
    offline: Flag = True
    """`false` takes back the copies that browsers keep of the site for days without a signal."""
    contact: Contact
    """Whom to ask about the site's subject."""
    edit_url: Annotated[str | None, "address with {path}"] = None
    """Where a content file is edited, with `{path}` for it; without it pages link to the guide."""
    uid_domain: Line
    """Fixed domain of calendar UIDs; never change it."""


class Term(Model):
    """An entry of a vocabulary."""

    ja: Line
    """Japanese label."""
    en: Line
    """English label."""
    description: Text | None = None
    """What it means, if the label does not say."""

    mirror: Flag = False
    """For a publisher: a copy of somebody else's document, so it is named but not linked."""

    def get(self, lang: str) -> str:
        """Return the label in a language."""
        return self.en if lang == "en" else self.ja
