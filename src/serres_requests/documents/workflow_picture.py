"""A workflow as a picture: a row for each state, a column for each move from its dots to its arrow."""

from collections.abc import Mapping
from html import escape

from serres_requests.domain.lifecycle import State, Transition, WorkflowName, states_of, transitions_of

_LEFT, _TOP, _ROW, _COLUMN = 200, 90, 44, 62
_SVG = "http://www.w3.org/2000/svg"
_STYLE = (
    "text{font:15px sans-serif;fill:#1a1c1f}.box{fill:#eaf2fa;stroke:#0b4f8a}"
    ".move{stroke:#0b4f8a;stroke-width:2.5}.row{stroke:#d6dade}.dot,.head{fill:#0b4f8a}"
)


def workflow_picture(
    workflow: WorkflowName, title: str, state_words: Mapping[State, str], move_words: Mapping[str, str]
) -> str:
    """Return the picture of `workflow` as an SVG document; what it shows is also told in its description."""
    states = [state for state in State if state in states_of(workflow)]
    moves = transitions_of(workflow)
    width, height = _LEFT + _COLUMN * len(moves) + 30, _TOP + _ROW * len(states) + 10
    rows = {state: _TOP + _ROW * index + _ROW // 2 for index, state in enumerate(states)}
    told = "; ".join(_told(move, state_words, move_words) for move in moves)
    return "\n".join(
        (
            f'<svg xmlns="{_SVG}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title description">',
            f'<title id="title">{escape(title)}</title><desc id="description">{escape(told)}</desc>',
            f"<style>{_STYLE}</style>",
            *(_state(y, width, state_words[state]) for state, y in rows.items()),
            *(
                _move(_LEFT + _COLUMN * index + _COLUMN // 2, move, rows, move_words[move.name])
                for index, move in enumerate(moves)
            ),
            "</svg>\n",
        )
    )


def _told(move: Transition, state_words: Mapping[State, str], move_words: Mapping[str, str]) -> str:
    sources = ", ".join(state_words[state] for state in State if state in move.sources)
    return f"{move_words[move.name]}: {sources} → {state_words[move.target]}"


def _state(y: int, width: int, words: str) -> str:
    return (
        f'<line class="row" x1="{_LEFT}" y1="{y}" x2="{width - 10}" y2="{y}"/>'
        f'<rect class="box" x="10" y="{y - 16}" width="{_LEFT - 20}" height="32" rx="6"/>'
        f'<text x="20" y="{y + 5}">{escape(words)}</text>'
    )


def _move(x: int, move: Transition, rows: Mapping[State, int], words: str) -> str:
    places = [rows[state] for state in move.sources]
    target = rows[move.target]
    point = 9 if min(places) < target else -9
    dots = "".join(f'<circle class="dot" cx="{x}" cy="{y}" r="5"/>' for y in sorted(places))
    lines = f'<line class="move" x1="{x}" y1="{min([*places, target])}" x2="{x}" y2="{max([*places, target])}"/>'
    head = f'<path class="head" d="M{x} {target}l-8 {-2 * point}h16z"/>'
    return f'{lines}{dots}{head}<text transform="translate({x} {_TOP - 6}) rotate(-35)">{escape(words)}</text>'
