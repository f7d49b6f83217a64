"""The grounds on which a decision about activities can rest, and what people read for each of them."""

from enum import StrEnum

from serres_requests.domain.business import ActivityKind
from serres_requests.domain.texts import Text


class Ground(StrEnum):
    """The rule that decided, or what kept it from deciding."""

    NOT_A_BUSINESS = "not_a_business"
    DEACTIVATED = "deactivated"
    STOPPED_BEFORE = "stopped_before"
    STARTED_AFTER = "started_after"
    NO_ACTIVITY = "no_activity"
    NOT_LISTED = "not_listed"
    MAIN_LISTED = "main_listed"
    ONLY_OTHER_LISTED = "only_other_listed"
    DELIVERY_KEPT = "delivery_kept"
    DELIVERY_UNKNOWN = "delivery_unknown"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    NO_REGISTRY = "no_registry"
    NO_TABLE = "no_table"


KIND_WORDS = {
    ActivityKind.MAIN: Text("κύρια", "main"),
    ActivityKind.SECONDARY: Text("δευτερεύουσα", "secondary"),
    ActivityKind.OTHER: Text("λοιπή", "other"),
    ActivityKind.AUXILIARY: Text("βοηθητική", "auxiliary"),
}

_MATCH = Text(
    "Στις {on} η {kind} δραστηριότητα {kad} «{activity}» περιλαμβάνεται στον πίνακα «{table}» "
    "(έκδοση {version}, κωδικός {listed}).",
    "On {on} the {kind} activity {kad} «{activity}» is in the table «{table}» (version {version}, code {listed}).",
)
_BY_HAND = Text("Ο έλεγχος θα γίνει από υπάλληλο.", "An officer will make the check.")


def _with_match(el: str, en: str) -> Text:
    return Text(f"{_MATCH.el} {el}", f"{_MATCH.en} {en}")


SENTENCES = {
    Ground.NOT_A_BUSINESS: Text(
        "Στο μητρώο επιχειρήσεων της ΑΑΔΕ δεν υπάρχει επιχειρηματική δραστηριότητα για τον ΑΦΜ του αιτούντος.",
        "The tax office's business registry knows no business activity of the applicant's tax number.",
    ),
    Ground.DEACTIVATED: Text(
        "Σύμφωνα με το μητρώο της ΑΑΔΕ ο ΑΦΜ του αιτούντος ήταν απενεργοποιημένος στις {on}.",
        "According to the tax office's registry the applicant's tax number was deactivated on {on}.",
    ),
    Ground.STOPPED_BEFORE: Text(
        "Σύμφωνα με το μητρώο της ΑΑΔΕ η επιχείρηση είχε διακόψει τις εργασίες της στις {stopped}, πριν από "
        "τις {on}.",
        "According to the tax office's registry the business had closed on {stopped}, before {on}.",
    ),
    Ground.STARTED_AFTER: Text(
        "Σύμφωνα με το μητρώο της ΑΑΔΕ η επιχείρηση άρχισε τις εργασίες της στις {started}, μετά τις {on}.",
        "According to the tax office's registry the business began on {started}, after {on}.",
    ),
    Ground.NO_ACTIVITY: Text(
        "Στο μητρώο της ΑΑΔΕ δεν υπάρχει ενεργή δραστηριότητα (ΚΑΔ) του αιτούντος στις {on}.",
        "The tax office's registry has no active activity (ΚΑΔ) of the applicant on {on}.",
    ),
    Ground.NOT_LISTED: Text(
        "Καμία από τις δραστηριότητες της επιχείρησης στις {on} δεν περιλαμβάνεται στον πίνακα «{table}» "
        "(έκδοση {version}).",
        "None of the activities of the business on {on} is in the table «{table}» (version {version}).",
    ),
    Ground.MAIN_LISTED: _with_match(
        "Ο όρος της δραστηριότητας πληρούται.",
        "The condition on the activity is met.",
    ),
    Ground.ONLY_OTHER_LISTED: _with_match(
        "Δεν είναι η κύρια δραστηριότητα: υπάλληλος θα ελέγξει στο έντυπο Ε3 αν τα ακαθάριστα έσοδά της "
        "ξεπερνούν εκείνα της κύριας.",
        "It is not the main activity: an officer will check in form E3 whether its gross revenue exceeds that of "
        "the main one.",
    ),
    Ground.DELIVERY_KEPT: _with_match(
        "Δηλώθηκε όμως ότι η επιχείρηση λειτούργησε με παράδοση ή πώληση σε πακέτο (delivery, take-away), κάτι "
        "που αποκλείει την απαλλαγή· υπάλληλος θα το επιβεβαιώσει.",
        "It was declared, however, that the business stayed open for delivery or take-away, which rules the "
        "exemption out; an officer will confirm it.",
    ),
    Ground.DELIVERY_UNKNOWN: _with_match(
        "Δεν δηλώθηκε αν η επιχείρηση λειτούργησε με παράδοση ή πώληση σε πακέτο (delivery, take-away)· υπάλληλος "
        "θα το εξετάσει.",
        "It was not declared whether the business stayed open for delivery or take-away; an officer will look "
        "into it.",
    ),
    Ground.UNAVAILABLE: Text(
        "Το μητρώο επιχειρήσεων της ΑΑΔΕ δεν απάντησε ακόμη. Ο έλεγχος επαναλαμβάνεται αυτόματα· δεν χρειάζεται "
        "καμία ενέργεια του αιτούντος.",
        "The tax office's business registry has not answered yet. The check is repeated automatically; the "
        "applicant need not do anything.",
    ),
    Ground.REFUSED: Text(
        "Η σύνδεση του δήμου με το μητρώο επιχειρήσεων της ΑΑΔΕ δεν λειτουργεί αυτή τη στιγμή και ο διαχειριστής "
        "ειδοποιήθηκε. Δεν χρειάζεται καμία ενέργεια του αιτούντος.",
        "The municipality's connection to the tax office's business registry does not work at the moment and the "
        "administrator has been alerted. The applicant need not do anything.",
    ),
    Ground.NO_REGISTRY: Text(
        f"Ο δήμος δεν είναι συνδεδεμένος με το μητρώο επιχειρήσεων της ΑΑΔΕ. {_BY_HAND.el}",
        f"The municipality is not connected to the tax office's business registry. {_BY_HAND.en}",
    ),
    Ground.NO_TABLE: Text(
        "Ο πίνακας των δραστηριοτήτων που αφορά το μέτρο δεν έχει καταχωριστεί ακόμη. Ο έλεγχος θα γίνει μόλις "
        "καταχωριστεί.",
        "The table of the activities concerned has not been entered yet. The check will be made once it is.",
    ),
}
"""With {on}, {stopped} and {started} as days, {table} and {version} of the table, and of the activity that matched
{kind}, {kad}, {activity} and the code {listed} that covers it."""
