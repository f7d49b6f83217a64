"""Pages of a citizen who is logged in, and the way there."""
