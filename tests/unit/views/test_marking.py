"""Marked text is escaped, its marks are not."""

import pytest

from serres_requests.views.public.marking import MarkedText


@pytest.mark.parametrize(
    ("parts", "html"),
    [
        ((), ""),
        ((("απλό", False),), "απλό"),
        ((("<b>", False), ("λάμπα", True), ("&\"'", False)), "&lt;b&gt;<mark>λάμπα</mark>&amp;&quot;&#x27;"),
        ((("<i>", True),), "<mark>&lt;i&gt;</mark>"),
    ],
)
def test_marked_text_escapes_itself(parts, html):
    assert MarkedText(parts).__html__() == html
