"""Another system that wants to know when something is published."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from report.page_changes import What
from report.webhooks.address import validate
from report.webhooks.signature import new_secret


def all_events() -> list[str]:
    return list(What.values)


class Subscriber(models.Model):
    """Where messages go. `claim` is held by the one worker that is sending to it at the moment."""

    name = models.CharField(_("name"), max_length=100, help_text=_("Such as “The mobile app”."))
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[URLValidator(schemes=["https", "http"]), validate],
        help_text=_("Messages are posted here. It begins with https://."),
    )
    events = models.JSONField(_("tell when a page is"), default=all_events)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Nothing is sent while this is off.")
    )
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
