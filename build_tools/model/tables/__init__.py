"""The tables that are exchanged with others: which column holds what, and how it is written."""
