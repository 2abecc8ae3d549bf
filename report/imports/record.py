"""What the imports leave behind: who brought which file when, and files that wait meanwhile.

None of it is ever published: no page, file or answer of the API reads these tables.
"""

import hashlib
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from report.imports.source import Source

#: How long an uploaded file waits for its import to be finished, and how many of one user's do.
WAITS = timedelta(hours=24)
MOST_WAITING = 10


class ImportRecord(models.Model):
    """An import that was written as a draft."""

    created_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    page = models.ForeignKey(
        "report.AreaPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("page"),
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    statistic_id = models.UUIDField(null=True)
    heading = models.CharField(_("statistic"), max_length=255)
    source = models.CharField(_("source"), max_length=20, choices=Source.choices)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("import of statistics")
        verbose_name_plural = _("imports of statistics")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}"

    @property
    def name(self) -> str:
        """The file's name; what was pasted has none."""
        return self.file_name or gettext("Pasted table")


class WaitingFiles(models.QuerySet):
    def expired(self) -> "WaitingFiles":
        return self.filter(created_at__lt=timezone.now() - WAITS)

    def of(self, user) -> "WaitingFiles":
        """The user's own files that have not expired: nobody sees another's."""
        return self.filter(user=user, created_at__gte=timezone.now() - WAITS)


class WaitingFile(models.Model):
    """An uploaded file between the steps of its import; it goes when written, or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(
        "report.AreaPage", on_delete=models.CASCADE, null=True, related_name="+"
    )
    file_name = models.CharField(max_length=255, blank=True)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = WaitingFiles.as_manager()

    class Meta:
        verbose_name = _("waiting file")
        verbose_name_plural = _("waiting files")

    def __str__(self) -> str:
        return self.file_name or gettext("Pasted table")

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        WaitingFile.objects.expired().delete()
        kept = WaitingFile.objects.filter(user=self.user).order_by("-created_at")
        stale = kept.values_list("pk", flat=True)[MOST_WAITING:]
        WaitingFile.objects.filter(pk__in=list(stale)).delete()


def fingerprint(data: bytes) -> str:
    """The SHA-256 by which a file is known again."""
    return hashlib.sha256(data).hexdigest()
