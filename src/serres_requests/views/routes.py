"""The addresses of the site, each with the node that its permission is asked of."""

from pyramid.config import Configurator

from serres_requests.services.report_messages import PATH
from serres_requests.views import contexts

_PUBLIC_REQUEST = r"/requests/{year:\d{4}}/{number:\d{1,9}}"


def add_to(config: Configurator) -> None:
    """Add the routes in the order in which they are tried."""
    config.add_route("home", "/", factory=contexts.site)
    config.add_route("service", "/services/{type}", factory=contexts.service)
    config.add_route("apply", "/services/{type}/apply", factory=contexts.service)
    config.add_route("upload", "/services/{type}/files", factory=contexts.service)
    config.add_route("keep", "/services/{type}/keep", factory=contexts.service)
    config.add_route("ask_registry", "/services/{type}/business", factory=contexts.service)
    config.add_route("conditions", "/services/{type}/conditions", factory=contexts.service)
    config.add_route("login", "/login", factory=contexts.site)
    config.add_route("login_taxisnet", "/login/taxisnet", factory=contexts.site)
    config.add_route("login_callback", "/login/taxisnet/callback", factory=contexts.site)
    config.add_route("logout", "/logout", factory=contexts.site)
    config.add_route("card", "/me", factory=contexts.own_account)
    config.add_route("my_data", "/me/data", factory=contexts.own_account)
    config.add_route("my_data_json", "/me/data/json", factory=contexts.own_account)
    config.add_route("my_data_pdf", "/me/data/pdf", factory=contexts.own_account)
    config.add_route("erase_data", "/me/data/erase", factory=contexts.own_account)
    config.add_route("confirm_email", "/me/email/{token}", factory=contexts.site)
    config.add_route("drafts", "/me/drafts/{draft}", factory=contexts.own_draft)
    config.add_route("preview", "/me/drafts/{draft}/preview", factory=contexts.own_draft)
    config.add_route("discard", "/me/drafts/{draft}/discard", factory=contexts.own_draft)
    config.add_route("submit", "/me/drafts/{draft}/submit", factory=contexts.own_account)
    config.add_route("draft_file", "/me/drafts/{draft}/files/{file}", factory=contexts.own_draft)
    config.add_route("my_requests", "/me/requests", factory=contexts.own_account)
    config.add_route("my_request", "/me/requests/{request}", factory=contexts.own_request)
    config.add_route("my_request_status", "/me/requests/{request}/status", factory=contexts.own_request)
    config.add_route("my_request_file", "/me/requests/{request}/files/{file}", factory=contexts.own_request)
    config.add_route("my_messages", "/me/requests/{request}/messages", factory=contexts.own_request)
    config.add_route("withdraw", "/me/requests/{request}/withdraw", factory=contexts.own_request)
    config.add_route("correct", "/me/requests/{request}/correct", factory=contexts.own_request)
    config.add_route("keep_correction", "/me/requests/{request}/correct/keep", factory=contexts.own_request)
    config.add_route(
        "correction_conditions", "/me/requests/{request}/correct/conditions", factory=contexts.own_request
    )
    config.add_route("my_request_copy", "/me/requests/{request}/copy", factory=contexts.own_request)
    config.add_route(
        "my_request_document", "/me/requests/{request}/documents/{document}", factory=contexts.own_request
    )
    config.add_route("notices", "/me/notices", factory=contexts.own_account)
    config.add_route("watching", "/me/watching", factory=contexts.own_account)
    config.add_route("mail_choices", "/me/notices/mails", factory=contexts.own_account)
    config.add_route("stop_mail", "/me/notices/stop/{token}", factory=contexts.site)
    config.add_route("delivery_report", PATH, factory=contexts.site)
    config.add_route("search", "/requests", factory=contexts.site)
    config.add_route("public_request", _PUBLIC_REQUEST, factory=contexts.public_request)
    for deed in ("watch", "unwatch"):
        config.add_route(deed, f"{_PUBLIC_REQUEST}/{deed}", factory=contexts.public_request)
    config.add_route("check", "/check", factory=contexts.site)
    config.add_route("check_code", "/check/{code}", factory=contexts.site)
    config.add_route("alive", "/health/live", factory=contexts.process)
    config.add_route("ready", "/health/ready", factory=contexts.site)
