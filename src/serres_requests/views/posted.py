"""Reading single words of a POST that anybody may send."""

from pyramid.request import Request


def posted(request: Request, name: str) -> str:
    """Return the text posted as `name`, "" when there is none or a file was sent in its place."""
    value = request.POST.get(name, "")
    return value if isinstance(value, str) else ""
