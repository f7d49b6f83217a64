"""Rules of the municipality's requests in plain Python: no framework, no database, no clock, no network."""
