"""What the municipality offers: the home page and the page of each service."""

from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.definitions import DayKind, Definition
from serres_requests.domain.texts import fold
from serres_requests.i18n import _
from serres_requests.services.availability import obstacle
from serres_requests.views.presenters import OBSTACLE_WORDS, usual_days_words


@view_config(
    route_name="home",
    permission=Permission.SITE_VIEW,
    renderer="serres_requests:templates/public/home.pt",
    request_method="GET",
)
def home(request: Request) -> dict[str, Any]:
    """Services by department, narrowed by the words of ``?q=``."""
    words = request.GET.get("q", "").strip()[:200]
    published = (service for service in request.site.request_types.values() if service.is_published)
    found = [service for service in published if _matches(service, words)]
    groups = [
        (department.title.in_language(request.locale_name), offered)
        for name, department in request.site.departments.items()
        if (offered := [_shown(request, s) for s in found if s.definition.department == name])
    ]
    return {"groups": sorted(groups), "words": words}


@view_config(
    route_name="service",
    permission=Permission.SERVICE_VIEW,
    renderer="serres_requests:templates/public/service.pt",
    request_method="GET",
)
def service(context: RequestType, request: Request) -> dict[str, Any]:
    """What a service needs, how long it takes, and where to begin."""
    definition, locale = context.definition, request.locale_name
    department = request.site.departments[definition.department]
    found = obstacle(request.unit_of_work, context, request.citizen)
    return {
        **_shown(request, context),
        "description": definition.description.in_language(locale),
        "department": department.title.in_language(locale),
        "needed": [text.in_language(locale) for text in definition.needed],
        "answer_days": definition.answer_days,
        "usually": usual_days_words(context.usual_days),
        "minutes": definition.minutes,
        "working_days": definition.day_kind is DayKind.WORKING,
        "obstacle": OBSTACLE_WORDS[found] if found else None,
        "terms": _terms(definition, locale),
        "public_titles": [field.title.in_language(locale) for field in definition.public_fields],
        "apply_url": request.route_path("apply", type=context.name),
    }


def _terms(definition: Definition, locale: str) -> list[tuple[Any, str]]:
    """What else holds for the service: who may apply, when, for how much, by which law."""
    terms: list[tuple[Any, str]] = []
    if definition.opens or definition.closes:
        days = [format_date(day, "long", locale) if day else "…" for day in (definition.opens, definition.closes)]
        terms.append((_("Taken"), " – ".join(days)))
    if definition.fee is not None:
        terms.append((_("Fee"), str(format_currency(definition.fee, "EUR", locale=locale))))
    if definition.legal_basis is not None:
        terms.append((_("Legal basis"), definition.legal_basis.in_language(locale)))
    return terms


def _shown(request: Request, service: RequestType) -> dict[str, str]:
    definition = service.definition
    return {
        "title": definition.title.in_language(request.locale_name),
        "summary": definition.summary.in_language(request.locale_name),
        "url": request.route_path("service", type=service.name),
    }


def _matches(service: RequestType, words: str) -> bool:
    definition = service.definition
    texts = (definition.title, definition.summary, definition.description)
    haystack = fold(" ".join(part for text in texts for part in (text.el, text.en)))
    return all(word in haystack for word in fold(words).split())
