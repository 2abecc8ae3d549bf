"""Tokens that open one draft, for one editor, for a while.

A token is signed, so that nobody makes one up; it has a row, so that it can be taken back, and the
row keeps the draft as it stood in the editor's form, for nothing else knows a draft that was never
saved. What the editor may not do any more, the token cannot either.
"""

import uuid
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

SALT = "report.preview"


class TokenRefused(Exception):
    """The token opens nothing; the message is a sentence for whoever develops the front end."""


class PreviewToken(models.Model):
    """A draft that somebody looks at elsewhere.

    `place` is the page itself, or for a page that was never saved the one that it will stand below.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor")
    )
    place = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    is_new = models.BooleanField()
    model = models.CharField(max_length=100)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    title = models.CharField(_("page"), max_length=255)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    expires_at = models.DateTimeField(_("ends"), db_index=True)
    used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("preview elsewhere")
        verbose_name_plural = _("previews elsewhere")
        ordering = ["-expires_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "place", "is_new", "model"], name="one_preview")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_allowed(self) -> bool:
        """Whether the editor may still edit the page, or add it."""
        if not self.user.is_active:
            return False
        permissions = self.place.permissions_for_user(self.user)
        return permissions.can_add_subpage() if self.is_new else permissions.can_edit()

    def draft(self) -> Page:
        """The page as it stood in the form."""
        place = self.place.specific
        if not self.is_new:
            return place.with_content_json(self.content)
        page = apps.get_model(self.model).from_serializable_data(self.content)
        page.locale = place.locale
        return page


def lifetime() -> timedelta:
    return timedelta(seconds=settings.PREVIEW_SECONDS)


def issue(user, page: Page) -> str:
    """A token for the page as it stands in memory; the editor's earlier draft of it is replaced."""
    PreviewToken.objects.filter(expires_at__lt=timezone.now()).delete()
    is_new = page.pk is None
    token, _created = PreviewToken.objects.update_or_create(
        user=user,
        place_id=page.get_parent().pk if is_new else page.pk,
        is_new=is_new,
        model=page._meta.label,
        defaults={
            "content": page.serializable_data(),
            "title": page.title,
            "expires_at": timezone.now() + lifetime(),
        },
    )
    return signing.dumps(str(token.pk), salt=SALT)


def redeem(text: str) -> PreviewToken:
    """The draft that a token opens. Raises TokenRefused."""
    try:
        pk = signing.loads(text, salt=SALT, max_age=lifetime())
    except signing.SignatureExpired as error:
        raise TokenRefused("The token has expired. Open the preview in the editor anew.") from error
    except signing.BadSignature as error:
        raise TokenRefused("This is no token of ours. Copy it whole, from behind the #.") from error
    token = open_token(pk)
    PreviewToken.objects.filter(pk=pk).update(used_at=timezone.now())
    return token


def open_token(pk: str) -> PreviewToken:
    """The token with this key, while it opens its draft. Raises TokenRefused."""
    token = PreviewToken.objects.select_related("user", "place").filter(pk=pk).first()
    if token is None or token.expires_at < timezone.now():
        raise TokenRefused("The token was revoked, or its page is gone. Open the preview anew.")
    if not token.is_allowed:
        raise TokenRefused("The token's editor may no longer edit this page.")
    return token
