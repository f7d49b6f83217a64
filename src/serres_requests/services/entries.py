"""Entry on behalf of somebody at the counter or on the phone: begun, filled like a citizen's form, submitted."""

from collections.abc import Iterable
from datetime import timedelta

from serres_requests.content_types.entry import Entry
from serres_requests.content_types.request import Request
from serres_requests.content_types.request_type import RequestType
from serres_requests.content_types.site import Site
from serres_requests.domain.entry import Channel, Entered
from serres_requests.domain.people import Identity
from serres_requests.services.access import protect_entry
from serres_requests.services.citizens import account_for, check_name, enter_email
from serres_requests.services.submission import submit_for
from serres_requests.services.unit_of_work import UnitOfWork

KEPT = timedelta(days=7)
"""What was begun for somebody and never submitted holds their data for no longer."""


def types_of(site: Site, departments: Iterable[str]) -> list[RequestType]:
    """Return the services that people of `departments` may enter requests of."""
    names = frozenset(departments)
    return [
        found
        for found in site.request_types.values()
        if found.is_published and found.is_open and found.definition.department in names
    ]


def begin_entry(
    uow: UnitOfWork, request_type: RequestType, identity: Identity, channel: Channel, reason: str, email: str
) -> Entry:
    """Begin a request of `identity`; raise AnotherPersonError when the ΑΦΜ is known with another name."""
    check_name(uow, identity)
    entered = Entered(request_type.definition.department, channel, reason)
    entry = Entry(identity, request_type.name, entered, email, uow.now())
    uow.site.entries.add(entry)
    protect_entry(uow.site, entry)
    return entry


def submit_entry(uow: UnitOfWork, entry: Entry) -> Request | None:
    """File what was entered for the person's account; None when its answers do not pass the check.

    The account is found by ΑΦΜ or made, and waits for its owner. Raises AnotherPersonError as `begin_entry` does.
    """
    account = account_for(uow, entry.identity)
    request = submit_for(uow, entry, entry.drafts[entry.id], account, entry.entered)
    if request is not None:
        if entry.typed_email and not account.email:
            enter_email(uow, account, entry.typed_email)
        drop_entry(uow.site, entry)
    return request


def drop_entry(site: Site, entry: Entry) -> None:
    """Forget an entry with its files."""
    del site.entries[entry.id]


def expire_entries(uow: UnitOfWork) -> None:
    """Forget the entries that were begun 7 days ago or before."""
    for entry in list(uow.site.entries.values()):
        if uow.now() - entry.begun_at >= KEPT:
            drop_entry(uow.site, entry)
