"""The workflows of requests for Substance D, made from the tables in `domain.lifecycle`."""

from substanced.workflow import Workflow

from serres_requests.domain.lifecycle import State, WorkflowName, states_of, transitions_of


def _workflow(name: WorkflowName) -> Workflow:
    workflow = Workflow(initial_state=State.SUBMITTED, type="request", name=name)
    for state in sorted(states_of(name)):
        workflow.add_state(state)
    for move in transitions_of(name):
        for source in sorted(move.sources):
            workflow.add_transition(f"{move.name}:{source}", source, move.target, permission=move.permission)
    return workflow


WORKFLOWS = {name: _workflow(name) for name in WorkflowName}
"""Substance D wants a name for each pair of transition and source, so they are called ``reject:filed``."""
