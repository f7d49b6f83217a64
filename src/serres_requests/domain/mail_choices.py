"""Which notices a citizen wants by e-mail. On the platform each is told anyway."""

from collections.abc import Mapping
from enum import StrEnum

from serres_requests.domain.notices import NoticeKind


class Mailing(StrEnum):
    """Whether and when notices of one kind are mailed."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


MailChoices = tuple[tuple[str, str], ...]
"""Pairs of a kind and a mailing, for what is not mailed at once; the kind "" is all without one of their own."""

_ALL = ""


def mailing_of(choices: MailChoices, kind: NoticeKind) -> Mailing:
    """Return whether and when notices of `kind` are mailed."""
    chosen = dict(choices)
    return Mailing(chosen.get(kind, chosen.get(_ALL, Mailing.AT_ONCE)))


def choices_from(wanted: Mapping[NoticeKind, Mailing]) -> MailChoices:
    """Return the choices of a citizen who wants each kind as `wanted` says.

    One mailing for all holds for kinds to come, too.
    """
    if len(set(wanted.values())) == 1:
        return all_mailed(next(iter(wanted.values())))
    return tuple((kind.value, mailing.value) for kind, mailing in wanted.items() if mailing is not Mailing.AT_ONCE)


def all_mailed(mailing: Mailing) -> MailChoices:
    """Return the choices of a citizen who wants all kinds, also those to come, as `mailing` says."""
    return () if mailing is Mailing.AT_ONCE else ((_ALL, mailing.value),)


def with_choice(choices: MailChoices, kind: NoticeKind, mailing: Mailing) -> MailChoices:
    """Return `choices` with that of one kind changed."""
    return choices_from({each: mailing_of(choices, each) for each in NoticeKind} | {kind: mailing})
