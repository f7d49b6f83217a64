"""Each request type that comes with the product takes what people type, and names what they get wrong."""

from decimal import Decimal

import pytest
from tests.support import typical

from serres_requests.domain.answers import Address, Item, Period, Place
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.visibility import plan_of
from serres_requests.forms.context import FormContext
from serres_requests.forms.evaluation import evaluate
from serres_requests.root import BUILT_IN_TYPES, load_definition

DEFINITIONS = {name: parse_definition(load_definition(name)) for name in BUILT_IN_TYPES}
PLANS = {name: plan_of(definition) for name, definition in DEFINITIONS.items()}


def evaluated(name, typed, locale="el"):
    return evaluate(DEFINITIONS[name], PLANS[name], typed, FormContext(locale))


def test_every_type_has_typical_answers():
    assert {name for name, _typed in typical.TYPICAL} == set(BUILT_IN_TYPES)


@pytest.mark.parametrize("locale", ["el", "en"])
@pytest.mark.parametrize(("name", "typed"), typical.TYPICAL)
def test_typical_answers_are_right(name, typed, locale):
    found = evaluated(name, typed, locale)
    assert found.wrong == frozenset()
    assert set(typed) - set(found.answers) <= {"full_name"}  # nothing typed is lost; some types ask names apart


@pytest.mark.parametrize(("name", "typed"), typical.TYPICAL)
def test_nothing_filled_in_is_every_needed_field_wrong(name, typed):
    found = evaluated(name, {})
    assert found.wrong == found.shown.required
    assert found.wrong


@pytest.mark.parametrize(
    ("name", "typed", "mistake", "wrong"),
    [
        ("street-lighting", typical.EVERYDAY["street-lighting"], {"since": "31/2/2026"}, "since"),
        ("cleaning", typical.EVERYDAY["cleaning"], {"place": "  "}, "place"),
        ("greenery", typical.EVERYDAY["greenery"], {"matter": "sunshine"}, "matter"),
        ("pothole", typical.EVERYDAY["pothole"], {"place": {"position": "41.09, 23.54"}}, "place"),
        ("pothole", typical.EVERYDAY["pothole"], {"danger": ""}, "danger"),
        ("water-leak", typical.EVERYDAY["water-leak"], {"building": ""}, "building"),
        ("stray-animals", typical.EVERYDAY["stray-animals"], {"count": "πολλά"}, "count"),
        ("certificates", typical.CERTIFICATE, {"copies": "50"}, "copies"),
        ("certificates", typical.CERTIFICATE, {"kind": "γέννησης"}, "kind"),
        ("certificates", typical.ACT_FOR_ABROAD_OF_A_THIRD_PERSON, {"registry_office": ""}, "registry_office"),
        ("certificates", typical.ACT_FOR_ABROAD_OF_A_THIRD_PERSON, {"authorisation": []}, "authorisation"),
        ("certificates", typical.ACT_FOR_ABROAD_OF_A_THIRD_PERSON, {"knows_number": "no"}, "event_date"),
        ("certificates", typical.NEXT_OF_KIN_OF_AN_UNCLE, {"interest_proof": []}, "interest_proof"),
        ("documents-order", typical.PLAN, {"copies": "0"}, "copies"),
        ("documents-order", typical.PLAN, {"delivery": "post"}, "postal_address"),
        ("tap-clearance", typical.POWERED_FLAT, {"atak": "0123456789"}, "atak"),
        ("tap-clearance", typical.POWERED_FLAT, {"supply_number": "12345678"}, "supply_number"),
        ("tap-clearance", typical.POWERED_FLAT, {"share": "120"}, "share"),
        ("tap-clearance", typical.POWERED_FLAT, {"co_owners": []}, "co_owners"),
        (
            "tap-clearance",
            typical.POWERED_FLAT,
            {"co_owners": [{"name": "Νίκος", "afm": "123456781", "share": "50"}]},
            "co_owners",
        ),
        ("tap-clearance", typical.LAND_WITHOUT_POWER, {"cut_certificate": []}, "cut_certificate"),
        ("tap-clearance", typical.LAND_WITHOUT_POWER, {"unpowered_declaration": ""}, "unpowered_declaration"),
        ("fee-exemption", typical.CAFE, {"iban": "GR16 0110 1250 0000 0001 2300 696"}, "iban"),
        ("fee-exemption", typical.CAFE, {"closure": {"first": "24/5/2020", "last": "14/3/2020"}}, "closure"),
        ("fee-exemption", typical.CAFE, {"kept_delivery": ""}, "kept_delivery"),
        ("fee-exemption", typical.CAFE, {"declaration": ""}, "declaration"),
        ("debt-arrangement", typical.FEW_INSTALMENTS, {"instalments": "101"}, "instalments"),
        ("debt-arrangement", typical.FEW_INSTALMENTS, {"amount": "χίλια"}, "amount"),
        ("debt-arrangement", typical.MANY_INSTALMENTS, {"tax_assessment": []}, "tax_assessment"),
        ("asep-soh", typical.CANDIDATE, {"amka": "01013099999"}, "amka"),
        ("asep-soh", typical.CANDIDATE, {"positions": [{}]}, "positions"),
        ("asep-soh", typical.CANDIDATE, {"grade_twenty": "21"}, "grade_twenty"),
        ("asep-soh", typical.CANDIDATE, {"unemployment_paper": []}, "unemployment_paper"),
    ],
)
def test_a_typical_mistake_is_found_and_nothing_else(name, typed, mistake, wrong):
    assert evaluated(name, {**typed, **mistake}).wrong == {wrong}


