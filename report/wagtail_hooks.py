"""Registration with Wagtail; what is registered lives elsewhere."""

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from report.checks.corrections import missing_notes
from report.checks.sums import sum_warnings
from report.pages import AreaPage
from report.patterns import patterns
from report.rich_text import PublicDocumentLinkHandler, PublicPageLinkHandler
from report.statistics.register import Statistic
from report.statistics.viewset import RegisterPolicy, StatisticViewSet
from report.webhooks.desk import MessagesPolicy, MessageViewSet, SubscriberViewSet
from report.webhooks.outbox import Delivery
from report.webhooks.subscriber import Subscriber

register_permission_policy(Statistic, RegisterPolicy(Statistic))
register_snippet(StatisticViewSet)
register_permission_policy(Delivery, MessagesPolicy(Subscriber))


@hooks.register("register_admin_viewset")
def desks() -> list[ViewSet]:
    # Messages first: their address begins like that of webhooks.
    return [MessageViewSet(), SubscriberViewSet()]


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def public_links(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("insert_global_admin_css")
def editor_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("report/admin/editor.css"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_sums(request: HttpRequest, page: Page) -> None:
    """Say at once, without refusing, where parts do not add up; not at each automatic save."""
    if isinstance(page, AreaPage) and request.accepts("text/html"):
        for sentence in sum_warnings(page):
            messages.warning(request, sentence)


@hooks.register("before_edit_page")
def tell_missing_notes(request: HttpRequest, page: Page) -> None:
    """A correction by a schedule or a bulk action has no note: it can be written afterwards."""
    if isinstance(page, AreaPage) and request.method == "GET":
        for sentence in missing_notes(page):
            messages.warning(request, sentence)


@hooks.register("register_admin_urls")
def pattern_address() -> list[URLPattern]:
    return [path("patterns/", patterns, name="report_patterns")]


@hooks.register("register_help_menu_item")
def pattern_item() -> MenuItem:
    return MenuItem(_("Patterns"), reverse("report_patterns"), icon_name="grid", order=300)
