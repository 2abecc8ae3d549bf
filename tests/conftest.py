"""What all tests stand on."""

import pytest
from django.core.cache import caches
from django.utils import translation

from tests import build


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The ground data, once for all tests that roll back what they do."""
    with django_db_blocker.unblock():
        build.ground()


@pytest.fixture(autouse=True)
def fresh_caches():
    """Wagtail caches addresses of sites; a test must not see another's."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    with translation.override("sv"):
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Hashing a password well takes most of a second, each time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def administrator(client, db):
    """An administrator who is signed in with `client`."""
    user = build.administrator()
    client.force_login(user)
    return user
