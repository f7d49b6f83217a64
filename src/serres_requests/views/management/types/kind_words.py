"""What administrators read for each kind of field: its name, what it is for, and the groups it is offered in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from serres_requests.domain.kinds import Kind
from serres_requests.i18n import _

KIND_GROUPS: tuple[tuple[Any, tuple[Kind, ...]], ...] = (
    (_("Words and numbers"), (Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.MONEY)),
    (_("Answers to choose from"), (Kind.YES_NO, Kind.CHOICE, Kind.CHOICES, Kind.CODE_LIST)),
    (_("Days"), (Kind.DATE, Kind.PERIOD)),
    (_("Where and how to reach somebody"), (Kind.ADDRESS, Kind.PLACE, Kind.POSTCODE, Kind.EMAIL, Kind.PHONE)),
    (
        _("Numbers that are checked"),
        (Kind.AFM, Kind.AMKA, Kind.ADT, Kind.IBAN, Kind.KAD, Kind.ATAK, Kind.KAEK, Kind.SUPPLY_NUMBER),
    ),
    (_("Files and several of the same"), (Kind.FILES, Kind.GROUP)),
    (_("What the form says itself"), (Kind.INFO, Kind.DECLARATION, Kind.COMPUTED)),
)

KIND_WORDS: Mapping[Kind, Any] = MappingProxyType(
    {
        Kind.TEXT: _("Short text"),
        Kind.LONG_TEXT: _("Long text"),
        Kind.NUMBER: _("Number"),
        Kind.MONEY: _("Amount in euro"),
        Kind.DATE: _("Date"),
        Kind.PERIOD: _("Period"),
        Kind.YES_NO: _("Yes or no"),
        Kind.CHOICE: _("One of several answers"),
        Kind.CHOICES: _("Any of several answers"),
        Kind.CODE_LIST: _("One line of a code list"),
        Kind.EMAIL: _("E-mail address"),
        Kind.PHONE: _("Phone number"),
        Kind.AFM: _("ΑΦΜ (tax number)"),
        Kind.AMKA: _("ΑΜΚΑ (social security number)"),
        Kind.ADT: _("ΑΔΤ (identity card number)"),
        Kind.IBAN: _("IBAN"),
        Kind.POSTCODE: _("Postcode"),
        Kind.KAD: _("ΚΑΔ (activity code)"),
        Kind.ATAK: _("ΑΤΑΚ (property number)"),
        Kind.KAEK: _("ΚΑΕΚ (cadastre number)"),
        Kind.SUPPLY_NUMBER: _("Electricity supply number"),
        Kind.ADDRESS: _("Address"),
        Kind.PLACE: _("Place"),
        Kind.FILES: _("Files"),
        Kind.GROUP: _("Repeating group"),
        Kind.COMPUTED: _("Computed number"),
        Kind.INFO: _("Information"),
        Kind.DECLARATION: _("Declaration"),
    }
)

KIND_HELP: Mapping[Kind, Any] = MappingProxyType(
    {
        Kind.TEXT: _("One line, such as a name."),
        Kind.LONG_TEXT: _("Several lines, such as a description."),
        Kind.NUMBER: _("A whole or decimal number, such as how many copies."),
        Kind.MONEY: _("With two decimals, such as 12,50 €."),
        Kind.DATE: _("One day, such as a date of birth."),
        Kind.PERIOD: _("From one day to another; the end may be open."),
        Kind.YES_NO: _("A question with these two answers."),
        Kind.CHOICE: _("You write the answers; the citizen chooses one."),
        Kind.CHOICES: _("You write the answers; the citizen ticks as many as apply."),
        Kind.CODE_LIST: _("The answers come from a table of the reference data."),
        Kind.EMAIL: _("Checked for its form."),
        Kind.PHONE: _("A Greek or foreign number, checked for its form."),
        Kind.AFM: _("9 digits with a check digit."),
        Kind.AMKA: _("11 digits with a check digit."),
        Kind.ADT: _("Old and new identity cards."),
        Kind.IBAN: _("A bank account, with check digits."),
        Kind.POSTCODE: _("5 digits."),
        Kind.KAD: _("2 to 8 digits, such as 56.10.11.00."),
        Kind.ATAK: _("11 digits, from the property declaration (Ε9)."),
        Kind.KAEK: _("12 digits of the national cadastre."),
        Kind.SUPPLY_NUMBER: _("9 or 12 digits, from the electricity bill."),
        Kind.ADDRESS: _("Street, number, postcode and town."),
        Kind.PLACE: _("A spot in words, with its position when it is known."),
        Kind.FILES: _("Photos and PDF."),
        Kind.GROUP: _("The same questions several times, such as for each child."),
        Kind.COMPUTED: _("The form works it out from other answers; nobody types it."),
        Kind.INFO: _("Text to read between the questions; nothing is asked."),
        Kind.DECLARATION: _("A text that the citizen must agree to with a tick."),
    }
)
