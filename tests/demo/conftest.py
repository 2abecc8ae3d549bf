"""The demo, loaded once for all tests of this folder: each rolls back to it what it changed."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction

from report.models import ReportImage
from report.pending_changes import write_pending
from tests import build, full_text


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        full_text.make_table()
        with transaction.atomic():
            build.home()
            call_command("demo", quiet=True)
            write_pending(connection)  # as the commit would, which never comes
            yield
            for image in ReportImage.objects.all():
                image.file.delete(save=False)
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """A request through WSGI ends its connection; this one's transaction is the whole demo."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
