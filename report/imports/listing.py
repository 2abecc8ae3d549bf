"""The list of what was imported: for the editors of the pages, and nobody else."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permissions import page_permission_policy

from report.imports.areas import ACTIONS, may_import
from report.imports.record import ImportRecord


class ImportsView(IndexView):
    """Who imported which file into which page, newest first."""

    model = ImportRecord
    page_title = _("Imports of statistics")
    header_icon = "history"
    index_url_name = "report_import_records"
    default_ordering = "-created_at"
    paginate_by = 50
    columns = [
        TitleColumn("heading", label=_("Statistic"), get_url=lambda record: edit_address(record)),
        Column("page", label=_("Page"), accessor="page"),
        Column("name", label=_("File"), accessor="name"),
        Column("source", label=_("Source"), accessor="get_source_display"),
        UserColumn("user", label=_("Who"), blank_display_name=_("The command")),
        DateColumn("created_at", label=_("When")),
        Column("sha256", label="SHA-256", accessor="sha256", classname="import-fingerprint"),
    ]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        pages = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, ACTIONS
        )
        records = ImportRecord.objects.filter(page__page_ptr__in=pages.values("pk"))
        return records.select_related("page", "user")

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("report_imports"), "label": _("Import statistics")},
            {"url": "", "label": self.page_title},
        ]


def edit_address(record: ImportRecord) -> str:
    return reverse("wagtailadmin_pages:edit", args=[record.page_id])