@pytest.mark.parametrize("typed", ["Πιστοποιητικό γέννησης", "πιστοποιητικο γεννησησ", "Birth certificate"])
@pytest.mark.parametrize("locale", ["el", "en"])
def test_a_certificate_is_found_by_its_name_in_either_language(typed, locale):
    found = evaluated("certificates", {**typical.CERTIFICATE, "kind": typed}, locale)
    assert found.answers["kind"] == "birth"


@pytest.mark.parametrize(
    ("changes", "asked", "not_asked"),
    [
        ({"kind": "birth", "use": "abroad"}, {"country", "wants_multilingual"}, {"registry_office", "ex_officio"}),
        ({"kind": "act-birth", "use": "abroad"}, {"registry_office", "act_form"}, {"wants_multilingual"}),
        ({"kind": "male-register", "use": "abroad"}, {"country"}, {"wants_multilingual", "name_variants"}),
        ({"kind": "act-death"}, {"registry_office"}, {"is_registered_here", "family_number"}),
        ({"for_whom": "child"}, {"person_last_name"}, {"relation", "ground", "birth_date"}),
        ({"for_whom": "deceased", "relation": "child"}, {"death_date"}, {"interest", "ground"}),
        ({"for_whom": "deceased", "relation": "sibling"}, {"interest", "interest_proof"}, {"ground"}),
        ({"for_whom": "other", "relation": "child", "ground": "order"}, {"order"}, {"interest", "authorisation"}),
    ],
)
def test_certificates_ask_what_the_case_needs(changes, asked, not_asked):
    shown = evaluated("certificates", {**typical.CERTIFICATE, **changes}).shown.fields
    assert asked <= shown
    assert not shown & not_asked


def test_an_answer_that_no_longer_counts_takes_its_conditions_along():
    changed = {**typical.MANY_INSTALMENTS, "instalments": "24"}
    assert "hardship_proof" not in evaluated("debt-arrangement", changed).answers
    assert evaluated("debt-arrangement", changed).shown.steps.isdisjoint({"income"})


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("documents-order", typical.PLAN, "fee", Decimal("15.00")),
        ("documents-order", typical.DECISION, "fee", Decimal("1.00")),
        ("debt-arrangement", typical.FEW_INSTALMENTS, "monthly", Decimal("83.33")),
    ],
)
def test_amounts_are_computed(name, typed, field, value):
    assert evaluated(name, typed).answers[field] == value


def test_answers_of_several_parts_become_values():
    cafe = evaluated("fee-exemption", typical.CAFE).answers
    assert isinstance(cafe["closure"], Period)
    assert isinstance(cafe["premises_address"], Address)
    (other,) = cafe["more_premises"]
    assert isinstance(other, Item)
    assert dict(other.answers)["area_m2"] == Decimal("45.5")
    assert isinstance(evaluated("pothole", typical.EVERYDAY["pothole"]).answers["place"], Place)
