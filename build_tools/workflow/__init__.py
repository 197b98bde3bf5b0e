"""The whole way once: content to a finished site, doing again only what has to be. It prints nothing."""
