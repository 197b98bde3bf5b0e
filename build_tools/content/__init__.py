"""Reads `content/`: from bytes to a checked catalog, with every problem located."""
