"""Addresses that no page may have."""

from django.conf import settings
from django.utils.translation import gettext

#: First parts of addresses that the site needs for itself, beside its languages.
RESERVED_SLUGS = {
    *("admin", "api", "django-admin", "documents", "healthz", "media"),
    *("rapportera-brist", "readyz", "report-a-problem", "robots"),
    *("search", "sitemap", "sok", "static", "statistik"),
}


def slug_refusal(slug: str) -> str:
    """Why no page may have the slug, in a sentence; empty if a page may."""
    if slug not in RESERVED_SLUGS and slug not in dict(settings.LANGUAGES):
        return ""
    sentence = gettext("The site uses the address “%(slug)s” itself. Choose another one.")
    return sentence % {"slug": slug}
