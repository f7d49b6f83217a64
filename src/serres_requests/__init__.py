"""serres-requests: certified requests of citizens to the Municipality of Serres. `main` makes the application."""

from typing import TYPE_CHECKING

# Carries libmagic; must come before anything (Substance D, for one) imports `magic` and finds the system's, whose
# data are of another version.
import pylibmagic  # noqa: F401

if TYPE_CHECKING:
    from pyramid.router import Router


def main(global_config: dict[str, str] | None = None, **ini: str) -> "Router":  # noqa: ARG001  PasteDeploy's
    """Return the WSGI application for the settings of an ini file."""
    from serres_requests.application import make_application

    return make_application(ini)
