"""The outside lane: mails and look-ups, one at a time, with nothing locked while somebody outside is asked."""

import logging

from ZODB.POSException import ConflictError

from serres_requests.content_types.outbox import Lane, Outbox
from serres_requests.services.outside import Finish
from serres_requests.worker.effects import OUTSIDE
from serres_requests.worker.lane import Item, LaneWorker

log = logging.getLogger(__name__)


class OutsideWorker(LaneWorker):
    """Does each entry on its own: what has left can't be called back, so it is recorded before the next leaves."""

    @staticmethod
    def _lane(outbox: Outbox) -> Lane:
        return outbox.outside

    def drain(self) -> int:
        """Do everything that is due; mails that leave one after the other share what the sender keeps."""
        try:
            return super().drain()
        finally:
            self._workplace.ports.mail.rest()

    def _handle(self, items: list[Item]) -> int:
        handled = 0
        for item in items:
            if self._is_stopping():
                break
            self._do(item)
            handled += 1
        return handled

    def _do(self, item: Item) -> None:
        """Do one entry; whatever goes wrong with it must not stop the others."""
        effect = item[1].effect
        try:
            finish = self._ask(item)
        except ConflictError:
            log.info("%s of %s met another writer; it stays due", effect.kind, effect.subject)
        except Exception as error:  # noqa: BLE001  told in the log when it is put back
            self._put_back(item, error)
        else:
            if finish is not None:
                self._record(item, finish)

    def _ask(self, item: Item) -> Finish | None:
        """Do the part in a transaction, then the part outside; return what to record, None when all is done."""
        key, entry = item
        with self._workplace.transaction() as transaction:
            lane = transaction.site.outbox.outside
            if key not in lane:
                return None
            outside = OUTSIDE[entry.effect.kind](transaction.uow, entry.effect)
            if outside is None:
                lane.done(key)
                transaction.commit()
                return None
        return outside(self._workplace.ports)

    def _record(self, item: Item, finish: Finish) -> None:
        """Record what came of the part outside, however often another writer is in the way."""
        while True:
            with self._workplace.transaction() as transaction:
                self._end(transaction, item, finish(transaction.uow))
                try:
                    transaction.commit()
                except ConflictError:
                    continue
                return
