"""File names that fool the eye, or lose their words."""

import io

import pytest

from serres_requests.domain.fields import FieldDefinition, Kind
from serres_requests.domain.texts import Text
from serres_requests.services.uploads import clean_filename, take

FIELD = FieldDefinition("photo", Kind.FILES, Text("Φωτό", "Photo"), max_files=3, max_bytes=4096)
PDF = b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.mark.parametrize("turn", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"])
def test_a_name_is_read_in_the_direction_it_is_written(turn):
    assert clean_filename(f"photo{turn}gpj.exe") == "photogpj.exe"


@pytest.mark.parametrize(
    ("name", "kept"), [("a\tb.jpg", "a b.jpg"), ("..", "file"), ("a/..", "file"), ("   ", "file")]
)
def test_a_name_can_be_read_and_is_no_folder(name, kept):
    assert clean_filename(name) == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Λ. Μεραρχίας 12", "Λ. Μεραρχίας 12.pdf"),
        ("κ. Παπαδόπουλος", "κ. Παπαδόπουλος.pdf"),
        ("λογαριασμός 3.2026", "λογαριασμός 3.2026.pdf"),
        ("photo.jpeg", "photo.pdf"),
        ("photo.exe", "photo.pdf"),
    ],
)
def test_only_an_ending_is_replaced(name, kept):
    assert take(io.BytesIO(PDF), name, FIELD).filename == kept
