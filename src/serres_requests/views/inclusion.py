"""Adds to the application what views need beside themselves; `application` scans for the views."""

from pyramid.config import Configurator

from serres_requests.views import frame, locale, request_attributes, routes
from serres_requests.views.management import frame as management_frame


def include_views(config: Configurator) -> None:
    """Add request attributes, routes, static files and translations.

    Called, not included: the attributes ``user`` and ``_LOCALE_`` must win over those of Substance D.
    """
    for part in (request_attributes, locale, frame, management_frame, routes):
        part.add_to(config)
    config.add_static_view("static", "serres_requests:static", cache_max_age=3600)
    config.add_translation_dirs("serres_requests:locale/")
