"""Protocol numbers as staff type them."""

import re

from serres_requests.content_types.site import Site

_NUMBER = re.compile(r"([0-9]{1,9})/(?:[0-9]{1,2}-[0-9]{1,2}-)?([0-9]{4})")


def reference_numbered(site: Site, typed: str) -> str | None:
    """Return the reference of the request with the number ``125/2026`` or ``125/28-7-2026``, None for other text.

    The number of a document leads to the request that it answers.
    """
    number = _NUMBER.fullmatch(typed)
    line = site.register.entry(int(number[2]), int(number[1])) if number else None
    return line.reference if line is not None else None
