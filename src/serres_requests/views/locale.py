"""Which language a page is in: asked by ``?_LOCALE_=``, kept in a cookie, Greek otherwise."""

from pyramid.config import Configurator
from pyramid.events import NewResponse, subscriber
from pyramid.request import Request

from serres_requests.i18n import DEFAULT_LOCALE, LOCALES

PARAMETER = "_LOCALE_"
_YEAR_SECONDS = 365 * 86_400


def negotiate(request: Request) -> str:
    """Return the language asked for now, or the one chosen before, or Greek."""
    for source in (request.GET, request.cookies):
        if source.get(PARAMETER) in LOCALES:
            return str(source[PARAMETER])
    return DEFAULT_LOCALE


@subscriber(NewResponse)
def keep_choice(event: NewResponse) -> None:
    """NewResponse: remember a language that was asked for."""
    request = event.request
    if request is not None and request.GET.get(PARAMETER) in LOCALES:
        event.response.set_cookie(
            PARAMETER,
            request.GET[PARAMETER],
            max_age=_YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=request.app_settings.production,
        )


def includeme(config: Configurator) -> None:
    """Install the negotiator; the request attribute of Substance D of that name must not answer for it."""
    config.set_locale_negotiator(negotiate)
    config.add_request_method(negotiate, PARAMETER, property=True)
