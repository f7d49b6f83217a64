"""Files are typed by their content, measured, and named so that nobody is fooled."""

import hashlib
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.fields import FieldDefinition, Kind
from serres_requests.domain.texts import Text
from serres_requests.services.uploads import Problem, Refused, clean_filename, take


def chunk(kind, content):
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xdb\x00\x43\x00" + b"\x01" * 64 + b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"
)
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 32
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x02\x00\x3e\x00\x01\x00\x00\x00" + b"\0" * 64
EXE = b"MZ" + b"\0" * 58 + b"\x40\0\0\0" + b"PE\0\0\x4c\x01" + b"\0" * 64
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
FIELD = FieldDefinition("photo", Kind.FILES, Text("Φωτό", "Photo"), max_files=3, max_bytes=4096)


def send(content, filename="photo.jpg", field=FIELD):
    return take(io.BytesIO(content), filename, field)


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (JPEG, "image/jpeg", ".jpg"),
        (PNG, "image/png", ".png"),
        (WEBP, "image/webp", ".webp"),
        (HEIC, "image/heic", ".heic"),
        (PDF, "application/pdf", ".pdf"),
    ],
)
def test_photos_and_pdf_are_taken_whole_under_their_true_ending(content, media_type, ending):
    attachment = send(content, "λάμπα.txt")
    assert (attachment.filename, attachment.media_type) == (f"λάμπα{ending}", media_type)
    assert (attachment.size, attachment.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    with attachment.open() as stored:
        assert stored.read() == content


def test_each_file_gets_a_name_of_its_own():
    assert send(PNG).__name__ != send(PNG).__name__


@pytest.mark.parametrize(
    "content",
    [
        ELF,
        EXE,
        SVG,
        b"<html><script>alert(1)</script></html>",
        b"#!/bin/sh\nrm -rf /\n",
        b"PK\x03\x04" + b"\0" * 40,
        b"GIF89a" + b"\0" * 20,
        b"just words",
        b"\0" * 100,
    ],
    ids=["elf", "exe", "svg", "html", "shell", "zip", "gif", "text", "zeros"],
)
@pytest.mark.parametrize("filename", ["photo.jpg", "paper.pdf"])
def test_anything_else_is_refused_whatever_it_is_called(content, filename):
    assert send(content, filename) == Refused(filename, Problem.TYPE)


def test_an_empty_file_is_refused():
    assert send(b"") == Refused("photo.jpg", Problem.EMPTY)


@pytest.mark.parametrize("beyond", [0, 1, 3_000_000])
def test_a_file_may_be_as_large_as_the_field_says_and_not_a_byte_more(beyond):
    content = JPEG.ljust(FIELD.max_bytes + beyond, b"\0")
    taken = send(content)
    if beyond:
        assert taken == Refused("photo.jpg", Problem.TOO_LARGE)
    else:
        assert taken.size == FIELD.max_bytes


def test_a_large_file_is_stored_to_its_last_byte():
    field = FieldDefinition("photo", Kind.FILES, FIELD.title, max_files=1, max_bytes=4_000_000)
    content = PNG + bytes(range(256)) * 10_000
    with send(content, field=field).open() as stored:
        assert stored.read() == content


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("λάμπα.jpg", "λάμπα.jpg"),
        ("C:\\Users\\Μαρία\\λάμπα.jpg", "λάμπα.jpg"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("photos/2026/", "2026"),
        ("a\x00b.png", "ab.png"),
        ("a\x1b[31m.png", "a[31m.png"),
        ("two\r\nlines.png", "two lines.png"),
        ("α\u0301.png", "ά.png"),
        ("😀.png", "😀.png"),
        ("", "file"),
        (".", "file"),
        ("/", "file"),
        ("\x00", "file"),
    ],
)
def test_a_name_is_the_last_part_without_control_characters(given_name, kept):
    assert clean_filename(given_name) == kept


@pytest.mark.parametrize("name", ["x" * 500, "x" * 496 + ".jpg", "α" * 500 + ".png"])
def test_a_long_name_is_cut_to_a_bearable_length_and_keeps_its_ending(name):
    kept = clean_filename(name)
    assert len(kept) == 120
    assert name.endswith(kept)
    taken = send(JPEG, name).filename
    assert len(taken) <= 125
    assert taken.endswith(".jpg")


@given(st.text())
def test_no_name_leads_anywhere_or_is_empty(given_name):
    kept = clean_filename(given_name)
    assert 0 < len(kept) <= 120
    assert not set(kept) & set("/\\\0\r\n")
