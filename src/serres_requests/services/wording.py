"""Our words in the language of whoever reads them, where there is no page and so no reader's request."""

from collections.abc import Callable

from pyramid.i18n import make_localizer
from pyramid.interfaces import ITranslationDirectories

from serres_requests.services.unit_of_work import UnitOfWork


def translator(uow: UnitOfWork, locale: str) -> Callable[[object], str]:
    """Return what turns a translation string into its text in `locale`."""
    directories = uow.registry.queryUtility(ITranslationDirectories, default=[])
    translate: Callable[[object], str] = make_localizer(locale, directories).translate
    return translate
