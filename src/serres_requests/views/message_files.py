"""The files that come with a message about a request, whoever writes it."""

from pyramid.request import Request

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.fields import MEGABYTE
from serres_requests.services.uploads import MESSAGE_FILES, Problem, Refused, take

FILE_LIMITS = {"count": MESSAGE_FILES.max_files, "megabytes": MESSAGE_FILES.max_bytes // MEGABYTE}
"""What people are told of them before."""


def taken_files(request: Request) -> tuple[tuple[Attachment, ...], Refused | None]:
    """Return the files that were sent, and the first that could not be taken, None when all could."""
    sent = [file for file in request.POST.getall("files") if getattr(file, "filename", None)]
    taken = [take(file.file, file.filename, MESSAGE_FILES) for file in sent[: MESSAGE_FILES.max_files]]
    beyond = [Refused(file.filename, Problem.TOO_MANY) for file in sent[MESSAGE_FILES.max_files :]]
    refused = next((file for file in (*taken, *beyond) if isinstance(file, Refused)), None)
    return tuple(file for file in taken if isinstance(file, Attachment)), refused
