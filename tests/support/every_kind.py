"""A form with all kinds of field in three steps with conditions, and valid answers to each as people type them."""

from datetime import date
from decimal import Decimal
from typing import Any

from serres_requests.domain.answers import Address, Answer, Item, Period, Place
from serres_requests.domain.kinds import Kind


def words(text: str, english: str = "") -> dict[str, str]:
    """Return `text` in both languages."""
    return {"el": text, "en": english or text}


CHOICES = [
    {"value": "red", "title": words("Κόκκινο", "Red")},
    {"value": "green", "title": words("Πράσινο", "Green")},
    {"value": "blue", "title": words("Γαλάζιο", "Blue")},
]
VILLAGES = "villages"
_ANSWERS: dict[Kind, tuple[Any, Answer]] = {
    Kind.TEXT: ("Κιλκίς 12", "Κιλκίς 12"),
    Kind.LONG_TEXT: ("Δύο\nγραμμές", "Δύο\nγραμμές"),
    Kind.NUMBER: ("1.234", 1234),
    Kind.MONEY: ("1.234,50", Decimal("1234.50")),
    Kind.DATE: ("2026-03-25", date(2026, 3, 25)),
    Kind.PERIOD: ({"first": "2026-03-01", "last": "2026-03-25"}, Period(date(2026, 3, 1), date(2026, 3, 25))),
    Kind.YES_NO: ("yes", True),
    Kind.CHOICE: ("green", "green"),
    Kind.CHOICES: (["red", "blue"], ("red", "blue")),
    Kind.CODE_LIST: ("2", "2"),
    Kind.EMAIL: ("maria@example.gr", "maria@example.gr"),
    Kind.PHONE: ("23213 50154", "+302321350154"),
    Kind.AFM: ("123456783", "123456783"),
    Kind.AMKA: ("01013099997", "01013099997"),
    Kind.ADT: ("ΑΒ 123456", "ΑΒ123456"),
    Kind.IBAN: ("GR16 0110 1250 0000 0001 2300 695", "GR1601101250000000012300695"),
    Kind.POSTCODE: ("621 22", "62122"),
    Kind.KAD: ("56.10.11.00", "56101100"),
    Kind.ATAK: ("01234567890", "01234567890"),
    Kind.KAEK: ("440123456789/0/1", "440123456789/0/1"),
    Kind.SUPPLY_NUMBER: ("1 23456789 01 2", "123456789012"),
    Kind.ADDRESS: (
        {"street": "Μεραρχίας", "number": "4", "postcode": "62122", "town": "Σέρρες"},
        Address("Μεραρχίας", "4", "62122", "Σέρρες"),
    ),
    Kind.PLACE: (
        {"words": "Πλατεία Ελευθερίας", "position": "41.0911, 23.5476"},
        Place("Πλατεία Ελευθερίας", Decimal("41.0911"), Decimal("23.5476")),
    ),
    Kind.FILES: (["id1"], ("id1",)),
    Kind.DECLARATION: ("yes", True),
}
_HOME = {"street": "Ερμού", "number": "1", "postcode": "62122", "town": "Σέρρες"}
_PEOPLE = [
    {"who": "Άννα", "born": "1990-01-02", "home": _HOME, "likes": ["red"], "note": ""},
    {"who": "Νίκος & Υιοί", "born": "", "home": dict.fromkeys(_HOME, ""), "likes": [], "note": ""},
    {"who": "<b>", "born": "2000-12-31", "home": _HOME, "likes": ["red", "green"], "note": ""},
]
_AT_ERMOU = Address("Ερμού", "1", "62122", "Σέρρες")
_ITEMS = (
    Item((("who", "Άννα"), ("born", date(1990, 1, 2)), ("home", _AT_ERMOU), ("likes", ("red",)))),
    Item((("who", "Νίκος & Υιοί"),)),
    Item((("who", "<b>"), ("born", date(2000, 12, 31)), ("home", _AT_ERMOU), ("likes", ("red", "green")))),
)
RAW: dict[str, Any] = {**{kind.value: raw for kind, (raw, _answer) in _ANSWERS.items()}, "group": _PEOPLE}
"""What is typed in each field that takes an answer, the field named for its kind."""
ANSWERS: dict[str, Answer] = {**{kind.value: answer for kind, (_raw, answer) in _ANSWERS.items()}, "group": _ITEMS}

