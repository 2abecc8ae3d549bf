"""Registration with Wagtail; what is registered lives elsewhere."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.accessibility.age import age_warning
from home.accessibility.desk import AccessibilityReportViewSet, ReportsPolicy, add_unhandled
from home.accessibility.report import AccessibilityReport
from home.pages import AccessibilityStatementPage

register_permission_policy(AccessibilityReport, ReportsPolicy(AccessibilityReport))
register_snippet(AccessibilityReportViewSet)
hooks.register("construct_homepage_summary_items", add_unhandled)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_age(request: HttpRequest, page: Page) -> None:
    """Say at once when the statement that was saved is too old."""
    # What the editor saves by itself while somebody writes shows no messages; they would pile up.
    if not isinstance(page, AccessibilityStatementPage) or not request.accepts("text/html"):
        return
    if warning := age_warning(page.updated_on):
        messages.warning(request, warning)
