"""What administrators read for each option of a field and for the values that an option can have."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from serres_requests.domain.definitions import Applicants, DayKind
from serres_requests.domain.kinds import ChoiceStyle
from serres_requests.domain.lifecycle import WorkflowName
from serres_requests.i18n import _

OPTION_WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "name": _("Short name"),
        "title": _("Question"),
        "help": _("Help below the question"),
        "text": _("Text"),
        "choices": _("Answers"),
        "style": _("How the answers are offered"),
        "table": _("Code list"),
        "value": _("How it is computed"),
        "required": _("Must be answered"),
        "show_if": _("Show it only if"),
        "require_if": _("Must be answered if"),
        "public": _("Everybody can read the answer"),
        "prefill": _("Filled in beforehand with"),
        "locked": _("The citizen can't change what was filled in"),
        "max_length": _("Longest answer, in characters"),
        "minimum": _("Smallest number"),
        "maximum": _("Largest number"),
        "decimals": _("Decimals"),
        "unit": _("Unit"),
        "max_files": _("Most files"),
        "max_megabytes": _("Largest file, in MB"),
        "min_items": _("At least how many times"),
        "max_items": _("At most how many times"),
        "fields": _("Fields of the group"),
        "autocomplete": _("What the browser may fill in"),
    }
)

OPTION_HELP: Mapping[str, Any] = MappingProxyType(
    {
        "name": _(
            "By this name conditions speak of the field. Small Latin letters, digits and underscores, such as "
            "date_of_birth. Left empty, it is made from the English question. If you change it, "
            "conditions change with it."
        ),
        "help": _("One sentence that helps to answer. In both languages or in none."),
        "choices": _(
            "At least two. The value is a short Latin word by which conditions speak of the answer; left empty, "
            "it is made from the English answer."
        ),
        "style": _("Buttons for up to 7 answers, a list for more, a search for very many."),
        "table": _("A table of the reference data; its newest version is offered."),
        "value": _("An expression with the names of other fields, such as copies * 2.50."),
        "required": _("Without an answer the citizen can't go on."),
        "show_if": _("A condition on other answers. Left empty, it is always shown."),
        "require_if": _("A condition on other answers, for when the box above is not ticked."),
        "public": _(
            "Once the request is accepted, anybody can read it on the site and find the request by it. Never use "
            "it for personal data."
        ),
        "prefill": _("Saves the citizen from typing what the municipality knows already."),
        "locked": _("Only for what the tax office certifies."),
        "decimals": _("How many digits after the comma; 0 for whole numbers."),
        "unit": _("Stands after the number, such as m². In both languages or in none."),
        "max_length": _("Left empty: 200 for short texts, 4000 for long ones."),
        "max_files": _("Left empty: 3."),
        "max_megabytes": _("Left empty: 8."),
        "max_items": _("Left empty: 20."),
        "autocomplete": _("A word that browsers know, such as name, street-address or bday. Usually left empty."),
    }
)

STYLE_WORDS: Mapping[ChoiceStyle, Any] = MappingProxyType(
    {
        ChoiceStyle.RADIO: _("All to be seen, with a button each"),
        ChoiceStyle.LIST: _("In a list that opens"),
        ChoiceStyle.SEARCH: _("By typing a part of them"),
    }
)

PREFILL_WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "": _("Nothing"),
        "card.full_name": _("The name that the tax office certifies"),
        "card.afm": _("The ΑΦΜ that the tax office certifies"),
        "card.last_name": _("The last name that the tax office certifies"),
        "card.first_name": _("The first name that the tax office certifies"),
        "card.mothers_name": _("The mother's name that the tax office certifies"),
        "card.fathers_name": _("The father's name that the tax office certifies"),
        "registry.name": _("The name of their business in the business registry"),
        "registry.trade_name": _("The trade name of their business in the registry"),
        "registry.legal_status": _("The legal form of their business in the registry"),
        "registry.main_activity": _("The main activity (ΚΑΔ) of their business in the registry"),
        "registry.address": _("The seat of their business in the registry"),
        "registry.started_on": _("The day on which their business began, in the registry"),
        "contact.email": _("The citizen's e-mail address"),
        "earlier": _("Their answer in an earlier request of this type"),
    }
)

APPLICANT_WORDS: Mapping[Applicants, Any] = MappingProxyType(
    {
        Applicants.ANYONE: _("Everybody"),
        Applicants.PERSON: _("Natural persons only"),
        Applicants.BUSINESS: _("Businesses only"),
    }
)

WORKFLOW_WORDS: Mapping[WorkflowName, Any] = MappingProxyType(
    {
        WorkflowName.EVERYDAY: _("Everyday matter: filed, in progress, completed"),
        WorkflowName.EXAMINED: _("Examined first: filed, accepted, in progress, completed"),
        WorkflowName.PAID: _("Examined and paid for: also waits for a payment"),
    }
)

DAY_KIND_WORDS: Mapping[DayKind, Any] = MappingProxyType(
    {DayKind.CALENDAR: _("Calendar days"), DayKind.WORKING: _("Working days")}
)
