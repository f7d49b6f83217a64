"""What people meet: routes, pages and their permissions; `includeme` adds all of it."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Add request attributes, routes, static files and every view below this package."""
    config.include("serres_requests.views.request_attributes")
    config.include("serres_requests.views.frame")
    config.include("serres_requests.views.locale")
    config.include("serres_requests.views.routes")
    config.add_static_view("static", "serres_requests:static", cache_max_age=3600)
    config.add_translation_dirs("serres_requests:locale/")
    config.scan("serres_requests.views", categories=("pyramid", "substanced"))
    config.scan("serres_requests.content_types", categories=("pyramid", "substanced"))
    config.scan("serres_requests.catalog", categories=("pyramid", "substanced"))
    config.scan("serres_requests.subscribers", categories=("pyramid", "substanced"))
