"""One module for each system outside, behind a port."""
