"""The list of texts that still say an old number, above the form; without one it takes no room."""

from wagtail.admin.panels import Panel

from report.checks.prose import Place


class ProsePanel(Panel):
    """What has to be changed, or ticked as looked at, before the page is published."""

    def get_form_options(self) -> dict:
        return {"fields": ["texts_checked"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "report/prose_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.places)

        @property
        def places(self) -> list[Place]:
            return getattr(self.form, "places", [])
