"""The pytest plugin that says which database the tests run on: `pytest --database=postgresql`.

pytest-django reads the settings before any conftest.py is loaded, so this is loaded with `-p` and
sets the whole environment of the settings first: nothing of the developer's own installation, nor
of its var/, reaches a test. DATABASE_URL in the environment replaces the embedded PostgreSQL.
"""

import os
import secrets
import shutil
import sqlite3
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.postgres import Server


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --database."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database that the tests run on",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config):
    """Set the environment, and start the server, before Django is loaded."""
    folder = Path(tempfile.mkdtemp(prefix="report-tests-"))
    early_config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["VAR_DIR"] = str(folder)
    (folder / "static").mkdir()  # WhiteNoise warns of a folder that is not there
    # The workers of pytest-xdist inherit all the rest from the process that started them.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        database = early_config.known_args_namespace.database
        os.environ.update(
            ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
            CACHE_URL="locmemcache://",
            # Threads of the browser tests' servers keep theirs for as long as the process lives.
            DATABASE_POOL="40",
            DATABASE_URL=database_url(database, folder, early_config),
            DEBUG="false",
            ENV_FILE=os.devnull,
            SECRET_KEY=secrets.token_urlsafe(50),
            SITE_ADDRESS="http://testserver",
            STATIC_STORAGE="django.contrib.staticfiles.storage.StaticFilesStorage",
        )
    # Playwright keeps an event loop in the thread of the tests, which Django would take for
    # asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return (yield)


def database_url(database: str, folder: Path, config: pytest.Config) -> str:
    """The address of the database; an embedded server ends with the test run."""
    if database == "sqlite":
        return f"sqlite:///{folder / 'db.sqlite3'}"
    if given := os.environ.get("DATABASE_URL"):
        return given
    server = Server(folder / "postgresql")
    config.add_cleanup(server.stop)
    return server.start()


def pytest_report_header(config: pytest.Config) -> str:
    """Name the database that Django really uses, and its server's version."""
    from django.db import connection

    asked = config.getoption("database")
    if connection.vendor != asked:
        raise pytest.UsageError(f"--database={asked}, but DATABASE_URL names {connection.vendor}.")
    if connection.vendor == "sqlite":
        return f"database: SQLite {sqlite3.sqlite_version}"
    version = server_version(connection.settings_dict)
    return f"database: PostgreSQL {version} through psycopg {psycopg.__version__}"


def server_version(settings: dict) -> str:
    """What the server that Django is configured for says of itself."""
    with psycopg.connect(
        dbname=settings["NAME"] or "postgres",
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
    ) as connection:
        return connection.info.parameter_status("server_version") or "of unknown version"
