"""The pages of a report: an edition, its areas, their articles and strategies."""

import logging
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from report import layers
from report.api.fields import PictureField
from report.blocks import BodyBlock, HeadlinesBlock, StatisticsBlock
from report.checks.prose_panel import ProsePanel
from report.forms import AreaPageForm, LeadCopyForm, LeadPageForm, ReportPageForm
from report.languages.completeness import refusal, untranslated
from report.languages.following import follow
from report.preview.frontend import FrontendPreview
from report.public import one_page, public_pages
from report.references import gather, references_of
from report.scenery import Icon, Palette, Scene
from report.slugs import RESERVED_SLUGS
from report.statistics import recording
from report.statistics.address import addresses
from report.statistics.carrying import carry_numbers, take_numbers
from report.statistics.comparison import comparisons
from report.statistics.corrected import corrections_on

logger = logging.getLogger(__name__)

#: What Wagtail calls a publication that was set for an hour.
BY_SCHEDULE = "wagtail.publish.scheduled"
#: Where a page's numbers stand, beside the fields that translations share.
CARRIED = {"statistics", "body"}


def picture_field(label: str, help_text: str) -> models.ForeignKey:
    """A picture layer: it may go away without taking the page with it."""
    return models.ForeignKey(
        "report.ReportImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        help_text=help_text,
    )


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
        shown = self.alias_of
        if shown and shown.get_ancestors().filter(depth__gt=1, live=False).exists():
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
            gather(others=[reference for reference in references_of(self) if reference[0] is Page])
            response = super().serve(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS or self.slug in dict(settings.LANGUAGES):
            raise ValidationError(
                {
                    "slug": _("The site uses the address “%(slug)s” itself. Choose another one.")
                    % {"slug": self.slug}
                }
            )
        # Wherever a publication comes from, it saves the page so: nothing untranslated passes.
        if self.live and self.pk and (texts := untranslated(self)):
            raise ValidationError(refusal(self.title, self.locale.language_code, texts))

    def save(self, clean: bool = True, **kwargs) -> None:
        if self.alias_of_id and self.alias_of.locale_id != self.locale_id:
            # It shows the text of another language: a place for a translation, never one itself.
            self.live = False
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


class ReportPage(LeadPage):
    """An edition: everything that is told about one year."""

    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1900), MaxValueValidator(2200)],
        help_text=_("The year that the report is about. It is also the address: /2018/."),
    )
    scene_background = picture_field(
        _("background picture"), _("The far layer of the cover's picture.")
    )
    scene_foreground = picture_field(
        _("foreground picture"), _("The near layer, with transparency, in front of the background.")
    )
    headlines = StreamField(
        HeadlinesBlock(),
        blank=True,
        verbose_name=_("headline statistics"),
        help_text=_(
            "The numbers on the cover. An area without a chosen number shows its first one."
        ),
    )
    accounts_url = models.URLField(
        _("formal annual accounts"),
        blank=True,
        help_text=_("Where the region's adopted accounts are."),
    )
    data_licence_url = models.URLField(
        _("licence of the data"),
        blank=True,
        default="https://creativecommons.org/publicdomain/zero/1.0/",
        help_text=_("The terms on which anyone may use the numbers."),
    )

    content_panels = [
        *LeadPage.content_panels,
        "year",
        "headlines",
        MultiFieldPanel(["scene_background", "scene_foreground"], heading=_("Picture")),
        MultiFieldPanel(["accounts_url", "data_licence_url"], heading=_("Accounts and data")),
    ]
    promote_panels = [
        MultiFieldPanel(["seo_title", "search_description"], heading=_("For search engines"))
    ]
    search_fields = [*LeadPage.search_fields, index.FilterField("year")]
    api_fields = [
        *LeadPage.api_fields,
        APIField("year"),
        APIField("headlines"),
        APIField("scene_background", serializer=PictureField()),
        APIField("scene_foreground", serializer=PictureField()),
        APIField("accounts_url"),
        APIField("data_licence_url"),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("lead"),
        SynchronizedField("year"),
        SynchronizedField("headlines"),
        SynchronizedField("scene_background"),
        SynchronizedField("scene_foreground"),
        TranslatableField("accounts_url"),
        SynchronizedField("data_licence_url"),
        SynchronizedField("is_example"),
    ]
    base_form_class = ReportPageForm
    parent_page_types = ["home.HomePage"]
    subpage_types = ["report.AreaPage", "report.StrategyPage"]
    template = "report/report_page.html"

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def full_clean(self, *args, **kwargs) -> None:
        self.slug = str(self.year or "")
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self.slug = str(self.year or "")
        super().minimal_clean()

    def save(self, **kwargs) -> None:
        super().save(**kwargs)
        if self.live:
            transaction.on_commit(lambda: layers.bands(self), robust=True)

    @property
    def areas(self) -> models.QuerySet:
        """The areas that anyone may read, in the editors' order."""
        return public_pages(AreaPage).child_of(self)

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["areas"] = self.areas
        return context

    @property
    def headline_ids(self) -> set[uuid.UUID]:
        """The statistics that were chosen for the cover."""
        return {block.value for block in self.headlines}


