"""What administrators add is in Substance D's own catalogue at once, and nothing is left over for later."""

from typing import Any

import transaction
from substanced.util import find_catalog
from tests.support.installation import Installation

TABLES = "/manage/reference"
VALUES = {"name": "streets", "title_el": "Δρόμοι", "title_en": "Streets", "kind": "plain"}


def found(application: Installation) -> int:
    def look(site: Any) -> int:
        return len(find_catalog(site, "system")["name"].eq("streets").execute())

    return application.look(look)


def test_a_table_is_found_as_soon_as_it_is_added(application: Installation) -> None:
    admin = application.staff("admin")
    transaction.abort()
    admin.save(f"{TABLES}/add_table", status=303, **VALUES)
    left = transaction.get()
    assert left._resources == []
    assert list(left.getBeforeCommitHooks()) == []
    assert found(application) == 1


def test_a_table_that_is_refused_is_not_found(application: Installation) -> None:
    admin = application.staff("admin")
    admin.save(f"{TABLES}/add_table", status=422, **{**VALUES, "title_el": ""})
    assert found(application) == 0
