"""Our build and its peers on the same records, side by side: `make bench`."""
