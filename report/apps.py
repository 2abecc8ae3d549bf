from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from report import avif


class ReportConfig(AppConfig):
    name = "report"
    verbose_name = _("Annual report")

    def ready(self) -> None:
        from report import content_signals, content_version, redirects  # these need all models
        from report.languages import editor, fitting, memory
        from report.webhooks import outbox

        content_signals.connect()
        content_version.raised.connect(redirects.keep_old_addresses, dispatch_uid="redirects")
        content_version.raised.connect(outbox.write_messages, dispatch_uid="webhooks")
        memory.connect()
        fitting.connect()
        editor.connect()
        avif.write_quickly()
