"""Filling a form in a browser as its definition asks: from raw answers, as drafts keep them, to clicks, keys."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from playwright.sync_api import Page, expect
from tests.support.photo import FilePayload, a_paper, a_photo

from serres_requests.domain.definitions import Definition, Step
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, ChoiceStyle, Kind
from serres_requests.forms.typed import ADD_ITEM, PARTS

_NOT_TYPED = WITHOUT_ANSWER | {Kind.COMPUTED}


class Filler:
    """Somebody's hands on the form of `definition` that is open on `page`, with JavaScript."""

    def __init__(self, page: Page, definition: Definition) -> None:
        self._page = page
        self._steps = {step.name: step for step in definition.steps}

    @property
    def step(self) -> Step:
        """The step that is open."""
        return self._steps[self._page.locator("form.sr-form input[name=step]").input_value()]

    def fill(self, answers: Mapping[str, Any]) -> None:
        """Answer what the open step asks, from top to bottom; what conditions add must appear by itself."""
        for field in self.step.fields:
            if field.name in answers and not field.locked:
                self._answer(field, field.name, answers[field.name])

    def _answer(self, field: FieldDefinition, name: str, raw: Any) -> None:
        if field.kind is Kind.GROUP:
            self._fill_group(field, raw)
        elif field.kind is Kind.FILES:
            self._attach(name, raw)
        elif field.kind is Kind.DECLARATION:
            self._page.check(f'[id="field-{name}-tick"]')
        elif field.kind is Kind.CHOICES:
            for value in raw:
                self._tick(name, value)
        elif parts := PARTS.get(field.kind):
            for part in parts:
                self._type(f"{name}.{part}", raw.get(part, ""), is_day=field.kind is Kind.PERIOD)
        else:
            self._answer_in_one(field, name, raw)

    def _answer_in_one(self, field: FieldDefinition, name: str, raw: str) -> None:
        if field.kind is Kind.YES_NO or (field.kind is Kind.CHOICE and field.style is ChoiceStyle.RADIO):
            self._tick(name, raw)
        elif field.kind is Kind.CHOICE and field.style is ChoiceStyle.LIST:
            self._page.select_option(f'[name="{name}"]', raw)
        elif field.kind is Kind.CHOICE:
            self._type(name, field.choice_title(raw, "el"))
        else:
            self._type(name, raw, is_day=field.kind is Kind.DATE)

    def _type(self, name: str, text: str, *, is_day: bool = False) -> None:
        box = self._page.locator(f'[name="{name}"]')
        box.fill(_iso(text) if is_day else text)
        box.blur()  # what depends on it appears

    def _tick(self, name: str, value: str) -> None:
        self._page.check(f'[name="{name}"][value="{value}"]')

    def _attach(self, name: str, ids: list[str]) -> None:
        self._page.set_input_files(f'[id="field-{name}-input"]', files=list(_files(name, len(ids))))
        expect(self._page.locator(f'[id="item-field-{name}"] .sr-files__kept li')).to_have_count(len(ids))

    def _fill_group(self, field: FieldDefinition, items: list[dict[str, Any]]) -> None:
        for index, item in enumerate(items):
            if index:
                self._page.locator(f'button[name={ADD_ITEM}][value="{field.name}"]').click()
                expect(self._page.locator(f'[id="field-{field.name}.{index}"]')).to_be_focused()
            for part in field.fields:
                if part.name in item:
                    self._answer(part, f"{field.name}.{index}.{part.name}", item[part.name])


def with_two_in_each_group(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` with the first item of each answered group given twice."""
    groups = [field.name for field in definition.fields if field.kind is Kind.GROUP and field.name in answers]
    return {**answers, **{name: [answers[name][0]] * 2 for name in groups}}


def words_typed(fields: Iterable[FieldDefinition], answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield what `answers` say in words and is shown as it was typed, the names of files included."""
    for field in fields:
        raw = answers.get(field.name)
        if raw is None or field.locked or field.kind in _NOT_TYPED:
            continue
        if field.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL}:
            yield raw
        elif field.kind in {Kind.CHOICE, Kind.CHOICES}:
            yield from (field.choice_title(value, "el") for value in ([raw] if isinstance(raw, str) else raw))
        elif field.kind is Kind.FILES:
            yield from (file["name"] for file in _files(field.name, len(raw)))
        elif field.kind is Kind.GROUP:
            for item in raw:
                yield from words_typed(field.fields, item)


def _files(name: str, count: int) -> Iterator[FilePayload]:
    """Make `count` files for the field `name`: a paper and photos of more."""
    yield a_paper(f"{name}.pdf")
    yield from (a_photo(f"{name}-{number}.jpg") for number in range(2, count + 1))


def _iso(day: str) -> str:
    """Return ``5/4/1980`` as a date input takes it."""
    if not day:
        return ""
    day_, month, year = map(int, day.split("/"))
    return f"{year:04}-{month:02}-{day_:02}"
