"""The markup of bodies: what is a paragraph, a heading, a list, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.markup import Block, BlockKind, blocks, escaped

P, H, L = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n \n", []),
        ("α\nβ\n\nγ", [(P, "α", "β"), (P, "γ")]),
        ("# Α\n# Β\nγ", [(H, "Α"), (H, "Β"), (P, "γ")]),
        ("Τα εξής:\n- α\n- β\nκαι", [(P, "Τα εξής:"), (L, "α", "β"), (P, "και")]),
        ("- α\n\n- β", [(L, "α"), (L, "β")]),
        ("#α -β\n-γ", [(P, "#α -β", "-γ")]),
        ("\\# α\n\\- β\n\\\\# γ\n\\δ", [(P, "# α", "- β", "\\# γ", "\\δ")]),
        ("# \n-  ", []),
    ],
)
def test_lines_make_parts(text, found):
    assert blocks(text) == [Block(kind, lines) for kind, *rest in found for lines in [tuple(rest)]]


@given(st.text(alphabet="#-\\ α\n", max_size=40))
def test_what_is_escaped_is_never_a_heading_nor_a_list(value):
    found = blocks(escaped(value))
    assert {block.kind for block in found} <= {P}
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    assert [line for block in found for line in block.lines] == lines
