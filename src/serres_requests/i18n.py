"""The translation domain of the product: `_` marks a message id, `LOCALES` are the languages offered."""

from pyramid.i18n import TranslationStringFactory

_ = TranslationStringFactory("serres_requests")

LOCALES = ("el", "en")
DEFAULT_LOCALE = "el"
