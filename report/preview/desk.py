"""The administrators' list of drafts that are looked at elsewhere, each of which can be revoked."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import ListingButton
from wagtail.permission_policies import ModelPermissionPolicy

from report.preview.token import PreviewToken


class TokensPolicy(ModelPermissionPolicy):
    """Tokens come from the preview panel; all that can be done here is to take them back.

    Where no front end is named there are none, and nothing to be seen.
    """

    def user_has_permission(self, user, action: str) -> bool:
        can_be = action == "delete" and bool(settings.PREVIEW_FRONTEND_URL)
        return can_be and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class TokensView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        """Those that still open something."""
        return super().get_base_queryset().filter(expires_at__gt=timezone.now())

    def get_list_buttons(self, instance: PreviewToken) -> list[ListingButton]:
        url = self.get_delete_url(instance)
        return [ListingButton(_("Revoke"), url)] if url else []


class RevokeView(DeleteView):
    page_title = _("Revoke")
    template_name = "report/preview/revoke.html"
    success_message = _("The preview of %(object)s is revoked.")

    def get_usage_url(self) -> None:
        """Nothing refers to a token."""


class PreviewTokenViewSet(ModelViewSet):
    name = "previews"
    model = PreviewToken
    icon = "view"
    menu_label = _("Previews elsewhere")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = TokensView
    delete_view_class = RevokeView
    exclude_form_fields: list[str] = ["content"]
    list_display = [
        "title",
        "user",
        DateColumn("created_at", label=_("Begun")),
        DateColumn("used_at", label=_("Last used")),
        DateColumn("expires_at", label=_("Ends")),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        shown = ("index", "index_results", "delete")
        return [p for p in super().get_urlpatterns() if p.name in shown]
