"""The register in Wagtail's menu: to look things up and to say where a number comes from."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from report.statistics.register import Statistic


class RegisterPolicy(ModelPermissionPolicy):
    """The register writes itself: nobody adds to it or deletes from it by hand."""

    def user_has_permission(self, user, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class StatisticViewSet(SnippetViewSet):
    """Lists the statistics; what can be edited is the address and what a number came from."""

    model = Statistic
    icon = "table"
    menu_label = _("Register of statistics")
    add_to_admin_menu = True
    list_display = ["slug", "unit_code"]
    search_fields = ["slug"]
    panels = [FieldPanel("slug"), FieldPanel("predecessors")]
