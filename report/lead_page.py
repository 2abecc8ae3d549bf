"""What all pages of the site have in common: a lead, one language, numbers that follow."""

import logging

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TitleFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from report.forms import LeadCopyForm, LeadPageForm
from report.languages.completeness import refusal, untranslated
from report.languages.following import follow
from report.preview.frontend import FrontendPreview
from report.public import is_below_unpublished, one_page
from report.references import gather, references_of
from report.slugs import slug_refusal
from report.statistics.carrying import carry_numbers, take_numbers

logger = logging.getLogger(__name__)

#: What Wagtail calls a publication that was set for an hour.
BY_SCHEDULE = "wagtail.publish.scheduled"
#: Where a page's numbers stand, beside the fields that translations share.
CARRIED = {"statistics", "body"}


#: What every page has in words, and what its translations share with it.
PAGE_TEXTS = [
    TranslatableField("title"),
    TranslatableField("slug"),
    TranslatableField("seo_title"),
    TranslatableField("search_description"),
    TranslatableField("lead"),
    SynchronizedField("is_example"),
]


class LeadPage(FrontendPreview, Page):
    """A page that opens with a lead; every page of the site is one."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("One or two sentences that open the page and introduce it in lists."),
    )
    is_example = models.BooleanField(
        _("example content"),
        default=False,
        help_text=_("Marks the page visibly as an example that is not true of anything."),
    )

    content_panels = [TitleFieldPanel("title"), "lead"]
    settings_panels = [*Page.settings_panels, "is_example"]
    search_fields = [*Page.search_fields, index.SearchField("lead", boost=2)]
    api_fields = [APIField("lead"), APIField("is_example")]

    base_form_class = LeadPageForm
    copy_form_class = LeadCopyForm

    class Meta:
        abstract = True

    #: The pages that a request came through on its way to this one; None without a request.
    passed: list[Page] | None = None

    def route(self, request: HttpRequest, path_components: list[str]):
        """Nothing is found below a page that is not published, nor by an alias of what is there."""
        if path_components and not self.live:
            raise Http404
        if self.alias_of and is_below_unpublished(self.alias_of):
            raise Http404
        found = super().route(request, path_components)
        above = [] if found.page is self else [self]
        found.page.passed = [*above, *(found.page.passed or [])]
        return found

    def get_view_restrictions(self) -> models.QuerySet:
        """An alias is as private as what it shows, wherever that stands."""
        restrictions = super().get_view_restrictions()
        if self.alias_of_id:
            restrictions |= self.alias_of.specific.get_view_restrictions()
        return restrictions

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page, rendered at once: while it is, the pages that it links to are known."""
        with one_page():
            # The home page's links stand around every page.
            shown = [self, *(self.passed or [])[:1]]
            links = [link for page in shown for link in references_of(page) if link[0] is Page]
            gather(others=links)
            response = super().serve(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

    def clean(self) -> None:
        super().clean()
        if refused := slug_refusal(self.slug):
            raise ValidationError({"slug": refused})
        # Wherever a publication comes from, it saves the page so: nothing untranslated passes.
        if self.live and self.pk and (texts := untranslated(self)):
            raise ValidationError(refusal(self.title, self.locale.language_code, texts))

    def save(self, clean: bool = True, **kwargs) -> None:
        if self.alias_of_id and self.alias_of.locale_id != self.locale_id:
            # It shows the text of another language: a place for a translation, never one itself.
            self.live, self.first_published_at = False, None
        fields = kwargs.get("update_fields")
        with transaction.atomic():
            with_numbers = fields is None or not CARRIED.isdisjoint(fields)
            if with_numbers:
                take_numbers(self)
            super().save(clean=clean, **kwargs)
            if self.live and with_numbers:
                self.record()
                carry_numbers(self)
        if self.live and fields is None:
            transaction.on_commit(lambda: follow(self), robust=True)

    def record(self) -> None:
        """Keep what has to be remembered of a page that is saved live, in the same transaction."""

    def with_content_json(self, content: dict) -> "LeadPage":
        page = super().with_content_json(content)
        take_numbers(page)
        return page

    def publish(self, revision: Revision, *args, log_action: bool | str = True, **kwargs) -> None:
        draft = revision.as_object()
        if log_action == BY_SCHEDULE and (texts := untranslated(draft)):
            # The pages whose turn is next must not wait for this one.
            self.revisions.update(approved_go_live_at=None)
            logger.warning(refusal(draft.title, draft.locale.language_code, texts))
            return
        super().publish(revision, *args, log_action=log_action, **kwargs)

    def can_move_to(self, parent: Page) -> bool:
        """A page stays in its language."""
        return super().can_move_to(parent) and parent.locale_id == self.locale_id
