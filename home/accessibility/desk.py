"""The editors' desk for the reports: read, mark as handled, delete. Nobody adds any there."""

from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr, yesno
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet

from home.accessibility.report import AccessibilityReport


class ReportsPolicy(ModelPermissionPolicy):
    """Reports come from readers only."""

    def user_has_permission(self, user, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class WrittenPanel(FieldPanel):
    """Text that keeps its lines."""

    def format_value_for_display(self, value: str) -> SafeString:
        return linebreaksbr(value)


class ReportInspectView(InspectView):
    """Wagtail would show the text in one line, the time in UTC, and "False"."""

    def get_what_display_value(self) -> SafeString:
        return linebreaksbr(self.object.what)

    def get_sent_at_display_value(self) -> str:
        return date_format(timezone.localtime(self.object.sent_at), "DATETIME_FORMAT")

    def get_is_handled_display_value(self) -> str:
        return yesno(self.object.is_handled)


class AccessibilityReportViewSet(SnippetViewSet):
    """Lists the reports, those that wait first."""

    model = AccessibilityReport
    icon = "mail"
    menu_label = _("Accessibility reports")
    add_to_admin_menu = True
    inspect_view_enabled = True
    inspect_view_class = ReportInspectView
    inspect_view_fields = ["what", "where", "contact", "sent_at", "is_handled"]
    list_display = [
        "__str__",
        Column("what", label=_("What is wrong"), accessor=lambda report: report.what[:120]),
        Column("where", label=_("Where")),
        BooleanColumn("is_handled", label=_("Handled")),
        DateColumn("sent_at", label=_("Sent")),
    ]
    list_filter = ["is_handled"]
    panels = [
        WrittenPanel("what", read_only=True),
        FieldPanel("where", read_only=True),
        FieldPanel("contact", read_only=True),
        FieldPanel("sent_at", read_only=True),
        "is_handled",
    ]


class UnhandledItem(SummaryItem):
    """On the first page of the editors' side, so that a report is seen by somebody."""

    order = 400
    template_name = "home/unhandled_item.html"

    @cached_property
    def count(self) -> int:
        return AccessibilityReport.objects.unhandled().count()

    def is_shown(self) -> bool:
        policy = policy_registry.get_by_type(AccessibilityReport)
        may_see = policy.user_has_any_permission(self.request.user, ["view", "change", "delete"])
        return may_see and self.count > 0

    def get_context_data(self, parent_context: dict) -> dict:
        name = AccessibilityReportViewSet().get_url_name("list")
        return {"count": self.count, "url": f"{reverse(name)}?is_handled=false"}


def add_unhandled(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(UnhandledItem(request))
