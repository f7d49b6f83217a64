"""What several processes share besides the objects: PostgreSQL as storage, lock, bell and counter of log-ins.

Installations with one process never import it.
"""
