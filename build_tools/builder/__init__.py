"""From the catalog to all files of the site, one piece of work at a time."""
