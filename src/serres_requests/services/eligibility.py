"""A request is held against the activities of its applicant's business; the registry is asked outside."""

import logging
from dataclasses import dataclass, field

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.registry_answers import RegistryAnswer
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.content_types.site import Site
from serres_requests.domain.eligibility import Decision, DecisionRecord, Failure, decide
from serres_requests.domain.errors import NotABusinessError, RefusedError, UnavailableError
from serres_requests.domain.events import RequestDecided
from serres_requests.domain.kad import KadRule, KadTable
from serres_requests.domain.lifecycle import OPEN_STATES
from serres_requests.ports import BusinessRegistry, Ports
from serres_requests.services.outside import DONE, Ending, Finish, Finished, Outside
from serres_requests.services.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}
"""Answers to a yes/no question, as a choice or as a truth value."""


def decide_eligibility(uow: UnitOfWork, reference: str) -> Outside | None:
    """Decide about a request whose type has a rule; return the look-up to make first when one is needed.

    Nobody is looked up in vain (without a table to hold the answer against) nor twice within 30 days, and nobody
    but the applicant, as taxisnet certified them: the tax office tells them of each look-up.
    """
    request = uow.site.requests.by_reference(reference)
    rule = rule_of(uow.site, request)
    is_decided = request.decision is not None and request.decision.is_final
    if rule is None or is_decided or request.state not in OPEN_STATES:
        return None
    if _table_of(uow.site, rule) is None:
        log.error("Requests wait for the reference table %r, which has not been imported.", rule.table)
        finished = Finished(Ending.LATER, f"the reference table {rule.table} has not been imported")
        return lambda _ports: _recording(reference, rule, Failure.NO_TABLE, finished)
    answer = uow.site.registry_answers.find(request.applicant.afm, rule.on, uow.now())
    if answer is None and uow.ports.business_registry is not None:
        return Lookup(uow.ports.business_registry, reference, request.applicant.afm, rule)
    _record(uow, reference, rule, answer or Failure.NO_REGISTRY)
    return None


def rule_of(site: Site, request: Request) -> KadRule | None:
    """Return the rule of the version that `request` was made with, if it has one."""
    definition = site.request_types[request.type_name].version(request.type_version).definition
    rule: KadRule | None = definition.decision
    return rule


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question to the registry about the applicant of a request, on the day of the rule."""

    registry: BusinessRegistry
    reference: str
    afm: str = field(repr=False)
    rule: KadRule

    def __call__(self, ports: Ports) -> Finish:
        """Ask; every answer is recorded, also that there was none."""
        try:
            business = self.registry.find(self.afm, self.rule.on)
        except NotABusinessError:
            business = None
        except RefusedError as error:
            log.error("The business registry refuses our access, see its address and codes: %s", error)  # noqa: TRY400
            return self._failed(Failure.REFUSED, Finished(Ending.ASIDE, str(error)))
        except UnavailableError as error:
            log.info("%s can't be checked yet: %s", self.reference, error)
            return self._failed(Failure.UNAVAILABLE, Finished(Ending.LATER, str(error)))
        return self._keep(RegistryAnswer(ports.clock.now(), business))

    def _failed(self, failure: Failure, finished: Finished) -> Finish:
        return _recording(self.reference, self.rule, failure, finished)

    def _keep(self, answer: RegistryAnswer) -> Finish:
        def finish(uow: UnitOfWork) -> Finished:
            uow.site.registry_answers.keep(self.afm, self.rule.on, answer)
            _record(uow, self.reference, self.rule, answer)
            return DONE

        return finish


def _recording(reference: str, rule: KadRule, failure: Failure, finished: Finished) -> Finish:
    def finish(uow: UnitOfWork) -> Finished:
        _record(uow, reference, rule, failure)
        return finished

    return finish


def _record(uow: UnitOfWork, reference: str, rule: KadRule, found: RegistryAnswer | Failure) -> None:
    """Keep the decision with its evidence; what could not be checked is told to the citizen on the page alone."""
    request, now = uow.site.requests.by_reference(reference), uow.now()
    table = _table_of(uow.site, rule)
    before = request.decision
    decision = _decision(request, rule, table, found)
    request.decision = DecisionRecord(
        decision=decision,
        at=now,
        rule=rule,
        table_title=table.title if table else None,
        table_version=table.version if table else 0,
        business=found.business if isinstance(found, RegistryAnswer) else None,
        answered_at=found.at if isinstance(found, RegistryAnswer) else None,
    )
    if before is None or before.decision.outcome is not decision.outcome:
        request.record(HistoryEntry(now, f"decide_{decision.outcome}", uow.actor))
    if request.decision.is_final:
        citizen: Citizen = uow.site.citizens[request.applicant_id]
        uow.emit(RequestDecided(reference, now, decision.sentence.in_language(citizen.language)))


def _decision(
    request: Request, rule: KadRule, table: KadTable | None, found: RegistryAnswer | Failure
) -> Decision:
    kept = _YES_OR_NO.get(str(request.answer(rule.delivery_field)).lower()) if rule.delivery_field else False
    business = found if isinstance(found, Failure) else found.business or Failure.NOT_A_BUSINESS
    return decide(rule, table, business, kept_delivery=kept)


def _table_of(site: Site, rule: KadRule) -> KadTable | None:
    table = site.reference_tables.get(rule.table)
    return table.as_kad_table() if table is not None else None
