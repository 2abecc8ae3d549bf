"""The root page of each language, which owns the chrome, and the pages about the site itself."""

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.accessibility.age import AgePanel
from home.accessibility.form import ReportForm
from home.blocks import FooterLinks, HelpSteps, Notices
from home.look_form import HomePageForm
from report.api.fields import FileField, PictureField
from report.blocks import BodyBlock
from report.lead_page import PAGE_TEXTS, LeadPage
from report.pages import ReportPage
from report.public import public_pages


class HomePage(LeadPage):
    """The start of the site in one language, and everything that stands around every page."""

    organisation = models.CharField(
        _("organisation"), max_length=255, help_text=_("Such as “Region Kronoberg”.")
    )
    logo = models.ForeignKey(
        "report.ReportImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    logo_dark = models.ForeignKey(
        "report.ReportImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo on dark pages"),
        help_text=_("Without one, the logo stands on a white plate there."),
    )
    brand_light = models.CharField(
        _("colour on light pages"),
        max_length=20,
        blank=True,
        help_text=_("Links, buttons and focus outside the areas. For example #0f6848."),
    )
    brand_dark = models.CharField(
        _("colour on dark pages"),
        max_length=20,
        blank=True,
        help_text=_("Leave empty for a lighter shade of the other colour."),
    )
    typeface = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("typeface"),
        help_text=_(
            "A document that ends in .woff2, preferably a variable font. It replaces the serif of "
            "headings, numbers and running text."
        ),
    )
    help_button = models.CharField(_("label of the help button"), max_length=100, blank=True)
    help_heading = models.CharField(_("heading of the help"), max_length=255, blank=True)
    help_intro = models.TextField(_("introduction of the help"), blank=True)
    help_steps = StreamField(HelpSteps(), blank=True, verbose_name=_("steps of the help"))
    help_dismiss = models.CharField(
        _("label of the tick box that hides the help"), max_length=255, blank=True
    )
    notices = StreamField(Notices(), blank=True, verbose_name=_("notices"))
    contact = RichTextField(_("contact"), blank=True, features=["bold", "link"])
    footer_links = StreamField(FooterLinks(), blank=True, verbose_name=_("links in the footer"))
    footer_note = models.CharField(_("note in the footer"), max_length=500, blank=True)

    chrome_panels = [
        FieldPanel("organisation"),
        MultiFieldPanel(
            ["help_button", "help_heading", "help_intro", "help_steps", "help_dismiss"],
            heading=_("Help"),
        ),
        FieldPanel("notices"),
        MultiFieldPanel(["contact", "footer_links", "footer_note"], heading=_("Footer")),
    ]
    look_panels = [
        MultiFieldPanel(["logo", "logo_dark"], heading=_("Logo")),
        MultiFieldPanel(["brand_light", "brand_dark"], heading=_("Colour")),
        FieldPanel("typeface"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(LeadPage.content_panels, heading=_("Content")),
            ObjectList(chrome_panels, heading=_("Around every page")),
            ObjectList(look_panels, heading=_("Looks")),
            ObjectList(LeadPage.promote_panels, heading=_("Promote")),
            ObjectList(LeadPage.settings_panels, heading=_("Settings")),
        ]
    )
    base_form_class = HomePageForm
    api_fields = [
        *LeadPage.api_fields,
        APIField("organisation"),
        APIField("logo", serializer=PictureField()),
        APIField("logo_dark", serializer=PictureField()),
        APIField("brand_light"),
        APIField("brand_dark"),
        APIField("typeface", serializer=FileField()),
        APIField("help_button"),
        APIField("help_heading"),
        APIField("help_intro"),
        APIField("help_steps"),
        APIField("help_dismiss"),
        APIField("notices"),
        APIField("contact"),
        APIField("footer_links"),
        APIField("footer_note"),
    ]
    translatable_fields = [
        *PAGE_TEXTS,
        TranslatableField("organisation"),
        SynchronizedField("logo"),
        SynchronizedField("logo_dark"),
        SynchronizedField("brand_light"),
        SynchronizedField("brand_dark"),
        SynchronizedField("typeface"),
        TranslatableField("help_button"),
        TranslatableField("help_heading"),
        TranslatableField("help_intro"),
        TranslatableField("help_steps"),
        TranslatableField("help_dismiss"),
        TranslatableField("notices"),
        TranslatableField("contact"),
        TranslatableField("footer_links"),
        TranslatableField("footer_note"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["report.ReportPage", "home.InformationPage", "home.AccessibilityStatementPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def reports(self) -> models.QuerySet:
        """The editions that anyone may read, newest first."""
        return public_pages(ReportPage).child_of(self).order_by("-year")

    def route(self, request: HttpRequest, path_components: list[str]):
        """Where a language has no home page, nothing answers at its addresses."""
        asked = get_language()
        if asked != settings.LANGUAGE_CODE and self.locale.language_code != asked:
            raise Http404
        found = super().route(request, path_components)
        for page in (*found.page.passed, found.page):
            page.locale = self.locale  # nobody has to fetch it once more for each
        return found

    def get_template(self, request, *args, **kwargs) -> str:
        """Nothing below the home page is live yet: then say how to begin, instead of nothing."""
        begun = self.get_children().live().exists()
        if begun or getattr(request, "is_preview", False):
            return super().get_template(request, *args, **kwargs)
        return "home/first_run.html"

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["reports"] = list(self.reports)
        context["report"] = report = context["reports"][0] if context["reports"] else None
        context["areas"] = report.areas if report else []
        return context


class InformationPage(LeadPage):
    """A page about the site: what it is, cookies, how to navigate."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    forget_choices = models.BooleanField(
        _("button “Forget my choices”"),
        default=False,
        help_text=_("For the page about cookies: removes what the reader's browser remembers."),
    )

    content_panels = [*LeadPage.content_panels, "body", "forget_choices"]
    search_fields = [*LeadPage.search_fields, index.SearchField("body")]
    api_fields = [*LeadPage.api_fields, APIField("body"), APIField("forget_choices")]
    translatable_fields = [
        *PAGE_TEXTS,
        TranslatableField("body"),
        SynchronizedField("forget_choices"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/information_page.html"

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")


class Conformance(models.TextChoices):
    """The three answers that the law knows."""

    FULL = "full", _("fully compliant")
    PARTIAL = "partial", _("partially compliant")
    NONE = "none", _("not compliant")


def prose(label: str, help_text: str = "") -> RichTextField:
    """A part of the accessibility statement that is written freely."""
    return RichTextField(label, blank=True, help_text=help_text, features=["bold", "ul", "link"])


class AccessibilityStatementPage(LeadPage):
    """The statement that DOS-lagen (2018:1937) asks of every public site, part by part."""

    actor = models.CharField(_("responsible organisation"), max_length=255)
    service = models.CharField(
        _("service"), max_length=255, help_text=_("The site that the statement is about.")
    )
    conformance = models.CharField(
        _("conformance"), max_length=10, choices=Conformance.choices, default=Conformance.PARTIAL
    )
    inaccessible = prose(_("inaccessible content"), _("What does not meet the law, and why."))
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    updated_on = models.DateField(_("updated on"), null=True, blank=True)
    method = prose(_("how the site was assessed"))
    reporting = prose(
        _("how to report a problem"), _("Accessible, and possible without giving a name.")
    )
    exemptions = prose(_("exemptions"), _("Disproportionate burden, 12 §, with reasons."))
    outside = prose(_("content outside the law"), _("Exempt content, 9 §."))

    content_panels = [
        AgePanel(),
        *LeadPage.content_panels,
        MultiFieldPanel(["actor", "service", "conformance"], heading=_("Who and what")),
        MultiFieldPanel(
            ["inaccessible", "exemptions", "outside"], heading=_("What is not accessible")
        ),
        MultiFieldPanel(["assessed_on", "updated_on", "method"], heading=_("Assessment")),
        "reporting",
    ]
    search_fields = [*LeadPage.search_fields, index.SearchField("inaccessible")]
    api_fields = [
        *LeadPage.api_fields,
        APIField("actor"),
        APIField("service"),
        APIField("conformance"),
        APIField("assessed_on"),
        APIField("updated_on"),
        APIField("inaccessible"),
        APIField("method"),
        APIField("reporting"),
        APIField("exemptions"),
        APIField("outside"),
    ]
    translatable_fields = [
        *PAGE_TEXTS,
        TranslatableField("actor"),
        TranslatableField("service"),
        SynchronizedField("conformance"),
        TranslatableField("inaccessible"),
        SynchronizedField("assessed_on"),
        SynchronizedField("updated_on"),
        TranslatableField("method"),
        TranslatableField("reporting"),
        TranslatableField("exemptions"),
        TranslatableField("outside"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/accessibility_statement_page.html"
    #: Where anyone may complain about a lack of accessibility (formats of the law, part 9).
    supervisor_url = "https://www.digg.se/tdosanmalan"

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["form"] = ReportForm()
        return context

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        # The form says when it was shown: a copy from a shared cache would be too old to be sent.
        patch_cache_control(response, private=True, no_cache=True)
        return response
