"""What answers where."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api import api_router
from cms.media import media
from cms.report_api import nothing_here, report_api
from cms.views import api_not_found
from home.accessibility.views import report_address, report_problem, thanks, thanks_address
from home.feed import feed
from home.look import look, mark, typeface
from home.manifest import favicon, manifest
from home.search import search, search_address
from home.sitemap import robots, sitemap

handler400 = "cms.views.bad_request"
handler404 = "home.views.not_found"
handler500 = "cms.views.server_error"

to_search = RedirectView.as_view(pattern_name="search", query_string=True, permanent=True)

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("api/report/v1/", report_api.urls),
    re_path(r"^api/report(?:/|$)", nothing_here),
    re_path(r"^api/", api_not_found),
    re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.+)$", media, name="media"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots),
    path("favicon.ico", favicon),
    path("look.css", look, name="look"),
    path("mark.svg", mark, name="mark"),
    path("look.woff2", typeface, name="typeface"),
]
# Swedish answers at these addresses, every other language below its code: /en/search/.
urlpatterns += i18n_patterns(
    path(search_address, search, name="search"),
    path("sok/", to_search),
    path("search/", to_search),
    path(report_address, report_problem, name="accessibility_report"),
    path(thanks_address, thanks, name="accessibility_thanks"),
    path("atom.xml", feed, name="feed"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("", include("report.statistics.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
