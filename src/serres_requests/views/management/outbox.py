"""The outbox for administrators: what waits, what failed too often, and trying it again."""

from typing import Any

from babel.numbers import format_decimal
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.catalog.rebuilding import begin, progress
from serres_requests.content_types.outbox import EffectKind, Entry, EntryKey, Outbox
from serres_requests.domain.access import Permission
from serres_requests.i18n import _
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted
from serres_requests.views.presenters import moment, size_words

MOST_SHOWN = 100

EFFECT_WORDS = {
    EffectKind.FILE: _("Protocol number"),
    EffectKind.INDEX: _("Search"),
    EffectKind.COPY: _("Copy of the request"),
    EffectKind.ISSUE: _("Certificate or decision"),
    EffectKind.NOTIFY: _("Notice to the citizen"),
    EffectKind.TELL_WATCHERS: _("Notices to those whom a request interests"),
    EffectKind.DAILY_MAIL: _("Daily e-mail to the citizen"),
    EffectKind.NOTICE_MAIL: _("E-mail to the citizen"),
    EffectKind.TELL_STAFF: _("E-mail to staff"),
    EffectKind.STAFF_MAIL: _("E-mail to staff"),
    EffectKind.CONFIRMATION_MAIL: _("E-mail with a confirmation link"),
    EffectKind.DECIDE: _("Automatic check"),
    EffectKind.AUDIT: _("Audit log"),
}


@mgmt_view(
    context=Outbox,
    name="contents",
    tab_title=_("Work waiting"),
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/outbox.pt",
    request_method="GET",
)
def outbox(context: Outbox, request: Request) -> dict[str, Any]:
    """Entries that wait, the next due first, and those set aside."""
    return {
        "waiting": [_shown(request, key, entry) for key, entry in context.waiting(MOST_SHOWN)],
        "aside": [_shown(request, key, entry) for key, entry in context.aside()],
        "storage": _storage(request),
        "indexed": format_decimal(-request.site.catalog.newest, locale=request.locale_name),
        "rebuilding": progress(request.site.catalog),
        "reindex_url": request.sdiapi.mgmt_path(context, "reindex"),
        "retry_url": request.sdiapi.mgmt_path(context, "retry"),
    }


@mgmt_view(
    context=Outbox,
    name="retry",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    request_method="POST",
)
def retry(context: Outbox, request: Request) -> HTTPSeeOther:
    """Make a set-aside entry due again."""
    revived = context.revive(posted(request, "entry"))
    request.registry.work_arrived.set()
    flash(request, _("It is being tried again.") if revived else _("This entry is no longer there."))
    return HTTPSeeOther(request.sdiapi.mgmt_path(context, "contents"))


@mgmt_view(
    context=Outbox,
    name="reindex",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    request_method="POST",
)
def reindex(context: Outbox, request: Request) -> HTTPSeeOther:
    """Have the indexes of the search made anew; the worker does it while the old ones serve."""
    begin(request.site.catalog)
    request.registry.work_arrived.set()
    flash(request, _("The search is being indexed anew. It goes on working meanwhile."))
    return HTTPSeeOther(request.sdiapi.mgmt_path(context, "contents"))


def _storage(request: Request) -> dict[str, Any] | None:
    use = request.site.storage_use
    if use is None:
        return None
    sizes = {"database": use.database, "files": use.files, "quota": use.quota}
    words = {name: size_words(request, size) for name, size in sizes.items()}
    return {**words, "share": int(use.share * 100), "at": moment(request, use.at)}


def _shown(request: Request, key: EntryKey, entry: Entry) -> dict[str, Any]:
    return {
        "token": key.token,
        "kind": EFFECT_WORDS[entry.effect.kind],
        "subject": entry.effect.subject,
        "recorded": moment(request, key.recorded),
        "attempts": entry.attempts,
        "last_error": entry.last_error,
    }
