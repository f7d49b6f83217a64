"""Answers of the business registry are kept for 30 days, by number and day asked about."""

from datetime import UTC, date, datetime, timedelta

import pytest

from serres_requests.content_types.registry_answers import RegistryAnswer, RegistryAnswers

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
ON = date(2020, 3, 20)
AFM = "123456783"
ANSWER = RegistryAnswer(NOW, None)


@pytest.fixture
def answers(connect):
    connection = connect()
    connection.root()["answers"] = RegistryAnswers()
    connection.root()["answers"].keep(AFM, ON, ANSWER)
    connection.transaction_manager.commit()
    return connect().root()["answers"]


def test_an_answer_is_found_for_the_same_number_and_day_alone(answers):
    assert answers.find(AFM, ON, NOW) == ANSWER
    assert answers.find("900000005", ON, NOW) is None
    assert answers.find(AFM, date(2021, 1, 4), NOW) is None


@pytest.mark.parametrize(("age", "is_good"), [(timedelta(days=30, seconds=-1), True), (timedelta(days=30), False)])
def test_it_is_good_for_thirty_days(answers, age, is_good):
    assert (answers.find(AFM, ON, NOW + age) == ANSWER) is is_good


def test_a_newer_answer_takes_its_place(answers):
    newer = RegistryAnswer(NOW + timedelta(days=31), None)
    answers.keep(AFM, ON, newer)
    assert answers.find(AFM, ON, NOW + timedelta(days=31)) == newer


def test_all_about_one_number_is_listed_and_forgotten(answers):
    later = date(2021, 1, 4)
    answers.keep(AFM, later, ANSWER)
    for other in ("123456782", "123456784"):
        answers.keep(other, ON, ANSWER)
    assert list(answers.about(AFM)) == [(ON, ANSWER), (later, ANSWER)]
    answers.forget(AFM)
    assert list(answers.about(AFM)) == []
    assert [day for other in ("123456782", "123456784") for day, _answer in answers.about(other)] == [ON, ON]
