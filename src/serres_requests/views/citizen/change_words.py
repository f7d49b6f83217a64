"""What changed in a form since somebody began to fill it in, in sentences for them."""

from collections.abc import Iterable
from typing import Any

from serres_requests.domain.comparison import Change, ChangeKind, Subject
from serres_requests.domain.definitions import Definition
from serres_requests.domain.texts import Text
from serres_requests.i18n import _

_WHOLE = {
    (Subject.FIELD, ChangeKind.ADDED): _("New question: «${title}»."),
    (Subject.FIELD, ChangeKind.REMOVED): _("«${title}» is no longer asked."),
    (Subject.CHOICE, ChangeKind.ADDED): _("There is a new answer to «${field}»: «${title}»."),
    (Subject.CHOICE, ChangeKind.REMOVED): _("«${title}» can no longer be chosen for «${field}»."),
    (Subject.CHOICE, ChangeKind.CHANGED): _("An answer to «${field}» has new words: «${title}»."),
}
_SWITCHES = {
    "required": (_("«${title}» must now be answered."), _("«${title}» need not be answered any more.")),
    "public": (
        _("Everybody will be able to read your answer to «${title}»."),
        _("Your answer to «${title}» will not be shown to everybody any more."),
    ),
}
_RENAMED = _("«${old}» is now called «${title}».")
_CHANGED = _("The question «${title}» has changed: please look at your answer.")
_FEE = _("The fee of this service has changed.")
_TERMS = _("The terms of this service have changed: please read its page again.")


def change_words(changes: Iterable[Change], definition: Definition, locale: str) -> list[Any]:
    """Return one sentence for each difference worth telling, none twice."""
    titles = {field.name: field.title.in_language(locale) for field in definition.fields}
    sentences: dict[str, Any] = {}
    for change in changes:
        title = change.title.in_language(locale) if change.title else change.name
        old = change.old.in_language(locale) if isinstance(change.old, Text) else str(change.old)
        field = titles.get(change.name.rpartition(".")[0], "")
        sentence = _(_sentence(change), mapping={"title": title, "old": old, "field": field})
        sentences.setdefault(sentence.interpolate(), sentence)
    return list(sentences.values())


def _sentence(change: Change) -> Any:
    if whole := _WHOLE.get((change.what, change.kind)):
        return whole
    if change.what is Subject.TERM:
        return _FEE if change.name == "fee" else _TERMS
    if switch := _SWITCHES.get(change.attribute):
        return switch[0] if change.new else switch[1]
    return _RENAMED if change.attribute == "title" else _CHANGED
