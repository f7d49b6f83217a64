"""What is wrong with a definition, in the reader's words: the rules speak English for the log."""

import re
from typing import Any

from pyramid.request import Request

from serres_requests.domain.definitions import MOST_ANSWER_DAYS
from serres_requests.i18n import _

WRONG_ANSWER_DAYS = _("Give a number of days from 1 to ${most}.", mapping={"most": MOST_ANSWER_DAYS})

_READINGS: tuple[tuple[str, Any], ...] = (
    ("is missing", _("It is missing.")),
    ("needs a text in 'el' and 'en'", _("It is missing.")),
    ("must be the short name of a table .*", _("Choose a table of the reference data.")),
    ("must be the name of a field", _("Choose a field.")),
    ("must be a number of days .*", WRONG_ANSWER_DAYS),
    ("must be a whole number", _("It must be a whole number.")),
    (r"must be at least (?P<least>\d+)", _("It must be at least ${least}.")),
    (r"must be at most (?P<most>\d+)", _("It must be at most ${most}.")),
    ("must be a number", _("It must be a number.")),
    ("must be a date (such as|in quotes).*", _("It must be a date.")),
    ("must be true or false", _("It must be yes or no.")),
    ("must be text", _("It must be text.")),
    (r"must be one of (?P<known>.*)", _("It must be one of these: ${known}.")),
    ("is before it opens", _("The last day is before the first.")),
    (
        "must be a short ASCII identifier",
        _("Use small Latin letters, digits and underscores; begin with a letter."),
    ),
    ("must be ASCII letters, digits and hyphens", _("Use Latin letters, digits and hyphens.")),
    ("there is another step of this name|two steps have one name", _("Another step has this short name.")),
    (r"there is another \w+ of this name|two \w+ have one name", _("Another field has this short name.")),
    (r"there is no such (field|step)", _("It is no longer there.")),
    ("a choice needs at least two values", _("Give at least two answers to choose from.")),
    ("values must differ", _("Two answers have the same value.")),
    ("a choice has a value and a title", _("An answer needs words in both languages.")),
    ("a group asks something", _("The group has no field yet.")),
    ("a request type asks something", _("There is no field yet: the form asks nothing.")),
    ("a form has at least one step", _("A form has at least one step.")),
    (r"a group can't hold a .* field", _("A field of this kind can't stand in a repeating group.")),
    (
        "fields of a group have no conditions and no prefill",
        _("Fields of a repeating group have no conditions and are not filled in beforehand."),
    ),
    (r"only what the tax office .*", _("Only what the tax office certifies can be locked.")),
    (r".* does not fit an? .* field", _("A field of this kind can't be filled in with that.")),
    (r"is no option of an? .* field", _("A field of this kind has no such option.")),
    (r"there is no field «(?P<name>.*)»", _("There is no field «${name}».")),
    (r"«(?P<part>.*)» is not part of the language", _("«${part}» is not allowed in a condition.")),
    (r"has more than (?P<most>\d+) characters", _("It has more than ${most} characters.")),
    (
        r"""can't be read: .*illegal character '(?P<part>.)'.*""",
        _("«${part}» can't stand there. For «is equal to» write == twice; words stand in quotation marks."),
    ),
    (
        r"can't be read: \('syntax error', None\)",
        _("The condition ends too early: look at what is missing at its end, such as a bracket."),
    ),
    (
        r"can't be read: \('syntax error', LexToken\(\w+,(?P<part>.*),\d+,\d+\)\)",
        _("The condition can't be read at ${part}: look at what stands before it."),
    ),
    (
        "can't be read: data type mismatch",
        _("Different things are compared, such as a number with a word. Numbers stand without quotation marks."),
    ),
    (
        r"can't be read: (?P<reason>.*)",
        _("The condition can't be read. Look for a missing quotation mark, bracket or word: ${reason}"),
    ),
    (r"its conditions depend on itself: (?P<chain>.*)", _("Its conditions go round in a circle: ${chain}.")),
    (r"is used in (?P<places>.*)", _("Conditions still use it: ${places}. Change these first.")),
    (r"must stay «(?P<name>.*)»: it is the address", _("It must stay «${name}»: it is the address.")),
    (r"there is a request type «(?P<name>.*)» already", _("There is a type of this name already.")),
    ("must be small Latin letters, digits and hyphens", _("Use small Latin letters, digits and hyphens.")),
    (r"there is no department «(?P<name>.*)»", _("There is no department «${name}».")),
    (
        r"the code list «(?P<name>.*)» is empty or not there",
        _("The code list «${name}» is empty or not there. See the reference data."),
    ),
    ("was never published: remove the type instead", _("It was never published.")),
    ("was published: close the type instead", _("It was published: close it instead.")),
    ("nothing was changed since the last version", _("Nothing was changed since the last version.")),
    ("a type is opened once it is published", _("A type can take requests only once it is published.")),
    ("holds something that can't be stored|is too large", _("It is too large, or holds what can't be kept.")),
    (r"can't be read as YAML: (?P<reason>.*)", _("The file can't be read as YAML: ${reason}")),
    ("must hold a mapping|must be a mapping|must be a list", _("This is not how a definition is built.")),
    ("is nested too deeply|is no key of a definition|holds a .*", _("This is not how a definition is built.")),
    ("a request type has steps or fields, not both", _("A definition has steps or fields, not both.")),
    (r"is not a property of a (request type|decision)|is not known here|is no term", _("This is not known here.")),
)


def problem_words(request: Request, problem: str) -> str:
    """Return `problem` in the reader's language; what is not foreseen stays as it is."""
    for pattern, message in _READINGS:
        if match := re.fullmatch(pattern, problem, re.DOTALL):
            given = {name: value for name, value in match.groupdict().items() if value is not None}
            return str(request.localizer.translate(_(message, mapping=given)))
    return problem
