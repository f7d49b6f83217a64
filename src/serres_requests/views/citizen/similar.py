"""The requests like a draft that its preview shows, as anybody may see them."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request

from serres_requests.domain.answers import Answer
from serres_requests.domain.definitions import Definition
from serres_requests.services.similar import similar_to
from serres_requests.views.interest import interest
from serres_requests.views.presenters import metres_words, public_request


def shown_similar(request: Request, definition: Definition, answers: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """Return what the preview of a draft with `answers` shows."""
    return [
        {
            "public": public_request(request, found.request),
            "interest": interest(request, found.request),
            "metres": metres_words(request, found.metres),
        }
        for found in similar_to(request.site, definition, answers, request.citizen.id)
    ]
