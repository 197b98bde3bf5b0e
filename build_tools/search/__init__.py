"""Search: what a page says becomes terms, terms become small files, and a query finds its pages in them."""
