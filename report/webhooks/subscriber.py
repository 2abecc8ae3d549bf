"""Another system that wants to know when something is published."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from report.webhooks.address import AddressRefused, validate
from report.webhooks.signature import new_secret


class Subscriber(models.Model):
    """Where messages go.

    `events` lists what it is told, of `page_changes.What`. `claim` is held by the one worker that
    is sending to it.
    """

    name = models.CharField(_("name"), max_length=100, help_text=_("Such as “The mobile app”."))
    address = models.CharField(
        _("address"),
        max_length=500,
        help_text=_("Messages are posted here. It begins with https://."),
    )
    events = models.JSONField(_("tell when a page is"), default=list)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Nothing is sent while this is off.")
    )
    secret = models.CharField(max_length=100, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    claimed_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.secret = self.secret or new_secret()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not self.address:  # the field has refused what was written
            return
        try:
            validate(self.address)
        except AddressRefused as refusal:
            raise ValidationError({"address": refusal.messages}) from refusal
