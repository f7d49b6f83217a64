"""Which language a page is in: asked by ``?_LOCALE_=``, kept in a cookie, Greek otherwise."""

from pyramid.config import Configurator
from pyramid.events import NewResponse, subscriber
from pyramid.request import Request

from serres_requests.i18n import DEFAULT_LOCALE, LOCALES

PARAMETER = "_LOCALE_"
_YEAR_SECONDS = 365 * 86_400


def negotiate(request: Request) -> str:
    """Return the language asked for now, or the one chosen before, or Greek."""
    for wanted in (request.GET.get(PARAMETER), request.cookies.get(PARAMETER)):
        if wanted in LOCALES:
            return str(wanted)
    return DEFAULT_LOCALE


@subscriber(NewResponse)
def keep_choice(event: NewResponse) -> None:
    """NewResponse: remember a language that was asked for."""
    request = event.request
    wanted = request.GET.get(PARAMETER) if request is not None else None
    if wanted in LOCALES:
        event.response.set_cookie(
            PARAMETER,
            wanted,
            max_age=_YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=request.app_settings.production,
        )


def add_to(config: Configurator) -> None:
    """Install the negotiator; the request attribute of Substance D of that name must not answer for it."""
    config.set_locale_negotiator(negotiate)
    config.add_request_method(negotiate, PARAMETER, property=True)
