"""Events, mails and filings are values: equal by content, unchangeable."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from serres_requests.domain.events import EmailEntered, RequestFiled, RequestMoved, RequestSubmitted
from serres_requests.domain.mail import Email
from serres_requests.domain.protocol import Filing

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
VALUES = [
    RequestSubmitted("2026/a", NOW),
    RequestFiled("2026/a", NOW),
    RequestMoved("2026/a", NOW, "start", "in_progress", ""),
    EmailEntered("b", NOW),
    Email("a@serres.example", "Subject", "Text", "<p>Text</p>", "<1@serres.example>", NOW),
    Filing("2026/a", date(2026, 3, 25), "ΜΑΡΙΑ", "Subject", "lighting"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_equal_by_content_and_do_not_change(value):
    assert dataclasses.replace(value) == value
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, "changed")
