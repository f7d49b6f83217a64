"""What changed in a form, in sentences for the citizen who began to fill it in."""

import pytest
from tests.support.definitions import CHOICES, definition_data, words

from serres_requests.domain.comparison import compare, for_applicant
from serres_requests.domain.definitions import parse_definition
from serres_requests.views.citizen.change_words import change_words


def field(**changes):
    return {"name": "it", "kind": "text", "title": words("It"), **changes}


OTHER = {"name": "other", "kind": "text", "title": words("Other")}
CHOICE = field(kind="choice", choices=CHOICES)


def told(old, new, **terms):
    before, after = definition_data([old, OTHER]), definition_data([*new, OTHER], **terms)
    changes = for_applicant(compare(before, after))
    return [str(sentence.interpolate()) for sentence in change_words(changes, parse_definition(after), "en")]


@pytest.mark.parametrize(
    ("old", "new", "terms", "sentences"),
    [
        (field(), [field()], {}, []),
        (field(), [], {}, ["«It (English)» is no longer asked."]),
        (OTHER | {"name": "x"}, [field(), OTHER | {"name": "x"}], {}, ["New question: «It (English)»."]),
        (field(), [field(required=True)], {}, ["«It (English)» must now be answered."]),
        (field(required=True), [field()], {}, ["«It (English)» need not be answered any more."]),
        (field(), [field(public=True)], {}, ["Everybody will be able to read your answer to «It (English)»."]),
        (
            field(public=True),
            [field()],
            {},
            ["Your answer to «It (English)» will not be shown to everybody any more."],
        ),
        (field(), [field(title=words("New"))], {}, ["«It (English)» is now called «New (English)»."]),
        (
            field(),
            [field(max_length=3, help=words("x"))],
            {},
            ["The question «It (English)» has changed: please look at your answer."],
        ),
        (
            CHOICE,
            [{**CHOICE, "choices": [*CHOICES[1:], {"value": "pink", "title": words("pink")}]}],
            {},
            [
                "«red (English)» can no longer be chosen for «It (English)».",
                "There is a new answer to «It (English)»: «pink (English)».",
            ],
        ),
        (
            CHOICE,
            [{**CHOICE, "choices": [{"value": "red", "title": words("scarlet")}, *CHOICES[1:]]}],
            {},
            ["An answer to «It (English)» has new words: «scarlet (English)»."],
        ),
        (
            field(),
            [field()],
            {"fee": 3, "answer_days": 99, "minutes": 9, "needed": [words("x")]},
            [
                "The terms of this service have changed: please read its page again.",
                "The fee of this service has changed.",
            ],
        ),
    ],
)
def test_sentences(old, new, terms, sentences):
    assert told(old, new, **terms) == sentences
