"""What the editor's forms say beyond the fields' own checks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from report.statistics import recording


class ReportPageForm(WagtailAdminPageForm):
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


class AreaPageForm(WagtailAdminPageForm):
    """A browser posts the statistics' identities: one that is another area's is refused here."""

    def clean(self) -> dict:
        cleaned = super().clean()
        values = [b.value for b in cleaned.get("statistics") or [] if b.block_type == "statistic"]
        identities = [value["statistic_id"] for value in values]
        strangers = recording.foreign(identities, self.instance.area_key)
        for value in values:
            if value["statistic_id"] in strangers:
                self.add_error(
                    "statistics",
                    ValidationError(
                        _("“%(heading)s” belongs to another area. Choose “A new number”.")
                        % {"heading": value["heading"]}
                    ),
                )
        return cleaned
