from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportConfig(AppConfig):
    name = "report"
    verbose_name = _("Annual report")

    def ready(self) -> None:
        # These need all models.
        from report import avif, content_signals, content_version
        from report.webhooks import outbox

        content_signals.connect()
        content_version.raised.connect(outbox.write_messages, dispatch_uid="webhooks")
        avif.write_quickly()
