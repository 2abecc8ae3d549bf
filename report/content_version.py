"""The content version: one number that rises with every change of what readers may see.

Everything rendered can be keyed by it. It rises inside the transaction that makes the change, as
the last thing before the commit, at most once: whoever reads the new number sees the new content,
and numbers become visible in their order, for the row stays locked until the commit. It is no
sequence: a sequence neither waits nor rolls back.

What changes content is listed in `content_signals`; `pending_changes` keeps it until the commit.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import models
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Sent inside the transaction, after the version was raised and before the commit, with `version`
#: (the new number) and `changes` (the `PageChange`s written with it). An error rolls all back.
raised = Signal()


class ContentVersion(models.Model):
    """The one row that holds the number; see `current`."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content versions")

    def __str__(self) -> str:
        return str(self.number)


class Version(NamedTuple):
    """A state of the published content: its number, and when it came about (UTC)."""

    number: int
    changed_at: datetime


#: Before anything was published.
NOTHING_YET = Version(0, datetime(1970, 1, 1, tzinfo=UTC))
THE_ROW = 1


def current() -> Version:
    """The version that readers see now, in one query. Read it before what is rendered."""
    row = ContentVersion.objects.filter(pk=THE_ROW).values_list("number", "changed_at").first()
    return Version(*row) if row else NOTHING_YET


def raise_number() -> int:
    """The next number. From here to the commit every other change waits."""
    row = ContentVersion.objects.filter(pk=THE_ROW)
    values = {"number": models.F("number") + 1, "changed_at": timezone.now()}
    if not row.update(**values):
        first = ContentVersion(pk=THE_ROW, changed_at=timezone.now())
        ContentVersion.objects.bulk_create([first], ignore_conflicts=True)
        row.update(**values)
    return row.values_list("number", flat=True).get()
