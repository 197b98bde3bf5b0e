"""What the site is about: values, one module per group of record kinds, and the catalog."""
