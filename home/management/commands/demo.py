"""`manage.py demo`: the site as a reader would meet it, made from two published documents."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from home.demo.editors import USERNAME
from home.demo.site import SiteHasContent, load


class Command(BaseCommand):
    """Load the demo once; running it again changes nothing."""

    help = (
        "Fills a new site with the demo. DEMO_EDITOR_PASSWORD in the environment also makes the "
        f"account “{USERNAME}”. A site that has content of its own is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="say nothing unless it fails")

    def handle(self, *, quiet: bool, **options: object) -> None:
        """Load, and say what was made."""
        try:
            with translation.override("sv"):
                made = load(settings.SITE_ADDRESS, settings.DEMO_EDITOR_PASSWORD)
        except SiteHasContent:
            raise CommandError(
                "this site has content of its own, which the demo will not mix with; "
                "load the demo into a new database."
            ) from None
        said = [
            made.pages and "The demo is loaded: the report for 2018 with its four areas.",
            made.account and f"The account “{USERNAME}” is made, with the given password.",
            made.address and f"The site's address is now {settings.SITE_ADDRESS}.",
        ]
        if not quiet:
            for line in filter(None, said):
                self.stdout.write(line)
            if not any(made):
                self.stdout.write("The demo is already there; nothing was changed.")
