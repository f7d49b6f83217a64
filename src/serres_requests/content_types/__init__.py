"""Persistent content of the site. Class paths are stored in the database and never move."""
