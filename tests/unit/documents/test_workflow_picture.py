"""Each workflow's picture in the docs is the one that the code makes."""

from pathlib import Path

import pytest
from defusedxml import ElementTree

from serres_requests.documents.workflow_picture import workflow_picture
from serres_requests.domain.lifecycle import TRANSITIONS, State, WorkflowName

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
STATES = {state: state.replace("_", " ") for state in State}
MOVES = {name: name for name in TRANSITIONS}


def picture(workflow):
    return workflow_picture(workflow, f"The workflow «{workflow}»", STATES, MOVES)


@pytest.mark.parametrize("workflow", WorkflowName)
def test_the_picture_in_the_docs_is_that_of_the_code(workflow):
    assert (PICTURES / f"workflow-{workflow}.svg").read_text("utf-8") == picture(workflow)


def test_it_shows_every_state_and_move_also_in_words():
    root = ElementTree.fromstring(picture(WorkflowName.PAID))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [*STATES.values(), *MOVES]
    [description] = root.iter("{http://www.w3.org/2000/svg}desc")
    assert "complete: in progress → completed" in description.text


def test_words_are_escaped():
    states = {**STATES, State.FILED: "<b>&"}
    text = workflow_picture(WorkflowName.EVERYDAY, "a<b", states, MOVES)
    assert "&lt;b&gt;&amp;" in text
    assert ElementTree.fromstring(text) is not None
