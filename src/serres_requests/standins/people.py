"""Invented persons who can log in at the stand-in, each with one habit of the real service's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

PASSWORD = "demo"  # noqa: S105  shown on the log-in page

_MISSING = "null"  # the service writes missing values as this word
_BLANKS = "   "


@dataclass(frozen=True, slots=True)
class Person:
    """A demonstration log-in. note: what is special about it, in Greek. attributes: what userinfo tells."""

    userid: str
    note: str
    attributes: Mapping[str, str]

    @property
    def name(self) -> str:
        """First and last name, or a company's name."""
        told = {name.lower(): value.strip() for name, value in self.attributes.items()}
        return " ".join(told[part] for part in ("firstname", "lastname") if told[part] != _MISSING)


def userinfo_xml(person: Person) -> bytes:
    """Return what the service tells about `person`: attributes of the root's first child."""
    root = Element("root")
    SubElement(root, "userinfo", dict(person.attributes))
    body: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return body


def _attributes(
    userid: str,
    taxid: str,
    lastname: str,
    firstname: str = _MISSING,
    fathername: str = _MISSING,
    mothername: str = _MISSING,
    birthyear: str = "",
) -> dict[str, str]:
    return {
        "userid": userid,
        "taxid": taxid,
        "lastname": lastname,
        "firstname": firstname,
        "fathername": fathername,
        "mothername": mothername,
        "birthyear": birthyear,
    }


def _padded(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: value + _BLANKS for name, value in attributes.items()}


def _camel_cased(attributes: Mapping[str, str]) -> dict[str, str]:
    return {_camel(name): value for name, value in attributes.items()}


def _camel(name: str) -> str:
    for word in ("name", "id", "year"):
        if name.endswith(word):
            return name.removesuffix(word) + word.capitalize()
    return name


_EVERYONE = (
    Person(
        "maria",
        "επαγγελματίας, με κύριο ΚΑΔ στον δειγματικό πίνακα· τιμές με κενά στο τέλος",
        _padded(_attributes("maria", "123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", "1980")),
    ),
    Person(
        "giorgos",
        "επαγγελματίας, με μόνο δευτερεύοντα ΚΑΔ στον δειγματικό πίνακα",
        _attributes("giorgos", "900000005", "ΔΟΚΙΜΑΣΤΙΚΟΣ", "ΓΕΩΡΓΙΟΣ", "ΝΙΚΟΛΑΟΣ", "ΣΟΦΙΑ", "1975"),
    ),
    Person(
        "anna",
        "πολίτης χωρίς επιχείρηση· χωρίς μητρώνυμο («null»)",
        _attributes("anna", "990000014", "ΥΠΟΔΕΙΓΜΑΤΙΚΗ", "ΑΝΝΑ", "ΠΕΤΡΟΣ", birthyear="1991"),
    ),
    Person(
        "eleni",
        "επαγγελματίας που έκλεισε το 2019· ονόματα στοιχείων όπως firstName",
        _camel_cased(
            _attributes("eleni", "990000026", "ΠΑΡΑΔΕΙΓΜΑΤΙΔΟΥ", "ΕΛΕΝΗ", "ΚΩΝΣΤΑΝΤΙΝΟΣ", "ΑΙΚΑΤΕΡΙΝΗ", "1968")
        ),
    ),
    Person(
        "etaireia",
        "νομικό πρόσωπο, χωρίς ΚΑΔ στον δειγματικό πίνακα· μόνο επωνυμία",
        _attributes("etaireia", "800000002", "ΔΟΚΙΜΑΣΤΙΚΗ ΕΤΑΙΡΕΙΑ ΑΕ"),
    ),
    Person(
        "lathos",
        "λανθασμένος ΑΦΜ· η σύνδεση στον Δήμο πρέπει να αποτύχει",
        _attributes("lathos", "123456781", "ΛΑΘΕΜΕΝΟΣ", "ΑΓΝΩΣΤΟΣ", "ΙΩΑΝΝΗΣ", "ΜΑΡΙΑ", "1970"),
    ),
)

PEOPLE: Mapping[str, Person] = {person.userid: person for person in _EVERYONE}


def authenticate(userid: str, password: str) -> Person | None:
    """Return the person whose credentials these are."""
    return PEOPLE.get(userid) if password == PASSWORD else None
