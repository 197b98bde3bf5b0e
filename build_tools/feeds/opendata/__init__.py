"""Open data: events, organizations, projects and places as files, and a catalogue of them."""
