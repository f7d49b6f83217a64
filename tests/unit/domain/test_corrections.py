"""What a correction asks for, as fields of a form."""

from datetime import UTC, datetime

from serres_requests.domain.corrections import Correction, Paper
from serres_requests.domain.kinds import Kind

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)


def test_each_paper_is_a_required_file_field_of_its_name():
    asked = Correction(AT, ("place",), (Paper("Άδεια"), Paper("Τοπογραφικό")))
    assert [(field.name, field.title.el, field.title.en) for field in asked.paper_fields] == [
        ("paper-1", "Άδεια", "Άδεια"),
        ("paper-2", "Τοπογραφικό", "Τοπογραφικό"),
    ]
    assert {field.kind for field in asked.paper_fields} == {Kind.FILES}
    assert all(field.required and field.max_files and field.max_bytes for field in asked.paper_fields)
