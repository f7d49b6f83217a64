"""A citizen who fills a draft in the database, step by step, without pages."""

from dataclasses import dataclass
from itertools import count
from types import SimpleNamespace
from typing import Any

from tests.support.every_kind import definition_data
from tests.support.site import CITIZEN, Site
from webob.multidict import MultiDict

from serres_requests.content_types.request_type import RequestType
from serres_requests.services.filling import fill_step
from serres_requests.services.submission import submit

_numbers = count()


def new_draft_id() -> str:
    return f"{next(_numbers):020x}"


@dataclass
class Filling:
    """One citizen who fills one draft of one type."""

    site: Site
    type_name: str
    draft_id: str

    def send(
        self, step: str, *pairs: tuple[str, Any], seen: set[str] | None = None, **more: Any
    ) -> SimpleNamespace:
        """Send a step; return what is worth knowing of what became of it."""
        post = MultiDict([*pairs, *more.items()])

        def act(uow: Any) -> SimpleNamespace:
            citizen, request_type = self.citizen(uow), uow.site.request_types[self.type_name]
            names = {f.name for f in request_type.definition.fields} if seen is None else seen
            filled = fill_step(uow, citizen, request_type, self.draft_id, step, post, seen=" ".join(names))
            return SimpleNamespace(
                step=filled.step.name,
                is_done=filled.is_done,
                appeared=set(filled.appeared),
                wrong=set(filled.evaluation.wrong),
                shown=set(filled.evaluation.shown.fields),
                steps=set(filled.evaluation.shown.steps),
                computed=dict(filled.evaluation.shown.computed),
                refused={name: [r.problem for r in problems] for name, problems in filled.refused.items()},
            )

        return self.site.change(act)

    def draft(self) -> SimpleNamespace:
        """What the database holds of the draft."""

        def at(uow: Any) -> SimpleNamespace:
            draft = self.citizen(uow).drafts[self.draft_id]
            files = {name: [f.filename for f in kept] for name, kept in draft.files_by_field().items()}
            return SimpleNamespace(typed=draft.typed, files=files, ids=draft.file_ids())

        return self.site.look(at)

    def submit(self) -> SimpleNamespace | None:
        def act(uow: Any) -> SimpleNamespace | None:
            citizen = self.citizen(uow)
            request = submit(uow, citizen, citizen.drafts[self.draft_id])
            if request is None:
                return None
            files = [a.filename for a in request.attachments]
            return SimpleNamespace(answers=dict(request.answers), files=files, certified=request.certified)

        return self.site.change(act)

    @staticmethod
    def citizen(uow: Any) -> Any:
        return uow.site.citizens.find(CITIZEN.afm)


def publish(site: Site, *steps: tuple[str, str, list[dict[str, Any]]]) -> Filling:
    """Add a type with `steps`; return a draft to fill."""
    number = next(_numbers)
    name = f"step-by-step-{number}"
    data = {**definition_data(*steps), "name": name}

    def act(uow: Any) -> None:
        uow.site.request_types.add(name, RequestType(data), registry=uow.registry)

    site.change(act)
    return Filling(site, name, f"{number:020x}")
