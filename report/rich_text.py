"""Links in rich text, as readers get them."""

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from report.links import address, link_targets
from report.public import is_answering, is_public_file
from report.references import fetched

#: A link whose target is not public: the text stays, the address is gone.
DEAD_LINK = "<a>"


class PublicPageLinkHandler(PageLinkHandler):
    """Links to pages in rich text. In the API they also carry the page's id."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        ids = linked_ids(attrs_list)
        targets = link_targets(ids)
        return [cls.opening_tag(targets[pk]) if pk in targets else DEAD_LINK for pk in ids]

    @staticmethod
    def opening_tag(page: Page) -> str:
        if is_answering():
            return format_html('<a href="{}" data-page-id="{}">', address(page.url), page.pk)
        return format_html('<a href="{}">', page.url)


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents in rich text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        ids = linked_ids(attrs_list)
        documents = fetched(cls.get_model(), ids)
        return [
            format_html('<a href="{}">', address(documents[pk].url))
            if is_public_file(documents.get(pk))
            else DEAD_LINK
            for pk in ids
        ]


def linked_ids(attrs_list: list[dict]) -> list[int]:
    """The ids that links carry; 0, which leads to nothing, for what is no id."""
    return [int(attrs["id"]) if attrs.get("id", "").isdecimal() else 0 for attrs in attrs_list]
