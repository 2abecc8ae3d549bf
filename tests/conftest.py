"""What all tests stand on."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_network

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.signals import request_started
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils import translation
from wagtail.models import Page

from report.file_access import is_open_in
from report.pending_changes import write_pending
from tests import build
from tests.receiver import Receiver, receiving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks a database; all else needs to be tested only once."""
    asking = {"db", "transactional_db"}
    for item in items:
        if item.get_closest_marker("django_db") or asking.intersection(item.fixturenames):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What is loaded by now stays; looking through it for garbage took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """SQLite in a file, as in life: in memory, two threads are in each other's way."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(settings.VAR / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The ground data, once for all tests that roll back what they do."""
    with django_db_blocker.unblock():
        # The translation engine asks for the last migration; tests make their tables without any.
        MigrationRecorder(connection).ensure_schema()
        build.ground()
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions() -> None:
    """PostgreSQL keeps a database that a thread of some test's server is still connected to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def fresh_caches():
    """Wagtail caches addresses of sites; a test must not see another's."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    is_open_in.cache_clear()
    with translation.override("sv"):
        yield


@pytest.fixture(autouse=True)
def published_before_requests():
    """A test that rolls back never commits, so what it published is told before each request."""

    def tell(**kwargs) -> None:
        write_pending(connection)

    request_started.connect(tell)
    yield
    request_started.disconnect(tell)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashing a password well takes most of a second, each time."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker) -> Iterator[Callable]:
    """What a fixture of a module builds within `with shared():` stays until the module's end.

    Each test rolls back to it only what it did itself. No test of such a module can commit.
    """

    @contextmanager
    def building() -> Iterator[None]:
        yield
        write_pending(connection)  # as the commit would, which never comes

    with django_db_blocker.unblock(), transaction.atomic():
        yield building
        transaction.set_rollback(True)


@pytest.fixture
def administrator(client, db):
    """An administrator who is signed in with `client`."""
    user = build.administrator()
    client.force_login(user)
    return user


@pytest.fixture
def committed(transactional_db) -> None:
    """What a test writes is committed, so that other connections and servers see it.

    Each such test leaves empty tables behind, so the next one lays the ground anew.
    """
    if not Page.objects.exists():
        build.ground()


@pytest.fixture
def this_machine(settings) -> None:
    """Webhooks may reach this machine, which they otherwise may not."""
    settings.WEBHOOK_ALLOW_PRIVATE = [ip_network("127.0.0.1/32")]


@pytest.fixture
def receiver(this_machine) -> Iterator[Receiver]:
    """A server on this machine that receives webhooks."""
    with receiving() as server:
        yield server
