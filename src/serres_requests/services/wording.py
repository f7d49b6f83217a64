"""Our words in the language of whoever reads them, where there is no page and so no reader's request."""

from collections.abc import Callable

from pyramid.i18n import make_localizer
from pyramid.interfaces import ILocalizer, ITranslationDirectories

from serres_requests.services.unit_of_work import UnitOfWork


def translator(uow: UnitOfWork, locale: str) -> Callable[[object], str]:
    """Return what turns a translation string into its text in `locale`. Pages and worker share one for each."""
    localizer = uow.registry.queryUtility(ILocalizer, name=locale)
    if localizer is None:
        directories = uow.registry.queryUtility(ITranslationDirectories, default=[])
        localizer = make_localizer(locale, directories)
        uow.registry.registerUtility(localizer, ILocalizer, name=locale)
    translate: Callable[[object], str] = localizer.translate
    return translate
