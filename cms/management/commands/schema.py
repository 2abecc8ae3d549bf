"""`manage.py schema`: writes the report API's `openapi.json` anew from the code."""

import hashlib
import json

from django.core.management.base import BaseCommand

from cms.openapi import SCHEMA, build
from cms.report_api import report_api


def text_of(schema: dict) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def fingerprint(text: str) -> str:
    """What the changelog names, so that no change goes untold."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Command(BaseCommand):
    help = "Writes docs/api/openapi.json; the changelog beside it has to tell of the change."

    def handle(self, **options: object) -> None:
        text = text_of(build(report_api))
        SCHEMA.write_text(text, encoding="utf-8")
        self.stdout.write(
            f"{SCHEMA} is written. Say in docs/api/changelog.md what is new, "
            f"beside its fingerprint `{fingerprint(text)}`."
        )
