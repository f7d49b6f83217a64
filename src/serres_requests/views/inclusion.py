"""Adds to the application what views need beside themselves; `application` scans for the views."""

import functools
import threading

from chameleon.template import BaseTemplate
from pyramid.config import Configurator

from serres_requests.views import auditing, frame, locale, request_attributes, routes, undoing
from serres_requests.views.management import frame as management_frame

_compiling = threading.RLock()


def include_views(config: Configurator) -> None:
    """Add request attributes, routes, static files and translations.

    Called, not included: the attributes ``user`` and ``_LOCALE_`` must win over those of Substance D.
    """
    _compile_one_template_at_a_time()
    for part in (request_attributes, locale, frame, management_frame, auditing, undoing, routes):
        part.add_to(config)
    config.add_static_view("static", "serres_requests:static", cache_max_age=3600)
    config.add_translation_dirs("serres_requests:locale/")


def _compile_one_template_at_a_time() -> None:
    """CPython 3.11 raises SystemError when two threads make syntax trees at once (gh-106905), as happens when a
    server that was just started is asked for two pages."""
    cook = BaseTemplate.cook
    if hasattr(cook, "__wrapped__"):
        return

    @functools.wraps(cook)
    def cook_alone(template: BaseTemplate, body: str) -> None:
        with _compiling:
            cook(template, body)

    BaseTemplate.cook = cook_alone  # type: ignore[assignment, method-assign]
