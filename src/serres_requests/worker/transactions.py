"""Transactions of the worker: each with a connection of its own and what a use case needs."""

from typing import Any

from pyramid.registry import Registry
from transaction import TransactionManager

from serres_requests.content_types.site import Site
from serres_requests.ports import Ports
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import Settings


class Workplace:
    """Where the worker works: the database, the outside, and how it is all set."""

    def __init__(self, database: Any, registry: Registry, ports: Ports, settings: Settings) -> None:
        self.database = database
        self.registry = registry
        self.ports = ports
        self.settings = settings

    def transaction(self) -> "WorkTransaction":
        """Return a context within which there is a transaction, aborted unless it is committed."""
        return WorkTransaction(self)


class WorkTransaction:
    """One transaction, independent of the thread's own."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._manager = TransactionManager(explicit=True)

    def __enter__(self) -> "WorkTransaction":
        place = self._workplace
        self._manager.begin()
        self._connection = place.database.open(self._manager)
        self.site: Site = self._connection.root()["app_root"]
        self.uow = UnitOfWork(self.site, place.ports, place.settings, place.registry)
        return self

    def commit(self) -> None:
        """Commit; what is done afterwards in this context is aborted.

        A savepoint pickles what changed before the commit takes the storage's lock, for which citizens wait.
        """
        self._manager.savepoint(optimistic=True)
        self._manager.commit()
        self._manager.begin()

    def __exit__(self, *exception: object) -> None:
        self._manager.abort()
        self._connection.close()
