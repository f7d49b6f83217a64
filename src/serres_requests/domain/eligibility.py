"""Whether its activities make a business eligible: the decision, the rule behind it, and the sentence for it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from serres_requests.domain.business import Activity, ActivityKind, Business
from serres_requests.domain.kad import KadRule, KadTable, dotted
from serres_requests.domain.reference import CodeEntry
from serres_requests.domain.texts import Text
from serres_requests.domain.verdicts import KIND_WORDS, SENTENCES, Ground


class Outcome(StrEnum):
    """What comes of the check. UNCHECKED: it could not be made yet."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    OFFICER = "officer"
    UNCHECKED = "unchecked"


OUTCOMES = {
    Ground.NOT_A_BUSINESS: Outcome.NOT_ELIGIBLE,
    Ground.DEACTIVATED: Outcome.NOT_ELIGIBLE,
    Ground.STOPPED_BEFORE: Outcome.NOT_ELIGIBLE,
    Ground.STARTED_AFTER: Outcome.NOT_ELIGIBLE,
    Ground.NO_ACTIVITY: Outcome.NOT_ELIGIBLE,
    Ground.NOT_LISTED: Outcome.NOT_ELIGIBLE,
    Ground.MAIN_LISTED: Outcome.ELIGIBLE,
    Ground.ONLY_OTHER_LISTED: Outcome.OFFICER,
    Ground.DELIVERY_KEPT: Outcome.OFFICER,
    Ground.DELIVERY_UNKNOWN: Outcome.OFFICER,
    Ground.UNAVAILABLE: Outcome.UNCHECKED,
    Ground.REFUSED: Outcome.UNCHECKED,
    Ground.NO_REGISTRY: Outcome.UNCHECKED,
    Ground.NO_TABLE: Outcome.UNCHECKED,
}


class Failure(StrEnum):
    """Why there is no business to look at; the values are those of the grounds.

    NO_REGISTRY: this installation is not connected to one. NO_TABLE: nobody is asked without a table.
    """

    NOT_A_BUSINESS = "not_a_business"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    NO_REGISTRY = "no_registry"
    NO_TABLE = "no_table"


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome with the rule that decided, what the citizen and the officer read, and what matched, if any."""

    outcome: Outcome
    ground: Ground
    sentence: Text
    activity: Activity | None = None
    listed: CodeEntry | None = None


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision with its evidence, as it is kept with a request.

    table_title and table_version: of the table it was held against, None and 0 when there was none. business: the
    registry's answer of `answered_at`; both are None when there was no answer.
    """

    decision: Decision
    at: datetime
    rule: KadRule
    table_title: Text | None = None
    table_version: int = 0
    business: Business | None = None
    answered_at: datetime | None = None

    @property
    def is_final(self) -> bool:
        """Whether the check has been made."""
        return self.decision.outcome is not Outcome.UNCHECKED


@dataclass(frozen=True, slots=True)
class _Match:
    """An activity and the entry of the table that covers it."""

    activity: Activity
    entry: CodeEntry


def decide(
    rule: KadRule, table: KadTable | None, found: Business | Failure, *, kept_delivery: bool | None
) -> Decision:
    """Hold a business against a table of affected activities, as on the day of the rule.

    The main activity decides (Α.1054/2020 §1). A secondary one counts only if it brought in more than the main
    one, which the registry does not know: an officer looks at form Ε3. A business that stayed open for delivery
    did not stop, as art. 37 §9 of the ΠΝΠ of 20-3-2020 (ν.4683/2020) wants it: an officer confirms that too.
    kept_delivery: the citizen's answer, False when it is not asked, None when it was asked and not given.
    """
    if isinstance(found, Failure):
        return _decision(Ground(found.value), rule, table)
    if table is None:
        return _decision(Ground.NO_TABLE, rule, table)
    if ground := _why_not_at_work(found, rule.on):
        return _decision(ground, rule, table, business=found)
    match = _best_match(table, found)
    if match is None:
        return _decision(Ground.NOT_LISTED, rule, table)
    return _decision(_ground_of(match, kept_delivery), rule, table, match=match)


def _why_not_at_work(business: Business, on: date) -> Ground | None:
    if not business.is_active:
        return Ground.DEACTIVATED
    if business.stopped_on is not None and business.stopped_on < on:
        return Ground.STOPPED_BEFORE
    if business.started_on is not None and business.started_on > on:
        return Ground.STARTED_AFTER
    return None if business.activities else Ground.NO_ACTIVITY


def _best_match(table: KadTable, business: Business) -> _Match | None:
    """The main activity if it is listed, else the first other one that is; the registry gives them in no order."""
    matches = [
        _Match(activity, entry)
        for activity in business.activities
        if (entry := table.covering(activity.code)) is not None
    ]
    mains = [match for match in matches if match.activity.kind is ActivityKind.MAIN]
    return next(iter(mains + matches), None)


def _ground_of(match: _Match, kept_delivery: bool | None) -> Ground:
    if kept_delivery is None:
        return Ground.DELIVERY_UNKNOWN
    if kept_delivery:
        return Ground.DELIVERY_KEPT
    return Ground.MAIN_LISTED if match.activity.kind is ActivityKind.MAIN else Ground.ONLY_OTHER_LISTED


def _decision(
    ground: Ground,
    rule: KadRule,
    table: KadTable | None,
    *,
    business: Business | None = None,
    match: _Match | None = None,
) -> Decision:
    return Decision(
        outcome=OUTCOMES[ground],
        ground=ground,
        sentence=Text(*(_sentence(ground, language, rule, table, business, match) for language in ("el", "en"))),
        activity=match.activity if match else None,
        listed=match.entry if match else None,
    )


def _sentence(
    ground: Ground,
    language: str,
    rule: KadRule,
    table: KadTable | None,
    business: Business | None,
    match: _Match | None,
) -> str:
    facts = {"on": _day(rule.on)}
    if table is not None:
        facts |= {"table": table.title.in_language(language), "version": str(table.version)}
    if business is not None:
        facts |= {"stopped": _day(business.stopped_on), "started": _day(business.started_on)}
    if match is not None:
        facts |= {
            "kad": str(match.activity.code),
            "activity": match.activity.description,
            "kind": KIND_WORDS[match.activity.kind].in_language(language),
            "listed": dotted(match.entry.code),
        }
    return SENTENCES[ground].in_language(language).format_map(facts)


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""
