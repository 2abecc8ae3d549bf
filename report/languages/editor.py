"""What the engine's translation editor tells of a translated text."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail_localize.models import StringTranslation


def connect() -> None:
    """Have it told in the editor's own language; called once when the site starts.

    The engine writes the month in English, whatever language the editor has.
    """
    StringTranslation.get_comment = translated_on


def translated_on(translation: StringTranslation) -> str:
    """“Translated on 22 November 2026”."""
    date = date_format(timezone.localdate(translation.updated_at), "DATE_FORMAT")
    return gettext("Translated on %(date)s") % {"date": date}
