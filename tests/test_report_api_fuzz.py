"""schemathesis asks the report API whatever comes to its mind, and holds it to its description."""

import os

import pytest
import schemathesis
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, settings

from cms.openapi import SCHEMA
from cms.wsgi import application
from report.models import ReportImage
from tests import build, full_text

pytestmark = pytest.mark.django_db

#: Questions a route. `make audit` asks more: FUZZ=500.
QUESTIONS = int(os.environ.get("FUZZ", "20"))


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all questions, since none of them changes it."""
    with django_db_blocker.unblock():
        full_text.make_table()
        with transaction.atomic():
            build.home()
            call_command("demo", quiet=True)
            yield
            for image in ReportImage.objects.all():
                image.file.delete(save=False)
            transaction.set_rollback(True)


schema = schemathesis.openapi.from_path(SCHEMA)
schema.app = application


@schema.parametrize()
@settings(
    max_examples=QUESTIONS,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_what_the_description_promises(demo, case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
