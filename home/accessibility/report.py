"""A report of something on the site that somebody could not use."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: So many reports an hour are taken in all. It is the whole defence against a flood, because the
#: site knows nothing of who sends them.
AT_MOST_AN_HOUR = 60


class AccessibilityReports(models.QuerySet):
    """The reports, as one asks for them."""

    def unhandled(self) -> models.QuerySet:
        return self.filter(is_handled=False)

    def are_too_many(self) -> bool:
        """Whether the last hour brought as many as are taken."""
        hour_ago = timezone.now() - timedelta(hours=1)
        return self.filter(sent_at__gt=hour_ago).count() >= AT_MOST_AN_HOUR


class AccessibilityReport(models.Model):
    """What an anonymous reader wrote, and nothing about the reader.

    A contact detail, if one was given, is there for the answer alone: it goes when the report has
    been handled.
    """

    what = models.TextField(_("what is wrong"))
    where = models.CharField(_("where"), max_length=1000, blank=True)
    contact = models.CharField(_("wants an answer at"), max_length=254, blank=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False, db_index=True)
    is_handled = models.BooleanField(
        _("handled"),
        default=False,
        help_text=_("Answer first: the contact detail is removed when the report is handled."),
    )

    objects = AccessibilityReports.as_manager()

    class Meta:
        verbose_name = _("accessibility report")
        verbose_name_plural = _("accessibility reports")
        ordering = ["is_handled", "-sent_at"]

    def __str__(self) -> str:
        """Only when it was sent: Wagtail's log keeps this after the report has been deleted."""
        sent = date_format(timezone.localtime(self.sent_at), "SHORT_DATETIME_FORMAT")
        return gettext("Report of %(date)s") % {"date": sent}

    def save(self, *args, **kwargs) -> None:
        if self.is_handled:
            self.contact = ""
        super().save(*args, **kwargs)
