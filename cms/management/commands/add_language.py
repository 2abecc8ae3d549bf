"""`manage.py add_language fi`: the beginning of the site in one more language."""

from argparse import ArgumentParser
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language_info
from wagtail.models import Locale
from wagtail_localize.operations import translate_object

from home.pages import HomePage

#: The texts of the sources are English, so English needs no catalogue.
OF_THE_SOURCES = "en"


class Command(BaseCommand):
    help = (
        "Adds a language: its place in the site, and its home page as an unpublished translation."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the language's code, such as fi")

    def handle(self, *, code: str, **options: object) -> None:
        """Add it, or say what has to be done first; doing it twice changes nothing."""
        home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
        self.demand(code, home)
        self.warn(code)
        with transaction.atomic():
            locale, _ = Locale.objects.get_or_create(language_code=code)
            if home.get_translations().filter(locale=locale, alias_of=None).exists():
                self.stdout.write(f"The home page in “{code}” is already there.")
            else:
                translate_object(home, [locale])
                self.stdout.write(f"The home page in “{code}” is made; readers do not see it yet.")
        place = reverse("translations", args=[home.pk, code])
        self.stdout.write(f"Translate it, and the reports, at {settings.SITE_ADDRESS}{place}")

    def demand(self, code: str, home: HomePage | None) -> None:
        """What has to be there before; raises CommandError with a sentence."""
        if code == settings.LANGUAGE_CODE:
            raise CommandError(f"“{code}” is the site's own language.")
        if code not in dict(settings.LANGUAGES):
            raise CommandError(
                f"“{code}” is not among the site's languages. Add the line "
                f'("{code}", "{own_name(code)}") to LANGUAGES in cms/settings.py, and try again.'
            )
        if code != OF_THE_SOURCES and not catalogues(code):
            catalogue = f"{code}/LC_MESSAGES/django.po"
            raise CommandError(
                f"There is no catalogue locale/{catalogue}: buttons and headings would be in "
                f"{own_language()}. Make it with `.venv/bin/python scripts/catalogues.py new "
                f"{code}`, have it translated, and try again."
            )
        if home is None:
            raise CommandError("The site has no home page to translate.")

    def warn(self, code: str) -> None:
        """Say how many texts of the catalogue wait: nothing is public yet, so it may go on."""
        texts = [text for path in catalogues(code) for text in polib.pofile(str(path))]
        if waiting := sum(not text.translated() for text in texts):
            self.stderr.write(
                f"{waiting} of {len(texts)} texts in the catalogue are not translated; readers "
                f"would see them in {own_language()}. Have them translated before the home page "
                "is published."
            )


def catalogues(code: str) -> list[Path]:
    """The language's catalogues of this site."""
    paths = [Path(folder) / code / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS]
    return [path for path in paths if path.is_file()]


def own_language() -> str:
    """The site's own language, which stands in where a text is not translated."""
    return get_language_info(settings.LANGUAGE_CODE)["name"]


def own_name(code: str) -> str:
    try:
        return get_language_info(code)["name_local"].capitalize()
    except KeyError:
        return "its name in the language itself"
