"""PO files out and in: of a whole edition, and of one page in the translation editor."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail_localize.models import Translation

from report.languages.exchange import FileRefused, Import, export, read, read_in
from report.languages.progress import Progress, progress_of


def send(page: Page, progress: Progress, code: str) -> HttpResponse:
    """The texts of the pages as a file, named after the first one."""
    response = HttpResponse(
        export(progress, code), content_type="text/x-gettext-translation; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{page.slug}-{code}.po"'
    return response


def receive(request: HttpRequest, progress: Progress, code: str) -> None:
    """Read in the file that was chosen, and tell what that did."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose the PO file that you got from the translator."))
        return
    try:
        done = read_in(read(file.read(), code), progress, request.user)
    except FileRefused as reason:
        messages.error(request, str(reason))
        return
    tell(request, done)


def tell(request: HttpRequest, done: Import) -> None:
    """What was read in and what was not; what to do, if nothing was."""
    read_in_ = ngettext("%(count)s text was read in.", "%(count)s texts were read in.", done.new)
    said = [read_in_ % {"count": done.new}]
    if done.unchanged:
        said.append(_("%(count)s were there already.") % {"count": done.unchanged})
    if done.empty:
        said.append(_("%(count)s have no translation in the file.") % {"count": done.empty})
    if done.unknown:
        said.append(_("%(count)s do not stand on these pages.") % {"count": done.unknown})
    if done.empty and not done.of_use:
        said.append(_("Translate the file first; a translation marked “fuzzy” is not read in."))
    elif not done.of_use:
        said.append(_("Choose the PO file that was fetched here, or read it in where it was."))
    report = (
        messages.success if done.new or (done.unchanged and not done.faults) else messages.error
    )
    report(request, " ".join(said))
    for fault in done.faults:
        messages.error(request, _("Not read in: %(fault)s") % {"fault": fault})


def page_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """In the place of the engine's own file, which has another form than that of an edition."""
    translation, original, _target = parts(request, translation_id)
    locale = translation.target_locale
    return send(original, progress_of(original, locale, below=False), locale.language_code)


@require_POST
def read_page_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The same file in again."""
    translation, original, target = parts(request, translation_id)
    locale = translation.target_locale
    receive(request, progress_of(original, locale, below=False), locale.language_code)
    return redirect("wagtailadmin_pages:edit", target.pk)


def parts(request: HttpRequest, translation_id: int) -> tuple[Translation, Page, Page]:
    """The translation, its original and its page, for those who may edit that."""
    translation = get_object_or_404(Translation, pk=translation_id)
    pages = Page.objects.filter(translation_key=translation.source.object_id)
    target = get_object_or_404(pages, locale=translation.target_locale)
    if not target.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return translation, get_object_or_404(pages, locale=translation.source.locale_id), target
