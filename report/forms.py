"""What the editor's forms say beyond the fields' own checks."""

from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import StreamValue
from wagtail.models import Page

from report.checks.corrections import note_errors
from report.checks.prose import Place, places
from report.checks.tables import table_errors
from report.checks.translations import number_errors
from report.languages.completeness import other_language, refusal, untranslated
from report.statistics import recording
from report.statistics.correcting import pending
from report.statistics.value import StatisticValue


class LeadPageForm(WagtailAdminPageForm):
    """A page that was translated is published, or sent to a reviewer, when nothing is left out.

    The numbers in its tables are those of the page that it is translated from.
    """

    def clean(self) -> dict:
        cleaned = super().clean()
        body = cleaned.get("body")
        if isinstance(body, StreamValue) and (error := table_errors(self.instance, body)):
            self.add_error("body", error)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        goes_on = {"action-publish", "action-submit", "action-restart-workflow"} & set(self.data)
        approved = self.data.get("workflow-action-name") == "approve"
        if (goes_on or approved) and self.instance.pk and (texts := untranslated(self.instance)):
            title, code = self.instance.title, self.instance.locale.language_code
            self.add_error(None, refusal(title, code, texts))


class LeadCopyForm(CopyForm):
    """A page is copied within its language; into another one it is translated."""

    def clean(self) -> dict:
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page")
        if parent and parent.locale_id != self.page.locale_id:
            self.add_error("new_parent_page", other_language(parent))
        return cleaned


class ReportPageForm(LeadPageForm):
    """The slug is the year, so a year that is taken is said at the year."""

    def clean(self) -> dict:
        cleaned = super().clean()
        year = cleaned.get("year")
        if year is None:
            return cleaned
        self.instance.slug = str(year)
        taken = self.parent_page.get_children().filter(slug=str(year)).exclude(pk=self.instance.pk)
        if taken.exists():
            self.add_error(
                "year",
                _("There is already a page at /%(year)s/. Edit that one, or choose another year.")
                % {"year": year},
            )
        return cleaned


class AreaPageForm(LeadPageForm):
    """What an area's statistics may say, given what was published of them before."""

    texts_checked = forms.BooleanField(
        required=False, label=gettext_lazy("I have looked through the texts")
    )
    #: Where texts say a number as it was before this form; the panel lists them.
    places: list[Place] = []

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("statistics"):
            self.refuse_strangers()
        if cleaned.get("statistics"):
            self.refuse_own_numbers()
        # A draft may lack what is asked for when it is published.
        if cleaned.get("statistics") and not self.is_deferred_validation:
            self.ask_about_changes()
        return cleaned

    @property
    def values(self) -> list[StatisticValue]:
        statistics = self.cleaned_data["statistics"]
        return [block.value for block in statistics if block.block_type == "statistic"]

    def refuse_strangers(self) -> None:
        """A browser posts the statistics' identities: one that another area shows is refused."""
        identities = [value["statistic_id"] for value in self.values]
        strangers = recording.foreign(identities, self.instance.area_key, self.parent_page.path)
        for value in self.values:
            if value["statistic_id"] in strangers:
                self.add_error(
                    "statistics",
                    ValidationError(
                        _(
                            "“%(heading)s” stands in another area of this report. To move it here, "
                            "first publish that area without it. To show a number of its own, "
                            "choose “A new number”."
                        )
                        % {"heading": value["heading"]}
                    ),
                )

    def refuse_own_numbers(self) -> None:
        """A translation has the numbers of its original."""
        if error := number_errors(self.instance, self.cleaned_data["statistics"]):
            self.add_error("statistics", error)

    def ask_about_changes(self) -> None:
        """A published number that changes needs a note, and texts that say it as it is now."""
        statistics = self.cleaned_data["statistics"]
        year, locale_id = self.parent_page.specific.year, self.parent_page.locale_id
        changed = pending(self.values, year, locale_id)
        if error := note_errors(statistics, changed, locale_id):
            self.add_error("statistics", error)
        if changed and not self.cleaned_data.get("texts_checked"):
            self.places = places(self.as_typed(statistics), changed, year)
        if self.places:
            self.add_error("texts_checked", _("Texts still say the number as it was."))

    def as_typed(self, statistics: StreamValue) -> Page:
        """The page with the texts of the form; the form writes them into its own page later."""
        page = copy(self.instance)
        page.statistics = statistics
        for name in ("title", "lead", "body", "seo_title", "search_description"):
            if name in self.cleaned_data:
                setattr(page, name, self.cleaned_data[name])
        return page
