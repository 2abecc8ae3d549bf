"""The front end in `examples/static-report`: installed from its lock and built from the demo."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.audit.packages import NEEDED

SOURCES = Path(settings.ROOT) / "examples" / "static-report"


def run(*command: str, folder: Path, **environment: str) -> str:
    """What the program says; its complaint when it fails."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. Nothing is written into the sources."""
    assert shutil.which("npm"), f"The audit needs {NEEDED['npm']}."
    root = tmp_path_factory.mktemp("example")
    folder = root / "examples" / "static-report"
    made = shutil.ignore_patterns("node_modules", "build", "site", "schema.d.ts")
    shutil.copytree(SOURCES, folder, ignore=made)
    (root / "docs" / "api").mkdir(parents=True)
    shutil.copy(Path(settings.ROOT) / "docs" / "api" / "openapi.json", root / "docs" / "api")
    run("npm", "ci", "--no-audit", "--no-fund", "--silent", folder=folder)
    run("npm", "run", "build", folder=folder, REPORT_SITE=site)
    return folder / "site"


def test_it_is_built_in_every_language(built: Path):
    assert {page.relative_to(built).as_posix() for page in built.rglob("index.html")} == {
        "sv/index.html",
        "en/index.html",
    }
    assert len(list((built / "sv").glob("*.html"))) == 5  # the cover and four areas


def test_it_tells_what_the_report_tells(built: Path):
    page = (built / "sv" / "halso-och-sjukvard.html").read_text(encoding="utf-8")
    for said in (
        "1\u00a0037\u00a0034",
        "besök i hälso- och sjukvården 2018",
        "41\u00a0%",
        "Nära vård",
    ):
        assert said in page
    assert "1,037,034" in (built / "en" / "health-care.html").read_text(encoding="utf-8")
    assert "undefined" not in page and "[object" not in page


def test_the_lock_names_no_place_of_download():
    assert '"resolved"' not in (SOURCES / "package-lock.json").read_text(encoding="utf-8")


def test_a_wrong_type_does_not_compile(built: Path):
    """Or else the types would prove nothing."""
    wrong = built.parent / "src" / "wrong.ts"
    wrong.write_text(
        'import type { Schemas } from "./api.js";\n'
        "export const value = (figure: Schemas['Figure']): string => figure.value;\n"
    )
    compiled = subprocess.run(
        ["npx", "tsc", "--noEmit"], cwd=built.parent, capture_output=True, text=True
    )
    wrong.unlink()
    assert compiled.returncode != 0
    assert "wrong.ts" in compiled.stdout
