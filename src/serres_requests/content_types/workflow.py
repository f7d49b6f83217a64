"""The request workflow of Substance D, made from the table in `domain.lifecycle`."""

from substanced.workflow import Workflow

from serres_requests.domain.lifecycle import TRANSITIONS, State


def _request_workflow() -> Workflow:
    workflow = Workflow(initial_state=State.SUBMITTED, type="request", name="Request")
    for state in State:
        workflow.add_state(state)
    for move in TRANSITIONS.values():
        for source in sorted(move.sources):
            workflow.add_transition(f"{move.name}:{source}", source, move.target, permission=move.permission)
    return workflow


REQUEST_WORKFLOW = _request_workflow()
"""Substance D wants a name for each pair of transition and source, so they are called ``reject:filed``."""
