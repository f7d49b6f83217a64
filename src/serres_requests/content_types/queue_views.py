"""What a member of staff, or a department for all of its staff, keeps of the queue: saved views and columns."""

from persistent import Persistent

from serres_requests.domain.queue_views import SavedView


class QueueViews(Persistent):
    """An object of its own, so that keeping a view writes nothing else of the person or the department.

    views: in the order in which they came. opens_with: id of the view that a person's queue opens with, of theirs
    or of a department's; "" for none. columns: names of those that the person chose last, () for the usual ones.
    """

    views: tuple[SavedView, ...] = ()
    opens_with = ""
    columns: tuple[str, ...] = ()
