"""Reading ``?start=`` from an address that anybody may write."""

from pyramid.request import Request

FARTHEST = 1_000_000


def start_of(request: Request) -> int:
    """Return where the asked page starts, 0 for anything that is no sensible number."""
    raw = request.GET.get("start", "")
    return min(int(raw), FARTHEST) if raw.isascii() and raw.isdigit() and len(raw) < len(str(FARTHEST)) + 1 else 0
