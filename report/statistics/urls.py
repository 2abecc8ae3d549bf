"""The addresses of statistics, below the language's: `/2018/statistik/<slug>/`."""

import re

from django.urls import re_path

from report.statistics import views
from report.statistics.address import MEDIA_TYPES

STATISTIC = r"^(?P<year>[0-9]{4})/statistik/(?P<slug>[-a-zA-Z0-9_]+)"
endings = "|".join(map(re.escape, MEDIA_TYPES))

urlpatterns = [
    re_path(r"^(?P<year>[0-9]{4})/data\.zip$", views.data, name="edition_data"),
    re_path(rf"{STATISTIC}/$", views.page, name="statistic"),
    re_path(rf"{STATISTIC}/embed/$", views.embed, name="statistic_embed"),
    re_path(rf"{STATISTIC}\.(?P<ending>{endings})$", views.file, name="statistic_file"),
]
