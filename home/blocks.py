"""The pieces of the navigation chrome that a communicator edits on the home page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    StructValue,
)

from report.blocks.link import LinkBlock


class StepIcon(models.TextChoices):
    """The icon beside a step of the help: `templates/icons/step-<name>.html`."""

    INFORMATION = "information", _("Information icon")
    STATISTICS = "statistics", _("Statistics icon")
    SIDEWAYS = "sideways", _("Arrows to the sides")
    DOWN = "down", _("Arrow down")


class StepBlock(StructBlock):
    icon = ChoiceBlock(choices=StepIcon.choices, label=_("Icon"))
    text = CharBlock(max_length=500, label=_("Text"))

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        return {"icon": value["icon"], "text": value["text"]}

    class Meta:
        label = _("Step")
        icon = "help"
        description = _("An instruction with the icon that it is about")
        template = "blocks/step.html"
        preview_value = {
            "icon": "sideways",
            "text": "Klicka på pilarna i sidled för att ta del av mer statistik.",
        }


class HelpSteps(StreamBlock):
    step = StepBlock()


class NoticeKind(models.TextChoices):
    BROWSER = "browser", _("Browser: shown only where the browser is too old for the site")
    ORIENTATION = "orientation", _("Orientation: shown only on a phone held sideways")
    INFORMATION = "information", _("Information: shown to everyone")


class NoticeBlock(StructBlock):
    kind = ChoiceBlock(choices=NoticeKind.choices, default=NoticeKind.INFORMATION, label=_("Kind"))
    heading = CharBlock(required=False, default="", max_length=255, label=_("Heading"))
    text = RichTextBlock(features=["bold", "link"], label=_("Text"))
    is_on = BooleanBlock(required=False, label=_("Shown"), help_text=_("Off until you tick it."))

    def get_api_representation(self, value: StructValue, context: dict | None = None) -> dict:
        return {
            "kind": value["kind"],
            "heading": value["heading"] or None,
            "text": self.child_blocks["text"].get_api_representation(value["text"], context),
            "is_on": bool(value["is_on"]),
        }

    class Meta:
        label = _("Notice")
        icon = "warning"
        description = _("A message above every page")
        template = "blocks/notice.html"
        preview_value = {
            "kind": "information",
            "heading": "Exempel",
            "text": "<p>Exempeltext.</p>",
            "is_on": True,
        }


class Notices(StreamBlock):
    notice = NoticeBlock()

    def get_api_representation(self, value: StreamValue, context: dict | None = None) -> list[dict]:
        """The notices that are on: one that is off is for nobody's eyes yet."""
        notices = super().get_api_representation(value, context)
        return [shown for shown, child in zip(notices, value, strict=True) if child.value["is_on"]]


class FooterLinks(StreamBlock):
    link = LinkBlock()
