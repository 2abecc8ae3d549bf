"""The register in Wagtail's menu: to look things up and to say where a number comes from."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from report.statistics.register import PublishedFigure, Statistic


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
    list_display = [
        "slug",
        Column("heading", label=_("Latest heading")),
        Column("year", label=_("Latest report")),
        "unit_code",
    ]
    search_fields = ["slug"]
    panels = [FieldPanel("slug"), FieldPanel("predecessors")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statistic]:
        """Each with what it was called last, in the language of the site."""
        figures = PublishedFigure.objects.filter(statistic=OuterRef("pk"))
        newest = figures.order_by("-year", "locale_id")
        return Statistic.objects.annotate(
            heading=Subquery(newest.values("heading")[:1]), year=Subquery(newest.values("year")[:1])
        )
