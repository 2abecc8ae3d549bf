"""schemathesis asks the report API whatever comes to its mind, and holds it to its description."""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from cms.openapi import SCHEMA
from cms.wsgi import application

pytestmark = pytest.mark.django_db

#: Questions a route, the same every time. `make audit` asks more.
QUESTIONS = int(os.environ.get("QUESTIONS", "15"))

api = schemathesis.openapi.from_path(SCHEMA)
api.app = application


@api.parametrize()
@settings(
    max_examples=QUESTIONS,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_what_the_description_promises(demo, case: Case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
