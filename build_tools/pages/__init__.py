"""Pages as HTML fragments: one module per group of page kinds."""
