"""The editor of request types: a working copy that nobody sees until an administrator publishes it."""
