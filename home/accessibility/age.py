"""Tells editors when the accessibility statement is too old: the law wants it kept up to date."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin.panels import Panel


def age_warning(updated_on: date | None) -> str:
    """A sentence when the date is missing or more than twelve months ago, else nothing."""
    if updated_on is None:
        return gettext(
            "The statement does not say when it was last updated. Look through it and enter the "
            "date."
        )
    today = timezone.localdate()
    if (updated_on.year + 1, updated_on.month, updated_on.day) >= (
        today.year,
        today.month,
        today.day,
    ):
        return ""
    return gettext(
        "The statement was last updated on %(date)s, more than twelve months ago. Look through it "
        "and enter the new date."
    ) % {"date": date_format(updated_on, "DATE_FORMAT")}


class AgePanel(Panel):
    """The warning above the form of the page; it takes no room while there is none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/age_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.warning)

        @property
        def warning(self) -> str:
            return age_warning(self.instance.updated_on)
