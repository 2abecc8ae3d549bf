"""`{% meta as meta %}` and `{% linked_data meta %}`: the head's metadata, in `home/meta.html`."""

from django import template
from django.utils.safestring import SafeString
from wagtail.models import Page

from home.chrome import Chrome
from home.linked_data import script
from home.meta import Meta, StatisticMeta

register = template.Library()


@register.simple_tag(takes_context=True)
def meta(context: template.Context) -> Meta | None:
    """The metadata of the page; None where no editor wrote it (search, 404)."""
    page, chrome = context.get("page"), context.get("chrome")
    if not isinstance(page, Page) or not isinstance(chrome, Chrome) or chrome.home is None:
        return None
    if chrome.statistic:
        return StatisticMeta(chrome, page, chrome.statistic)
    return Meta(chrome, page)


@register.simple_tag
def linked_data(meta: Meta) -> SafeString:
    return script(meta)
