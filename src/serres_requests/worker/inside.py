"""The inside lane: filing, indexing, notices – what the database alone needs, many entries in one transaction."""

import logging

from ZODB.POSException import ConflictError

from serres_requests.content_types.outbox import WORK_BY_PARTS, Lane, Outbox
from serres_requests.worker.effects import INSIDE
from serres_requests.worker.lane import BATCH, Item, LaneWorker
from serres_requests.worker.transactions import WorkTransaction

log = logging.getLogger(__name__)

MOST_IN_ONE_TRANSACTION = 3 * BATCH
"""So long that one commit serves many requests, so short that what was filed is soon seen."""


class InsideWorker(LaneWorker):
    """Does entries in batches: a commit waits for the disk, and one wait can serve a hundred requests."""

    @staticmethod
    def _lane(outbox: Outbox) -> Lane:
        return outbox.inside

    def _handle(self, items: list[Item]) -> int:
        return self._do(items, with_consequences=True)

    def _do(self, items: list[Item], *, with_consequences: bool) -> int:
        """Do `items`, in their order; when that fails each half alone, down to the one that is put back.

        Also when they met another writer: the more entries, the longer they take and the more they touch.
        """
        try:
            return self._do_together(items, with_consequences=with_consequences)
        except Exception as error:  # noqa: BLE001  told in the log when it is put back
            if len(items) > 1:
                middle = len(items) // 2
                return sum(self._do(half, with_consequences=False) for half in (items[:middle], items[middle:]))
            if with_consequences:  # maybe one of these is what fails
                return self._do(items, with_consequences=False)
            if isinstance(error, ConflictError):
                log.info("an entry met another writer; it stays due")
            else:
                self._put_back(items[0], error)
        return len(items)

    def _do_together(self, items: list[Item], *, with_consequences: bool) -> int:
        """Do `items` in one transaction, on request with what they make due; return how many entries that were."""
        handled = 0
        with self._workplace.transaction() as transaction:
            while items:
                for item in items:
                    self._do_one(transaction, item)
                handled += len(items)
                goes_on = with_consequences and handled < MOST_IN_ONE_TRANSACTION and not _has_parts(items)
                items = transaction.site.outbox.inside.due(transaction.uow.now(), BATCH) if goes_on else []
            transaction.commit()
        self._tell()
        return handled

    @staticmethod
    def _do_one(transaction: WorkTransaction, item: Item) -> None:
        """Do one entry, unless it is gone: another worker, run by mistake, was quicker."""
        lane, (key, entry) = transaction.site.outbox.inside, item
        if key in lane:
            lane.done(key)
            INSIDE[entry.effect.kind](transaction.uow, entry.effect)


def _has_parts(items: list[Item]) -> bool:
    return any(entry.effect.kind in WORK_BY_PARTS for _key, entry in items)
