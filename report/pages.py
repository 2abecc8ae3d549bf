"""The pages of a report: an edition, its areas, their articles and strategies."""

import re
import uuid
from urllib.parse import urlsplit

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from report import layers
from report.api.fields import PictureField
from report.blocks import BodyBlock, HeadlinesBlock, StatisticsBlock
from report.checks.prose_panel import ProsePanel
from report.forms import AreaPageForm, ReportPageForm
from report.lead_page import PAGE_TEXTS, LeadPage
from report.public import public_pages
from report.scenery import Icon, Palette, Scene
from report.statistics import recording
from report.statistics.address import addresses
from report.statistics.comparison import comparisons
from report.statistics.corrected import corrections_on

#: The address of a Creative Commons licence: what is asked for (by CC0 nothing), and the version.
CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/"
    r"(?:publicdomain/zero|licenses/(?P<terms>[a-z-]+))/(?P<version>\d\.\d)"
)


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
    def data_licence_name(self) -> str:
        """What the licence is called, CC BY 4.0; of others, whose site tells the terms."""
        if known := CREATIVE_COMMONS.match(self.data_licence_url):
            kind = f"CC {known['terms'].upper()}" if known["terms"] else "CC0"
            return f"{kind} {known['version']}"
        return urlsplit(self.data_licence_url).hostname or ""

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
