"""The error codes of the business registry with the words that the stand-in gives for each."""

from collections.abc import Mapping
from types import MappingProxyType

PREFIX = "RG_WS_PUBLIC_"

ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "AFM_CALLED_BY_BLOCKED": "Ο Α.Φ.Μ. για λογαριασμό του οποίου γίνεται η κλήση είναι αποκλεισμένος.",
        "AFM_CALLED_BY_NOT_FOUND": "Ο Α.Φ.Μ. για λογαριασμό του οποίου γίνεται η κλήση δεν βρέθηκε.",
        "EPIT_NF": "Ο Α.Φ.Μ. δεν είχε ποτέ επιχειρηματική δραστηριότητα.",
        "FAILURES_TOLERATED_EXCEEDED": "Έγιναν πολλές αποτυχημένες κλήσεις. Δοκιμάστε μετά από λίγες ώρες.",
        "MAX_DAILY_USERNAME_CALLS_EXCEEDED": "Συμπληρώθηκε το ημερήσιο όριο κλήσεων του χρήστη.",
        "MONTHLY_LIMIT_EXCEEDED": "Συμπληρώθηκε το μηνιαίο όριο κλήσεων.",
        "MSG_TO_TAXISNET_ERROR": "Δεν στάλθηκε η ενημέρωση στη θυρίδα του φορολογουμένου.",
        "NO_INPUT_PARAMETERS": "Δεν δόθηκαν στοιχεία εισόδου.",
        "SERVICE_NOT_ACTIVE": "Η υπηρεσία δεν είναι ενεργή.",
        "TAXPAYER_NF": "Ο Α.Φ.Μ. δεν βρέθηκε στο μητρώο.",
        "TOKEN_AFM_BLOCKED": "Ο Α.Φ.Μ. του χρήστη είναι αποκλεισμένος.",
        "TOKEN_AFM_NOT_AUTHORIZED": "Ο Α.Φ.Μ. του χρήστη δεν είναι εξουσιοδοτημένος.",
        "TOKEN_AFM_NOT_FOUND": "Ο Α.Φ.Μ. του χρήστη δεν βρέθηκε.",
        "TOKEN_AFM_NOT_REGISTERED": "Ο Α.Φ.Μ. του χρήστη δεν έχει εγγραφεί στην υπηρεσία.",
        "TOKEN_USERNAME_NOT_ACTIVE": "Ο χρήστης δεν είναι ενεργός.",
        "TOKEN_USERNAME_NOT_AUTHENTICATED": "Ο συνδυασμός χρήστη/κωδικού πρόσβασης που δόθηκε δεν είναι έγκυρος.",
        "TOKEN_USERNAME_NOT_DEFINED": "Δεν ορίσθηκε ο χρήστης που καλεί την υπηρεσία.",
        "TOKEN_USERNAME_TOO_LONG": "Το όνομα του χρήστη είναι μεγαλύτερο από το επιτρεπτό.",
        "WRONG_AFM": "O Α.Φ.Μ. για τον οποίο ζητούνται πληροφορίες δεν είναι έγκυρος.",
    }
)
