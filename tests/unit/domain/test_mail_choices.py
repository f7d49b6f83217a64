"""Citizens choose for each kind of notice whether it is mailed."""

import pytest

from serres_requests.domain.mail_choices import Mailing, all_mailed, choices_from, mailing_of, with_choice
from serres_requests.domain.notices import NoticeKind


@pytest.mark.parametrize("kind", NoticeKind)
def test_who_chose_nothing_gets_all_at_once(kind):
    assert mailing_of((), kind) is Mailing.AT_ONCE


def test_each_kind_is_as_it_was_chosen_and_only_what_differs_is_kept():
    wanted = dict.fromkeys(NoticeKind, Mailing.AT_ONCE) | {NoticeKind.STARTED: Mailing.NEVER}
    choices = choices_from(wanted)
    assert choices == (("started", "never"),)
    assert {kind: mailing_of(choices, kind) for kind in NoticeKind} == wanted


@pytest.mark.parametrize("mailing", Mailing)
def test_one_mailing_for_all_holds_for_kinds_to_come(mailing):
    choices = choices_from(dict.fromkeys(NoticeKind, mailing))
    assert choices == all_mailed(mailing)
    assert mailing_of(choices, "a kind to come") is mailing


def test_one_kind_is_changed_and_the_others_stay():
    choices = with_choice((), NoticeKind.FILED, Mailing.NEVER)
    choices = with_choice(choices, NoticeKind.STARTED, Mailing.NEVER)
    assert choices == (("filed", "never"), ("started", "never"))
    only_one = with_choice(all_mailed(Mailing.NEVER), NoticeKind.FILED, Mailing.AT_ONCE)
    assert [kind for kind in NoticeKind if mailing_of(only_one, kind) is Mailing.AT_ONCE] == [NoticeKind.FILED]
