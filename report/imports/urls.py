"""The addresses of the import desk, below /admin/."""

from django.urls import path

from report.imports.desk import DifferenceView, StartView, TableView
from report.imports.listing import ImportsView

urlpatterns = [
    path("imports/", StartView.as_view(), name="report_imports"),
    path("imports/made/", ImportsView.as_view(), name="report_import_records"),
    path("imports/<uuid:pk>/", TableView.as_view(), name="report_import_table"),
    path(
        "imports/<uuid:pk>/difference/", DifferenceView.as_view(), name="report_import_difference"
    ),
]