_OPTIONS: dict[Kind, dict[str, Any]] = {
    Kind.NUMBER: {"unit": words("τεμάχια", "pieces")},
    Kind.CHOICE: {"choices": CHOICES},
    Kind.CHOICES: {"choices": CHOICES},
    Kind.CODE_LIST: {"table": VILLAGES},
    Kind.INFO: {"text": words("Διαβάστε το πριν συνεχίσετε.", "Read this before you go on.")},
    Kind.DECLARATION: {"text": words("Δηλώνω ότι τα στοιχεία είναι αληθή.", "I declare that all of it is true.")},
    Kind.COMPUTED: {"value": "number * 2", "decimals": 2, "unit": words("€", "€")},
    Kind.GROUP: {
        "max_items": 4,
        "fields": [
            {"name": "who", "kind": "text", "title": words("Όνομα", "Name"), "required": True},
            {"name": "born", "kind": "date", "title": words("Ημερομηνία γέννησης", "Date of birth")},
            {"name": "home", "kind": "address", "title": words("Διεύθυνση", "Address")},
            {"name": "likes", "kind": "choices", "title": words("Χρώματα", "Colours"), "choices": CHOICES},
            {"name": "note", "kind": "info", "title": words("Σημείωση", "Note"), "text": words("Λόγια", "Words")},
        ],
    },
}
_TITLES = {
    Kind.TEXT: words("Κείμενο", "Text"),
    Kind.LONG_TEXT: words("Περιγραφή", "Description"),
    Kind.NUMBER: words("Αριθμός αντιγράφων", "Number of copies"),
    Kind.MONEY: words("Εισόδημα", "Income"),
    Kind.DATE: words("Ημερομηνία", "Date"),
    Kind.PERIOD: words("Περίοδος", "Period"),
    Kind.YES_NO: words("Έχετε οφειλές;", "Do you owe anything?"),
    Kind.CHOICE: words("Ένα χρώμα", "One colour"),
    Kind.CHOICES: words("Χρώματα", "Colours"),
    Kind.CODE_LIST: words("Χωριό", "Village"),
    Kind.EMAIL: words("E-mail"),
    Kind.PHONE: words("Τηλέφωνο", "Phone"),
    Kind.AFM: words("ΑΦΜ"),
    Kind.AMKA: words("ΑΜΚΑ"),
    Kind.ADT: words("Αριθμός ταυτότητας", "Identity card"),
    Kind.IBAN: words("IBAN"),
    Kind.POSTCODE: words("Ταχυδρομικός κώδικας", "Postcode"),
    Kind.KAD: words("ΚΑΔ"),
    Kind.ATAK: words("ΑΤΑΚ"),
    Kind.KAEK: words("ΚΑΕΚ"),
    Kind.SUPPLY_NUMBER: words("Αριθμός παροχής", "Supply number"),
    Kind.ADDRESS: words("Διεύθυνση", "Address"),
    Kind.PLACE: words("Σημείο", "Place"),
    Kind.FILES: words("Έγγραφα", "Papers"),
    Kind.GROUP: words("Μέλη της οικογένειας", "Members of the family"),
    Kind.COMPUTED: words("Σύνολο", "Total"),
    Kind.INFO: words("Πριν αρχίσετε", "Before you begin"),
    Kind.DECLARATION: words("Υπεύθυνη δήλωση", "Solemn declaration"),
}


def field_of(kind: Kind, **changes: Any) -> dict[str, Any]:
    """Return the plain data of a field of `kind`, named for it."""
    return {"name": kind.value, "kind": kind.value, "title": _TITLES[kind], **_OPTIONS.get(kind, {}), **changes}


def every_field(**changes: Any) -> list[dict[str, Any]]:
    """Return a field of each kind."""
    return [field_of(kind, **changes) for kind in Kind]


def definition_data(*steps: tuple[str, str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return a request type; each step has a name, a condition and fields."""
    return {
        "name": "every-kind",
        "department": "lighting",
        "title": words("Κάθε είδος πεδίου", "Every kind of field"),
        "summary": words("Μια δοκιμαστική υπηρεσία.", "A service for tests."),
        "description": words("Όλα τα είδη πεδίων σε μία αίτηση.", "All kinds of field in one form."),
        "answer_days": 10,
        "steps": [
            {"name": name, "title": words(f"Βήμα {name}", f"Step {name}"), "show_if": show_if, "fields": fields}
            for name, show_if, fields in steps
        ],
    }


STEPS: tuple[tuple[str, str, tuple[tuple[Kind, dict[str, Any]], ...]], ...] = (
    (
        "person",
        "",
        (
            (Kind.INFO, {}),
            (Kind.TEXT, {"required": True, "help": words("Όπως στην ταυτότητα.", "As on the identity card.")}),
            (Kind.ADT, {}),
            (Kind.AFM, {"prefill": "card.afm", "locked": True}),
            (Kind.AMKA, {"required": True}),
            (Kind.EMAIL, {}),
            (Kind.PHONE, {"required": True}),
            (Kind.YES_NO, {"required": True}),
            (Kind.IBAN, {"show_if": "yes_no"}),
            (Kind.KAD, {"show_if": "yes_no", "required": True}),
            (Kind.GROUP, {"min_items": 1}),
        ),
    ),
    (
        "place",
        "",
        (
            (Kind.ADDRESS, {"required": True}),
            (Kind.PLACE, {"public": True}),
            (Kind.POSTCODE, {}),
            (Kind.CODE_LIST, {"required": True}),
            (Kind.ATAK, {}),
            (Kind.KAEK, {}),
            (Kind.SUPPLY_NUMBER, {}),
            (Kind.CHOICE, {"required": True, "style": "search"}),
            (Kind.LONG_TEXT, {"show_if": 'choice == "green"', "required": True}),
            (Kind.CHOICES, {"require_if": 'choice == "green"'}),
        ),
    ),
    (
        "cost",
        "yes_no",
        (
            (Kind.NUMBER, {"required": True, "minimum": 1}),
            (Kind.MONEY, {}),
            (Kind.COMPUTED, {}),
            (Kind.DATE, {}),
            (Kind.PERIOD, {"required": True}),
            (Kind.FILES, {"show_if": "computed > 10"}),
            (Kind.DECLARATION, {}),
        ),
    ),
)


def in_three_steps() -> dict[str, Any]:
    """Return a request type that asks every kind of field in three steps; the last depends on the first."""
    return definition_data(
        *(
            (name, show_if, [field_of(kind, **options) for kind, options in asked])
            for name, show_if, asked in STEPS
        )
    )
