"""The screens for having pages translated: how far it has come, beginning, publishing, files."""

from time import monotonic

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from report.languages.beginning import BUDGET, begin_some, pages_to_begin
from report.languages.files import receive, send
from report.languages.names import language_name
from report.languages.progress import Progress, progress_of
from report.pages import ReportPage

PERMISSION = "wagtail_localize.submit_translation"


def may_translate(user, page: Page) -> bool:
    return user.has_perm(PERMISSION) and page.permissions_for_user(user).can_edit()


def translations_of(request: HttpRequest, page_id: int) -> HttpResponse:
    """The translations of a page and all below it, into the language that comes first."""
    page = original_of(get_object_or_404(Page, pk=page_id, depth__gt=1))
    locale = Locale.objects.exclude(pk=page.locale_id).order_by("pk").first()
    if locale is None:
        messages.error(request, _("The site has only one language, so nothing can be translated."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return redirect("translations", page.pk, locale.language_code)


def original_of(page: Page) -> Page:
    """The page that this one is translated from; the page itself, if it is an original."""
    source = TranslationSource.objects.filter(
        object=page.translation_key, translations__target_locale=page.locale_id
    ).first()
    if source is None:
        return page.alias_of or page
    return page.get_translations(inclusive=True).filter(locale=source.locale_id).first() or page


def edition_of(request: HttpRequest, page_id: int) -> HttpResponse:
    """From a translated page to the list of its edition, or as much of it as the user has."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    above = original_of(page).get_ancestors(inclusive=True).specific()
    report = next((p.depth for p in above if isinstance(p, ReportPage)), 0)
    own = (p for p in above if p.depth >= report and may_translate(request.user, p))
    top = next(own, original_of(page)) if report else original_of(page)
    return redirect("translations", top.pk, page.locale.language_code)


def translations_of_source(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """In the place of the engine's own screen, which publishes what has gaps."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    return translations_of(request, source.get_source_instance().pk)


def newest_translations(request: HttpRequest) -> HttpResponse:
    """The translations of the newest report that the user may work with."""
    for report in ReportPage.objects.filter(locale=Locale.get_default()).order_by("-year"):
        if may_translate(request.user, report):
            return translations_of(request, report.pk)
    messages.info(request, _("There is no report that you may have translated."))
    return redirect("wagtailadmin_home")


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """The engine offers to show the original's text in its place: that is never published here."""
    page = get_object_or_404(Page, pk=page_id)
    messages.error(
        request,
        _("A page in %(language)s cannot show the text of another language. Translate it instead.")
        % {"language": language_name(page.locale.language_code)},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


class TranslationsView(WagtailAdminTemplateMixin, TemplateView):
    """How far a page and everything below it is translated, and what can be done about it."""

    template_name = "report/languages/translations.html"
    header_icon = "globe"
    page_title = gettext_lazy("Translations")

    def dispatch(self, request: HttpRequest, page_id: int, code: str) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
        self.locale = get_object_or_404(
            Locale.objects.exclude(pk=self.page.locale_id), language_code=code
        )
        if not may_translate(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, page_id, code)

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.page, self.locale)

    @property
    def here(self) -> str:
        return reverse("translations", args=[self.page.pk, self.locale.language_code])

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict]:
        pages = self.page.get_ancestors(inclusive=True).filter(depth__gt=1)
        return [
            *self.breadcrumbs_items,
            *(
                {
                    "url": reverse("wagtailadmin_explore", args=[page.pk]),
                    "label": page.get_admin_display_title(),
                }
                for page in pages
            ),
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        going = self.request.GET.get("going", "")
        left = 0
        if going == "publish":
            left = len(self.progress.ready)
        elif going == "begin":
            left = len(pages_to_begin(self.page, self.locale, below=True))
        others = Locale.objects.exclude(pk__in=[self.page.locale_id, self.locale.pk])
        return {
            **super().get_context_data(**kwargs),
            "top": self.page,
            "progress": self.progress,
            "language": language_name(self.locale.language_code),
            "original_language": language_name(self.page.locale.language_code),
            "others": [(code, language_name(code)) for code in codes(others)],
            "going": going if left else "",
            "left": left,
            "finished": len(self.progress.rows) - left,
        }

    def post(self, request: HttpRequest, page_id: int, code: str) -> HttpResponse:
        action = request.POST.get("action")
        if action == "begin":
            return self.begin(below=request.POST.get("scope") == "below")
        if action == "publish":
            return self.publish()
        return self.upload()

    def begin(self, *, below: bool) -> HttpResponse:
        left = begin_some(self.page, self.locale, self.request.user, below=below)
        if left:
            return redirect(f"{self.here}?going=begin")
        if not below:
            target = self.page.get_translation(self.locale)
            return redirect("wagtailadmin_pages:edit", target.pk)
        messages.success(
            self.request,
            _(
                "All pages are ready to be translated into %(language)s. "
                "Readers see none of them yet."
            )
            % {"language": language_name(self.locale.language_code)},
        )
        return redirect(self.here)

    def publish(self) -> HttpResponse:
        """Publish what is completely translated, for about two seconds."""
        until = monotonic() + BUDGET
        ready = self.progress.ready
        if not all(r.target.permissions_for_user(self.request.user).can_publish() for r in ready):
            raise PermissionDenied
        while ready and monotonic() < until:
            row = ready.pop(0)
            try:
                row.translation.save_target(user=self.request.user, publish=True)
            except ValidationError as fault:
                self.tell_fault(row.target, fault)
                return redirect(self.here)
        if ready:
            return redirect(f"{self.here}?going=publish")
        messages.success(self.request, _("Everything that is ready is published."))
        return redirect(self.here)

    def tell_fault(self, page: Page, fault: ValidationError) -> None:
        """What a page's own rules say against publishing it; those before it are published."""
        sentence = _("“%(page)s” could not be published: %(fault)s")
        said = {"page": page.get_admin_display_title(), "fault": " ".join(fault.messages)}
        messages.error(self.request, sentence % said)

    def upload(self) -> HttpResponse:
        receive(self.request, self.progress, self.locale.language_code)
        return redirect(self.here)


class DownloadView(TranslationsView):
    """All texts of the page and of everything below it, as one PO file for a translator."""

    def get(self, request: HttpRequest, page_id: int, code: str) -> HttpResponse:
        return send(self.page, self.progress, self.locale.language_code)


def codes(locales) -> list[str]:
    return list(locales.values_list("language_code", flat=True))
