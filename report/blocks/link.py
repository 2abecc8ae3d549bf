"""A link that stands on a line of its own, to exactly one target."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page


class TargetBlock(StreamBlock):
    """One of the three, never none and never two: a wrong state cannot be entered."""

    page = PageChooserBlock(label=_("Page"))
    document = DocumentChooserBlock(label=_("Document"))
    address = URLBlock(label=_("Address"))

    class Meta:
        min_num = 1
        max_num = 1
        label = _("Target")


class LinkValue(StructValue):
    @property
    def url(self) -> str | None:
        """Where the link leads, in the reader's language if it can; None if that is gone."""
        for child in self["target"]:
            if child.value is None:
                return None
            if child.block_type == "page":
                return public_url(child.value)
            return child.value.url if child.block_type == "document" else child.value
        return None

    @property
    def page(self) -> Page | None:
        return next((c.value for c in self["target"] if c.block_type == "page"), None)


def public_url(page: Page) -> str | None:
    """The address of the page in the active language; None when it is not published."""
    page = page.localized
    return page.url if page.live else None


class LinkBlock(StructBlock):
    text = CharBlock(max_length=255, label=_("Text"))
    target = TargetBlock()

    def get_api_representation(self, value: LinkValue, context: dict | None = None) -> dict:
        page = value.page
        return {
            "text": value["text"],
            "url": value.url,
            "page_id": page.localized.pk if page and page.localized.live else None,
        }

    class Meta:
        label = _("Link")
        icon = "link"
        description = _("A link to a page, a document or an address")
        template = "blocks/link.html"
        value_class = LinkValue
        preview_value = {
            "text": "Utvecklingsstrategin",
            "target": [{"type": "address", "value": "https://example.org/"}],
        }
