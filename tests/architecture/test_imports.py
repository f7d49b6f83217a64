"""The rooms of the house know each other only as [tool.importlinter] in pyproject.toml says."""

import shutil
import subprocess
import sys
from pathlib import Path

import grimp

PROJECT = Path(__file__).parents[2]
NUMBER_CHECKING = {"stdnum", "phonenumbers"}
CALENDARS = {"holidays"}
EXPRESSIONS = {"rule_engine"}
"""Conditions are rules, and evaluating them is the library's whole business: no input, no output, no state."""
"""Libraries that `domain` may use beside the standard library check numbers, tell days or evaluate, no more."""


def test_the_import_contracts_are_kept() -> None:
    program = shutil.which("lint-imports", path=Path(sys.executable).parent)
    assert program, "import-linter is missing: `make test` installs it"
    command = [program, "--no-logo", "--no-cache"]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_domain_uses_the_standard_library_and_few_others_alone() -> None:
    graph = grimp.build_graph("serres_requests", include_external_packages=True, cache_dir=None)
    domain = {"serres_requests.domain", *graph.find_descendants("serres_requests.domain")}
    foreign = {
        f"{module} imports {imported}"
        for module in domain
        for imported in graph.find_modules_directly_imported_by(module) - domain
        if imported.split(".")[0] not in NUMBER_CHECKING | CALENDARS | EXPRESSIONS | sys.stdlib_module_names
    }
    assert not foreign
