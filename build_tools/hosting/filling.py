"""Configuration files as forms with places to fill, which stand beside the modules that fill them."""

from string import Template


class Form(Template):
    """A text with places such as `%{root}`: neither nginx nor Caddy gives that a meaning."""

    delimiter = "%"

    def fill(self, **values: str) -> str:
        """Return the text with all its places filled.

        Raises:
            KeyError: when a place has no value.
        """
        return self.substitute(values)
