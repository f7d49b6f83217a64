"""PDFs as citizens hand them in: of several pages, locked, damaged, and made to be too much for their reader."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def a_pdf(pages: int = 1, size: tuple[float, float] = (595, 842)) -> bytes:
    """Return a PDF of pages with a line across each."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents 4 0 R>>" % size
    kids = b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages
    return _written([_CATALOG, kids, page, _stream(b"", b"9 w 50 50 m 500 800 l S")])


def a_locked_pdf() -> bytes:
    """Return a PDF that opens with a password alone."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(a_pdf())))
    writer.encrypt("a password", algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def a_greedy_pdf() -> bytes:
    """Return a small PDF with a drawing of ten drawings of ten drawings and so on, a hundred thousand million."""
    depth = 12
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    objects = [_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, _stream(b"", b"/F Do")]
    for number in range(6, 6 + depth):
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</F %d 0 R>>>>" % number
        objects.append(_stream(form, b"/F Do " * 10))
    objects.append(_stream(b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]", b"0 0 50 50 re f"))
    return _written(objects)


def _stream(keys: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream " % (keys, len(packed), packed)


def _written(objects: list[bytes]) -> bytes:
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj%bendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + end
