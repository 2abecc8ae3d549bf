from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from report import avif


class ReportConfig(AppConfig):
    name = "report"
    verbose_name = _("Annual report")

    def ready(self) -> None:
        from report import content_signals  # needs all models

        content_signals.connect()
        avif.write_quickly()
