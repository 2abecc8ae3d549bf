"""The import desk in Wagtail, in three steps: the file, the table, the difference.

The file waits on the server; what was chosen of it is in the address, so that no step loses
anything, the back button works, and no script is needed.
"""

from functools import lru_cache
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from report.imports.areas import check_area, may_import
from report.imports.cube import Cube
from report.imports.desk_forms import ChoiceForm, FileForm, ReadingForm, SiteFileForm
from report.imports.preview import Preview
from report.imports.reading import File
from report.imports.record import WaitingFile, fingerprint
from report.imports.refusal import ImportRefused
from report.imports.site_file import SiteFile
from report.imports.writing import Origin, Plan, planned, write


@lru_cache(maxsize=2)
def opened(pk: UUID) -> File:
    """The waiting file `pk`, which never changes: reading a large one again takes seconds."""
    content = WaitingFile.objects.values_list("content", flat=True).get(pk=pk)
    return File(bytes(content))


class DeskView(WagtailAdminTemplateMixin, View):
    """A page of the desk: for those who may write pages."""

    page_title = _("Import statistics")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        start = {"url": reverse("report_imports"), "label": self.page_title}
        return [*self.breadcrumbs_items, start]


class StartView(DeskView):
    """Which file, and which page it is for."""

    template_name = "report/imports/start.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.shown(FileForm(user=request.user, initial=request.GET.dict()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FileForm(request.POST, request.FILES, user=request.user)
        if form.is_valid():
            return redirect("report_import_table", form.waiting.pk)
        if form.waiting:
            form.data = {**form.data.dict(), "kept": form.waiting.pk, "pasted": ""}
        return self.shown(form)

    def shown(self, form: FileForm) -> HttpResponse:
        status = 200 if not form.errors else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)


class WaitingView(DeskView):
    """A step with a file that waits. It is its owner's alone, and for a day."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.waiting = (
            WaitingFile.objects.of(request.user)
            .filter(pk=kwargs["pk"], page__isnull=False)
            .select_related("page")
            .defer("content")
            .first()
        )
        if self.waiting is None:
            messages.error(
                request,
                gettext(
                    "The file is no longer here: it was imported, or has waited for more than a "
                    "day. Choose it again."
                ),
            )
            return redirect("report_imports")
        return super().dispatch(request, *args, **kwargs)

    def address(self, step: str) -> str:
        """Another step with the same choices."""
        query = self.request.GET.urlencode()
        return f"{reverse(step, args=[self.waiting.pk])}?{query}"

    def get_breadcrumbs_items(self) -> list[dict]:
        page = {"url": self.address("report_import_table"), "label": str(self.waiting)}
        return [*super().get_breadcrumbs_items(), page]

    @cached_property
    def file(self) -> File:
        return opened(self.waiting.pk)

    @cached_property
    def reading_form(self) -> ReadingForm:
        is_sent = self.request.GET.keys() & {"source", "read", "difference"}
        return ReadingForm(self.file, self.request.GET if is_sent else None)

    @cached_property
    def table(self) -> "Cube | SiteFile | None":
        """What the file holds as it is read; None while that is not settled, or cannot be done."""
        if not self.reading_form.is_valid():
            return None
        try:
            check_area(self.waiting.page, self.request.user)
            return self.file.read(self.reading_form.reading())
        except ImportRefused as refused:
            self.reading_form.add_error(None, str(refused))
            return None

    @cached_property
    def choice_form(self) -> "ChoiceForm | SiteFileForm | None":
        data = self.request.GET if "target" in self.request.GET else None
        if isinstance(self.table, Cube):
            return ChoiceForm(self.table, self.waiting.page, data)
        if isinstance(self.table, SiteFile):
            return SiteFileForm(self.table, self.waiting.page, data)
        return None

    @cached_property
    def plan(self) -> Plan | None:
        """What would be written; None while something is still to be chosen or mended."""
        form = self.choice_form
        if form is None or not form.is_valid():
            return None
        try:
            target = form.cleaned_data["target"]
            return planned(self.waiting.page, target, form.proposal, form.texts)
        except ImportRefused as refused:
            form.add_error(None, str(refused))
            return None


class TableView(WaitingView):
    """The table as it is understood, and the choice of what to show of it."""

    template_name = "report/imports/table.html"

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        if "difference" in request.GET and self.plan:
            return HttpResponseRedirect(self.address("report_import_difference"))
        return self.render_to_response(
            self.get_context_data(
                waiting=self.waiting,
                file=self.file,
                preview=Preview(self.table) if isinstance(self.table, Cube) else None,
                table=self.table,
                choice_form=self.choice_form,
                reading_form=self.reading_form,
            ),
            status=422 if self.reading_form.errors or self._has_choice_errors() else 200,
        )

    def _has_choice_errors(self) -> bool:
        return bool(self.choice_form and self.choice_form.is_bound and self.choice_form.errors)


class DifferenceView(WaitingView):
    """What the import changes on the page, and the writing of it."""

    template_name = "report/imports/difference.html"

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        if self.plan is None:
            return HttpResponseRedirect(self.address("report_import_table"))
        return self.shown()

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        if self.plan is None:
            return HttpResponseRedirect(self.address("report_import_table"))
        if request.POST.get("revision") != str(self.plan.revision):
            return self.shown(
                gettext(
                    "Somebody has changed the page meanwhile. Here is the difference from how it "
                    "is now: look at it and confirm again."
                )
            )
        data = bytes(self.waiting.content)
        source = self.reading_form.reading().source
        origin = Origin(request.user, self.waiting.file_name, fingerprint(data), source)
        try:
            record = write(self.plan, origin)
        except ImportRefused as refused:
            return self.shown(str(refused))
        self.waiting.delete()
        imported = gettext("“%(heading)s” is imported and saved as a draft.")
        look = gettext("Look at it here and publish it when it is right.")
        messages.success(request, f"{imported % {'heading': record.heading}} {look}")
        return redirect("wagtailadmin_pages:edit", record.page.pk)

    def shown(self, error: str = "") -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                plan=self.plan,
                error=error,
                waiting=self.waiting,
                back=self.address("report_import_table"),
            ),
            status=409 if error else 200,
        )
