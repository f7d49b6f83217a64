"""Pages of staff and administrators, inside Substance D's management UI."""
