"""What `make` stands on: the locks, the environment, the browser and the databases of the tests."""

import re
import subprocess
import tomllib
from pathlib import Path
from types import SimpleNamespace

import bootstrap
import browser
import pytest
from django.db import connection
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import databases

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def pins(lock: str) -> dict[str, str]:
    """The packages of one lock and their versions."""
    text = (ROOT / "requirements" / lock).read_text()
    return {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^ ;\\]+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_hashes_and_no_address(lock):
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=sha256:", ""), re.MULTILINE)
    for requirement in text.replace("\\\n", "").splitlines():
        assert "--hash=sha256:" in requirement, requirement


def test_every_declared_dependency_is_locked():
    extras = PROJECT["optional-dependencies"]
    declared = {
        "run.txt": PROJECT["dependencies"],
        "dev.txt": PROJECT["dependencies"] + extras["test"] + extras["lint"],
    }
    for lock, requirements in declared.items():
        pinned = pins(lock)
        for requirement in map(Requirement, requirements):
            version = pinned.get(canonicalize_name(requirement.name))
            assert version in requirement.specifier, f"{requirement} is not in {lock}: make lock"


def test_the_tests_use_the_versions_that_the_site_runs_on():
    assert pins("run.txt").items() <= pins("dev.txt").items()


def test_a_python_without_venv_is_told_which_package_is_missing(monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        bootstrap.refuse_without_venv()


def test_uv_asks_the_index_that_pip_is_configured_for(monkeypatch):
    listing = (
        "global.index-url='https://one.example/simple'\n"
        "install.index-url='https://two.example/simple'\n"
        ":env:.find-links='/a /b'\n"
    )
    done = subprocess.CompletedProcess([], 0, stdout=listing)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: done)
    for name in ("UV_DEFAULT_INDEX", "UV_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    environment = bootstrap.uv_environment()
    assert environment["UV_DEFAULT_INDEX"] == "https://two.example/simple"
    assert environment["UV_FIND_LINKS"] == "/a,/b"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://three.example/simple")
    assert bootstrap.uv_environment()["UV_DEFAULT_INDEX"] == "https://three.example/simple"


def test_a_browser_that_does_not_start_is_refused_with_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "nothing"))
    with pytest.raises(SystemExit, match="does not start as a browser"):
        browser.main()


def test_a_browser_that_cannot_be_installed_fails_with_a_sentence(monkeypatch):
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", "0")
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    with pytest.raises(SystemExit, match="apt-get install chromium"):
        browser.main()


@pytest.mark.database
def test_the_tests_run_on_the_database_that_was_asked_for(request):
    assert connection.vendor == request.config.getoption("database")


@pytest.mark.database
def test_a_database_that_is_not_the_one_asked_for_ends_the_run():
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    config = SimpleNamespace(getoption={"database": other}.__getitem__)
    with pytest.raises(pytest.UsageError, match=f"{other}, but .* {connection.vendor}"):
        databases.pytest_report_header(config)
