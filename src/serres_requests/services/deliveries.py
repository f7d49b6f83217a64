"""What the applicant was told about a request, and how each of the notices reached them."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.notice import Notice
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.notices import NOTICE_OF_EVENT, NoticeKind
from serres_requests.services.notices import notice_name

MOST = 20
"""Notices that are looked up for one page."""


def notices_about(site: Site, request: Request) -> list[Notice]:
    """Return the newest notices to the applicant about `request`, newest first, `MOST` at most.

    They are found by what happened, since the name of a notice follows from that: a citizen with a thousand other
    notices costs no more. Those that were erased, or are not written yet, are left out.
    """
    citizen: Citizen = site.citizens[request.applicant_id]
    names = (notice_name(at, request.id, kind) for at, kind in sorted(set(_told(request)), reverse=True))
    return [citizen.notices[name] for name in islice(names, MOST) if name in citizen.notices]


def _told(request: Request) -> Iterator[tuple[datetime, NoticeKind]]:
    for entry in request.history:
        if entry.transition in NOTICE_OF_EVENT:
            yield entry.at, NOTICE_OF_EVENT[entry.transition]
    for message in request.messages:
        if message.kind is MessageKind.TO_CITIZEN:
            yield message.at, NoticeKind.MESSAGE
