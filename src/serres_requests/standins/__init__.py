"""A separate program that stands in for the State's services in development and tests."""
