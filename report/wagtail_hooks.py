"""Registration with Wagtail; what is registered lives elsewhere."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.documents.models import AbstractDocument
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from report.checks.corrections import missing_notes
from report.checks.sums import sum_warnings
from report.checks.tables import waiting_tables
from report.checks.translations import unlike_translations
from report.file_access import is_open, may_have
from report.imports.areas import may_import
from report.imports.urls import urlpatterns as import_addresses
from report.imports.writing import LOG_ACTION
from report.languages.completeness import translation_of
from report.languages.doors import refuse_in_bulk, refuse_in_translation_editor, refuse_move
from report.languages.files import page_file, read_page_file
from report.languages.views import (
    DownloadView,
    TranslationsView,
    edition_of,
    newest_translations,
    no_alias,
    translations_of,
    translations_of_source,
)
from report.pages import AreaPage
from report.patterns import patterns
from report.preview.desk import PreviewTokenViewSet, TokensPolicy
from report.preview.token import PreviewToken
from report.public import is_public_file
from report.rich_text import PublicDocumentLinkHandler, PublicPageLinkHandler
from report.statistics.register import Statistic
from report.statistics.viewset import RegisterPolicy, StatisticViewSet
from report.webhooks.desk import MessagesPolicy, MessageViewSet, SubscriberViewSet
from report.webhooks.notice import add_given_up
from report.webhooks.outbox import Delivery
from report.webhooks.subscriber import Subscriber

register_permission_policy(Statistic, RegisterPolicy(Statistic))
register_snippet(StatisticViewSet)
register_permission_policy(PreviewToken, TokensPolicy(PreviewToken))
register_permission_policy(Delivery, MessagesPolicy(Subscriber))
# Before the translation engine's own, which answers the request itself.
hooks.register("before_edit_page", refuse_in_translation_editor, order=-1)
hooks.register("before_bulk_action", refuse_in_bulk)
hooks.register("before_move_page", refuse_move)
hooks.register("construct_homepage_summary_items", add_given_up)


@hooks.register("register_admin_viewset")
def desks() -> list[ViewSet]:
    # Messages first: their address begins like that of webhooks.
    return [MessageViewSet(), SubscriberViewSet(), PreviewTokenViewSet()]


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def public_links(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("before_serve_document", order=10)  # after Wagtail has asked the collection
def refuse_unpublished(document: AbstractDocument, request: HttpRequest) -> None:
    """A document that no public page links to is found by nobody but its editors."""
    if not is_public_file(document):
        return  # Wagtail has let the reader in to the restricted collection
    if not is_open(document) and not may_have(request, document):
        raise Http404


@hooks.register("insert_global_admin_css")
def editor_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("report/admin/editor.css"))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_differences(request: HttpRequest, page: Page) -> None:
    """Say at once, without refusing, where parts do not add up and where translations cannot
    follow; not at each automatic save."""
    if not request.accepts("text/html"):
        return
    sentences = sum_warnings(page) if isinstance(page, AreaPage) else []
    if request.POST.get("action-publish"):
        sentences += unlike_translations(page) if isinstance(page, AreaPage) else []
        sentences += waiting_tables(page)
    for sentence in sentences:
        messages.warning(request, sentence)


@hooks.register("before_edit_page")
def tell_missing_notes(request: HttpRequest, page: Page) -> None:
    """A correction by a schedule or a bulk action has no note: it can be written afterwards.

    A translation has the note of its original, as soon as that is translated.
    """
    if isinstance(page, AreaPage) and request.method == "GET" and not translation_of(page):
        for sentence in missing_notes(page):
            messages.warning(request, sentence)


@hooks.register("register_admin_urls")
def pattern_address() -> list[URLPattern]:
    return [path("patterns/", patterns, name="report_patterns")]


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    return import_addresses


class ImportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    return ImportItem(_("Import statistics"), reverse("report_imports"), icon_name="upload")


@hooks.register("register_log_actions")
def import_in_history(actions: LogActionRegistry) -> None:
    actions.register_action(LOG_ACTION, _("Import statistics"), _("Statistics imported"))


@hooks.register("register_help_menu_item")
def pattern_item() -> MenuItem:
    return MenuItem(_("Patterns"), reverse("report_patterns"), icon_name="grid", order=300)


@hooks.register("register_admin_urls")
def translation_addresses() -> list[URLPattern]:
    """The last stand in the place of screens of the translation engine, which comes later."""
    return [
        path("translations/", newest_translations, name="newest_translations"),
        path("translations/<int:page_id>/", translations_of, name="translations_of"),
        path("translations/<int:page_id>/edition/", edition_of, name="edition_of"),
        path(
            "translations/<int:page_id>/<str:code>/",
            TranslationsView.as_view(),
            name="translations",
        ),
        path(
            "translations/<int:page_id>/<str:code>/file.po",
            DownloadView.as_view(),
            name="translations_file",
        ),
        path("localize/submit/page/<int:page_id>/", translations_of),
        path("localize/update/<int:translation_source_id>/", translations_of_source),
        path("localize/page/<int:page_id>/convert_to_alias/", no_alias),
        path("localize/translate/<int:translation_id>/pofile/download/", page_file),
        path("localize/translate/<int:translation_id>/pofile/upload/", read_page_file),
    ]


@hooks.register("construct_page_action_menu")
def without_alias(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """A page is never turned into an alias in another language; `no_alias` says why."""
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]


@hooks.register("register_reports_menu_item")
def translations_item() -> MenuItem:
    return MenuItem(
        _("Translations"), reverse("newest_translations"), name="editions", icon_name="globe"
    )


@hooks.register("construct_reports_menu")
def without_engines_list(request: HttpRequest, items: list[MenuItem]) -> None:
    """The engine's own list of translations says the same in words for technicians."""
    engines = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != engines]
