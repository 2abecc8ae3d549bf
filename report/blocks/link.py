"""A link that stands on a line of its own, to exactly one target."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    URLBlock,
)
from wagtail.models import Page

from report.blocks.choosers import DocumentChooserBlock, PageChooserBlock
from report.links import address, link_targets
from report.public import is_public_file


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
        """Where the link leads; None when there is nothing that anyone may see."""
        kind, target = self._target
        if target is None:
            return None
        return target if kind == "address" else address(target.url)

    @property
    def page(self) -> Page | None:
        """The page that the link leads to, in the reader's language if it can."""
        kind, target = self._target
        return target if kind == "page" else None

    @property
    def _target(self) -> tuple[str | None, object]:
        """The kind of the target and the target itself, which is None unless anyone may see it."""
        for child in self["target"]:
            target = child.value
            if child.block_type == "page":
                target = link_targets([target.pk]).get(target.pk) if target else None
            elif child.block_type == "document":
                target = target if is_public_file(target) else None
            return child.block_type, target
        return None, None


class LinkBlock(StructBlock):
    text = CharBlock(max_length=255, label=_("Text"))
    target = TargetBlock()

    def get_api_representation(self, value: LinkValue, context: dict | None = None) -> dict:
        page = value.page
        return {
            "text": value["text"],
            "url": address(page.url) if page else value.url,
            "page_id": page.pk if page else None,
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
