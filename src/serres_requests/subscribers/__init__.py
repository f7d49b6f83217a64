"""Subscribers turn events into outbox entries, in the event's own transaction. They call nothing outside."""
