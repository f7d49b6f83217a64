"""The outside lane: mails and look-ups, one at a time, with nothing locked while somebody outside is asked."""

import logging
import time

from ZODB.POSException import ConflictError

from serres_requests.content_types.outbox import EffectKind, Lane, Outbox
from serres_requests.services.outside import Finish
from serres_requests.worker.effects import OUTSIDE
from serres_requests.worker.lane import Item, LaneWorker

log = logging.getLogger(__name__)

MOST_UNRECORDED = 4
LONGEST_UNRECORDED_SECONDS = 0.5
"""So many entries, or so long, go by before what became of them is recorded; that much is done once more when the
machine dies. A commit for each takes longer than the mail itself, and citizens wait for the same lock."""

_AT_ONCE = frozenset({EffectKind.DECIDE})
"""What is recorded before the next entry is looked at, which may need to know it."""

Ended = tuple[Item, Finish]


class OutsideWorker(LaneWorker):
    """Does one entry after the other: what has left can't be called back, so little leaves unrecorded."""

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
        unrecorded: list[Ended] = []
        handled, began = 0, time.monotonic()
        try:
            for item in items:
                if self._is_stopping():
                    break
                unrecorded.extend(self._do(item))
                handled += 1
                is_long = time.monotonic() - began >= LONGEST_UNRECORDED_SECONDS
                if len(unrecorded) >= MOST_UNRECORDED or is_long or item[1].effect.kind in _AT_ONCE:
                    ended, unrecorded = unrecorded, []
                    self._record(ended)
                    began = time.monotonic()
        finally:
            self._record(unrecorded)
        return handled

    def _do(self, item: Item) -> list[Ended]:
        """Do one entry and return what is to be recorded of it; whatever goes wrong must not stop the others."""
        effect = item[1].effect
        try:
            finish = self._ask(item)
        except ConflictError:
            log.info("%s of %s met another writer; it stays due", effect.kind, effect.subject)
        except Exception as error:  # noqa: BLE001  told in the log when it is put back
            self._put_back(item, error)
        else:
            return [] if finish is None else [(item, finish)]
        return []

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

    def _record(self, ended: list[Ended]) -> None:
        """Record what came of the parts outside: together, and when that fails each alone."""
        try:
            self._record_together(ended)
        except Exception as error:  # noqa: BLE001  told in the log when it is put back
            if len(ended) == 1:
                self._put_back(ended[0][0], error)
            else:
                for one in ended:
                    self._record([one])

    def _record_together(self, ended: list[Ended]) -> None:
        """Record in one transaction, however often another writer is in the way."""
        while ended:
            with self._workplace.transaction() as transaction:
                lane = transaction.site.outbox.outside
                for item, finish in ended:
                    if item[0] in lane:  # another worker, run by mistake, was not quicker
                        self._end(transaction, item, finish(transaction.uow))
                try:
                    transaction.commit()
                except ConflictError:
                    continue
                return
