"""What people are shown of a request's automatic check: the outcome, the sentence and the evidence."""

from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.eligibility import DecisionRecord, Outcome
from serres_requests.domain.verdicts import KIND_WORDS
from serres_requests.i18n import _
from serres_requests.views.presenters import Moment, moment

OUTCOME_WORDS = {
    Outcome.ELIGIBLE: _("The condition on the activity is met"),
    Outcome.NOT_ELIGIBLE: _("The condition on the activity is not met"),
    Outcome.OFFICER: _("An officer will decide"),
    Outcome.UNCHECKED: _("Not checked yet"),
}


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """One line of the registry's answer. matched: whether the decision rests on it."""

    code: str
    description: str
    kind: str
    matched: bool


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision in the reader's language, for the applicant and the department alike."""

    outcome: Outcome
    outcome_words: Any
    sentence: str
    decided: Moment
    on: str
    table: str
    table_version: int
    answered: Moment | None
    business: str
    address: str
    activities: tuple[ShownActivity, ...]


def shown_decision(request: Request, subject: CitizenRequest) -> ShownDecision | None:
    """Return the decision of `subject` for its page; None when there is none."""
    record = subject.decision
    if record is None:
        return None
    locale, business = request.locale_name, record.business
    return ShownDecision(
        outcome=record.decision.outcome,
        outcome_words=OUTCOME_WORDS[record.decision.outcome],
        sentence=record.decision.sentence.in_language(locale),
        decided=moment(request, record.at),
        on=format_date(record.rule.on, format="long", locale=locale),
        table=record.table_title.in_language(locale) if record.table_title else "",
        table_version=record.table_version,
        answered=moment(request, record.answered_at) if record.answered_at else None,
        business=(business.trade_name or business.name) if business else "",
        address=str(business.address) if business else "",
        activities=_activities(record, locale),
    )


def _activities(record: DecisionRecord, locale: str) -> tuple[ShownActivity, ...]:
    """The activities in the order of their codes: the registry gives them in none."""
    activities = record.business.activities if record.business else ()
    return tuple(
        ShownActivity(
            code=str(activity.code),
            description=activity.description,
            kind=KIND_WORDS[activity.kind].in_language(locale),
            matched=activity == record.decision.activity,
        )
        for activity in sorted(activities, key=lambda activity: activity.code)
    )