class AreaPage(LeadPage):
    """An area of the region's work: its picture, its statistics and its text."""

    area_key = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        db_index=True,
        help_text="Copied and translated along: this year's area knows last year's.",
    )
    icon = models.CharField(_("icon"), max_length=20, choices=Icon.choices, default=Icon.PEOPLE)
    colour = models.CharField(
        _("colour"), max_length=20, choices=Palette.choices, default=Palette.SPRING
    )
    scene = models.CharField(
        _("built-in picture"),
        max_length=20,
        choices=Scene.choices,
        blank=True,
        help_text=_("Used where no picture of your own is chosen."),
    )
    scene_background = picture_field(
        _("background picture"), _("The far layer of the area's picture.")
    )
    scene_foreground = picture_field(
        _("foreground picture"), _("The near layer, with transparency, in front of the background.")
    )
    scene_upright = picture_field(
        _("upright picture"),
        _(
            "For phones held upright and for the cover, instead of both layers. Leave empty, and "
            "the background picture is cut around its focal point."
        ),
    )
    statistics = StreamField(StatisticsBlock(), blank=True, verbose_name=_("statistics"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        ProsePanel(),
        *LeadPage.content_panels,
        "statistics",
        "body",
        MultiFieldPanel(
            [
                *("icon", "colour", "scene"),
                *("scene_background", "scene_foreground", "scene_upright"),
            ],
            heading=_("Looks"),
        ),
    ]
    search_fields = [
        *LeadPage.search_fields,
        index.SearchField("statistics"),
        index.SearchField("body"),
    ]
    api_fields = [
        *LeadPage.api_fields,
        APIField("area_key"),
        APIField("icon"),
        APIField("colour"),
        APIField("scene"),
        APIField("scene_background", serializer=PictureField()),
        APIField("scene_foreground", serializer=PictureField()),
        APIField("scene_upright", serializer=PictureField()),
        APIField("statistics"),
        APIField("body"),
    ]
    translatable_fields = [
        *PAGE_TEXTS,
        SynchronizedField("icon"),
        SynchronizedField("colour"),
        SynchronizedField("scene"),
        SynchronizedField("scene_background"),
        SynchronizedField("scene_foreground"),
        SynchronizedField("scene_upright"),
        TranslatableField("statistics"),
        TranslatableField("body"),
    ]
    base_form_class = AreaPageForm
    parent_page_types = ["report.ReportPage"]
    subpage_types = ["report.ArticlePage", "report.StrategyPage"]
    template = "report/area_page.html"

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    @cached_property
    def edition(self) -> ReportPage:
        """The report that the area stands in."""
        return self.get_parent().specific

    def siblings_with_key(self) -> bool:
        """Whether another area of the edition has this area's key: then this one is a copy."""
        if not self.path:
            return False
        return (
            AreaPage.objects.sibling_of(self, inclusive=False)
            .filter(area_key=self.area_key)
            .exists()
        )

    def full_clean(self, *args, **kwargs) -> None:
        recording.settle(self)
        super().full_clean(*args, **kwargs)

    def serializable_data(self) -> dict:
        """What a revision stores; drafts are not cleaned, but their numbers have identities too."""
        recording.settle(self)
        return super().serializable_data()

    def with_content_json(self, content: dict) -> "AreaPage":
        page = super().with_content_json(content)
        # The key is the page's, not a revision's: a copy's drafts still carry the original's.
        page.area_key = self.area_key
        recording.settle(page)
        return page

    def record(self) -> None:
        recording.settle(self)
        recording.record(self)

    def save(self, **kwargs) -> None:
        super().save(**kwargs)
        if self.live:
            transaction.on_commit(lambda: layers.prepare(self), robust=True)

    def can_move_to(self, parent: Page) -> bool:
        """Areas stay in their edition: their figures are that year's."""
        return super().can_move_to(parent) and parent.pk == self.get_parent().pk

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        for name, model in (("articles", ArticlePage), ("strategies", StrategyPage)):
            context[name] = list(public_pages(model).child_of(self).defer_streamfields())
        context["comparisons"] = comparisons(self)
        context["corrections"] = corrections_on([self]).get(self.pk)
        context["addresses"] = addresses(self)
        return context


class ArticlePage(LeadPage):
    """An article about something within an area."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [*LeadPage.content_panels, "body"]
    search_fields = [*LeadPage.search_fields, index.SearchField("body")]
    api_fields = [*LeadPage.api_fields, APIField("body")]
    translatable_fields = [
        *PAGE_TEXTS,
        TranslatableField("body"),
    ]
    parent_page_types = ["report.AreaPage"]
    subpage_types = []
    template = "report/article_page.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class StrategyPage(LeadPage):
    """Where the region is heading, point by point."""

    updated_on = models.DateField(
        _("last updated"), null=True, blank=True, help_text=_("Shown to readers as “Last updated”.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [*LeadPage.content_panels, "body", FieldPanel("updated_on")]
    search_fields = [*LeadPage.search_fields, index.SearchField("body")]
    api_fields = [*LeadPage.api_fields, APIField("updated_on"), APIField("body")]
    translatable_fields = [
        *PAGE_TEXTS,
        TranslatableField("body"),
        SynchronizedField("updated_on"),
    ]
    parent_page_types = ["report.ReportPage", "report.AreaPage"]
    subpage_types = []
    template = "report/strategy_page.html"

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
