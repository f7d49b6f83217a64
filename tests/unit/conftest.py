"""What all unit tests share: quiet third parties, hypothesis without a clock, forms' templates, a database."""

import warnings
from functools import cache

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    import deform
    import pyramid.router  # noqa: F401
    import repoze.catalog.catalog  # noqa: F401
    import substanced.db
    import substanced.objectmap
    import substanced.principal
    import substanced.root
    import substanced.sdi
    import substanced.workflow  # noqa: F401

import pytest
import ZODB
from hypothesis import settings
from transaction import TransactionManager

from serres_requests.domain.definitions import parse_definition
from serres_requests.forms.rendering import form_renderer

settings.register_profile("unit", deadline=None, database=None, derandomize=True)
settings.load_profile("unit")


def _text(words):
    return {"el": f"{words} (ελληνικά)", "en": f"{words} (English)"}


@pytest.fixture
def definition_of():
    """A function that makes a definition of plain field data."""

    def make(*fields, **others):
        data = {
            "name": "test-type",
            "department": "lighting",
            "title": _text("Title"),
            "summary": _text("Summary"),
            "description": _text("Description"),
            "answer_days": 10,
            "fields": [{"title": _text(field["name"].capitalize()), **field} for field in fields],
        }
        return parse_definition({**data, **others})

    return make


@pytest.fixture
def form_templates():
    """Our templates for deform, as `application` installs them, with message ids for translations."""
    before = deform.Form.default_renderer
    deform.Form.set_default_renderer(_renderer())
    yield
    deform.Form.set_default_renderer(before)


@cache
def _renderer():
    """One for all tests: it compiles each template once."""
    return form_renderer(lambda term: term.interpolate())


@pytest.fixture
def database():
    """An empty ZODB in memory."""
    database = ZODB.DB(None)
    yield database
    database.close()


@pytest.fixture
def connect(database):
    """A function that opens one more connection, each with its own transaction manager."""
    opened = []

    def open_connection():
        manager = TransactionManager()
        connection = database.open(manager)
        opened.append((manager, connection))
        return connection

    yield open_connection
    for manager, connection in opened:
        manager.abort()
        connection.close()
