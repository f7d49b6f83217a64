"""Reads somebody's PDF in a process of its own: a program that gets the file and gives a number or a picture back.

It is started as ``python -I pdf_reader.py CPU_SECONDS MEMORY_BYTES TASK`` with the PDF as standard input; TASK is
``count``, or the number of a page, from 1. It shares nothing with the application, and is not loaded by it.
"""

import resource
import sys
from io import BytesIO

import pypdfium2
from pypdfium2 import raw

LONGEST_SIDE = 1500
"""Pixels: what is written small on an A4 page can be read."""
GLANCE = 100
"""Pixels at which the first page is tried when the pages are counted."""
COUNT = "count"
ENCRYPTED, BROKEN, TOO_MUCH = 3, 4, 5
"""What the process ends with when it can't read the file."""


def main() -> int:
    """Do one task; return what to end with."""
    cpu_seconds, memory, task = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    _be_confined(cpu_seconds, memory)
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        document.init_forms()
        sys.stdout.buffer.write(_counted(document) if task == COUNT else _picture(document, int(task)))
    except pypdfium2.PdfiumError as error:
        return ENCRYPTED if error.err_code == raw.FPDF_ERR_PASSWORD else BROKEN
    except (MemoryError, ValueError, OverflowError):
        return TOO_MUCH
    return 0


def _be_confined(cpu_seconds: int, memory: int) -> None:
    """Let whatever the file does to its reader end with this process: it may write no file and start nothing."""
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 8),
    ):
        resource.setrlimit(limit, (most, most))


def _counted(document: pypdfium2.PdfDocument) -> bytes:
    """The first page is drawn too: a file whose pages can't be shown is told at once."""
    if len(document):
        _drawn(document, 0, GLANCE)
    return str(len(document)).encode()


def _picture(document: pypdfium2.PdfDocument, number: int) -> bytes:
    target = BytesIO()
    _drawn(document, number - 1, LONGEST_SIDE).to_pil().save(target, "WEBP", quality=80, method=0)
    return target.getvalue()


def _drawn(document: pypdfium2.PdfDocument, index: int, longest_side: int) -> pypdfium2.PdfBitmap:
    page = document[index]
    return page.render(scale=longest_side / max(*page.get_size(), 1))


if __name__ == "__main__":
    sys.exit(main())
