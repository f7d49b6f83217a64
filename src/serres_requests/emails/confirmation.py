"""The letter with the link that proves an e-mail address."""

from serres_requests.emails.letter import Letter, Link, Translate, compose
from serres_requests.i18n import _


def confirmation_letter(url: str, translate: Translate) -> Letter:
    """Return the letter whose `url` confirms the address it is sent to."""
    return compose(
        translate,
        _("Confirm your e-mail address"),
        _("You gave this address on the site of the Municipality of Serres, to be told about your requests."),
        Link(_("Open this link to confirm it (valid for 7 days):"), url),
        _("If it was not you, do nothing: no message will be sent to you."),
    )
