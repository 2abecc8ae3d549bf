"""Addresses that no page may have."""

#: First parts of addresses that the site needs for itself.
RESERVED_SLUGS = {
    *("admin", "api", "django-admin", "documents", "healthz", "media"),
    *("rapportera-brist", "readyz", "report-a-problem", "robots"),
    *("search", "sitemap", "sok", "static", "statistik"),
}
