"""What the business registry told fills forms in; what it did not tell is the citizen's to write."""

from datetime import date
from typing import Any

import pytest
from tests.support.draft_filling import publish
from tests.support.every_kind import field_of
from tests.support.site import CITIZEN

from serres_requests.content_types.registry_answers import RegistryAnswer
from serres_requests.domain.business import Activity, ActivityKind, Business
from serres_requests.domain.business import Address as BusinessAddress
from serres_requests.domain.errors import UnavailableError
from serres_requests.domain.kad import parse_kad
from serres_requests.domain.kinds import Kind
from serres_requests.domain.people import Identity
from serres_requests.services.prefill import look_up, prefilled


def test_a_locked_field_is_open_until_something_is_certified_for_it(site):
    asked = [
        field_of(Kind.TEXT, name="trade", prefill="registry.trade_name", locked=True, required=True),
        field_of(Kind.ADDRESS, name="seat", prefill="registry.address"),
    ]
    by_hand = publish(site, ("one", "", asked))
    seat = {"seat.street": "Ερμού", "seat.number": "1", "seat.postcode": "62122", "seat.town": "Σέρρες"}
    by_hand.send("one", trade="Γράφω εγώ", **seat)
    filed = by_hand.submit()
    assert (filed.answers["trade"], filed.certified) == ("Γράφω εγώ", ())

    site.change(know_the_business)
    told = publish(site, ("one", "", asked))
    told.send("one", trade="Πλαστό", **seat)
    filed = told.submit()
    assert (filed.answers["trade"], filed.certified) == ("ΤΟ ΥΠΟΔΕΙΓΜΑ", ("trade",))


def test_what_the_registry_knows_fills_each_field_as_it_is_typed(site):
    kinds = {"started_on": Kind.DATE, "main_activity": Kind.KAD, "address": Kind.ADDRESS}
    known = ("name", "trade_name", "legal_status", "main_activity", "address", "started_on")
    fields = [field_of(kinds.get(name, Kind.TEXT), name=name, prefill=f"registry.{name}") for name in known]
    asked = publish(site, ("one", "", fields))
    site.change(know_the_business)

    def at(uow: Any) -> Any:
        asked_fields = uow.site.request_types[asked.type_name].definition.fields
        return prefilled(uow, asked.citizen(uow), asked.type_name, asked_fields)

    assert site.look(at) == {
        "name": CITIZEN.full_name,
        "trade_name": "ΤΟ ΥΠΟΔΕΙΓΜΑ",
        "main_activity": "56.30.10.00",
        "address": {"street": "ΜΕΡΑΡΧΙΑΣ", "number": "12", "postcode": "62122", "town": "ΣΕΡΡΕΣ"},
        "started_on": "2011-05-09",
    }


def test_without_a_registry_nobody_can_be_looked_up(site):
    def act(uow: Any) -> None:
        assert uow.ports.business_registry is None
        with pytest.raises(UnavailableError):
            look_up(uow, uow.site.citizens.add(Identity("094259216", "ΑΛΛΟΣ", "ΝΙΚΟΣ")))

    site.change(act)


def know_the_business(uow: Any) -> None:
    business = Business(
        afm=CITIZEN.afm,
        name=CITIZEN.full_name,
        trade_name="ΤΟ ΥΠΟΔΕΙΓΜΑ",
        legal_status="",
        is_person=True,
        is_active=True,
        started_on=date(2011, 5, 9),
        stopped_on=None,
        address=BusinessAddress("ΜΕΡΑΡΧΙΑΣ", "12", "62122", "ΣΕΡΡΕΣ"),
        activities=(
            Activity(parse_kad("47110000"), "Εμπόριο", ActivityKind.SECONDARY),
            Activity(parse_kad("56301000"), "Ποτά", ActivityKind.MAIN),
        ),
        as_on=uow.now().date(),
    )
    uow.site.registry_answers.keep(CITIZEN.afm, business.as_on, RegistryAnswer(uow.now(), business))
