"""Pure selections of the catalog; the day is an argument."""
