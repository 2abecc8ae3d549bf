"""Whether a translation fits where it shall stand: not too long, and an address that is one.

The engine stores what was written without asking the page, and would fail when that is published.
So a text that does not fit is kept with its fault: the translation editor shows it beside the text,
and the page counts as not translated.
"""

from decimal import Decimal

from django.conf import settings
from django.db.models.signals import post_save
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from wagtail.blocks import Block, CharBlock, ListBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import (
    StringTranslation,
    TranslationContext,
    post_save_string_translation,
)
from wagtail_localize.strings import StringValue

from report.slugs import slug_refusal
from report.statistics.number import format_number

#: No field has room for less, so a shorter text needs no look at the page.
ALWAYS_FITS = 50


def connect() -> None:
    """Look at every translation that is stored; called once when the site starts."""
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(show_title, sender=StringTranslation, dispatch_uid="show_title")
    post_save.connect(keep_fault, sender=StringTranslation, dispatch_uid="keep_fault")


def show_title(instance: StringTranslation, **signal: object) -> None:
    """Name the draft by its translated title; PostgreSQL refuses what the engine does not cut."""
    if instance.context is None or instance.context.path != "title":
        return
    longest = Page._meta.get_field("draft_title").max_length
    title = StringValue(instance.data).render_text()[:longest]
    Page.objects.filter(
        translation_key=instance.context.object_id, locale_id=instance.locale_id
    ).update(draft_title=title)


def keep_fault(instance: StringTranslation, **signal: object) -> None:
    """Keep what is wrong with a text; who has looked already says that it `fits`."""
    if instance.has_error or instance.context is None or getattr(instance, "fits", False):
        return
    if fault := fault_of(instance.context, instance.data):
        instance.has_error, instance.field_error = True, fault
        StringTranslation.objects.filter(pk=instance.pk).update(has_error=True, field_error=fault)


def fault_of(context: TranslationContext, data: str) -> str:
    """Why the stored text cannot stand there, in a sentence; empty if it can."""
    text = StringValue(data).render_text()
    if context.path == "slug":
        slug = slugify(text)
        if not slug:
            return gettext("An address needs at least one letter from a to z or a figure.")
        if refused := slug_refusal(slug):
            return refused
        if slug != text:
            sentence = gettext(
                "“%(text)s” is no address: it has only small letters from a to z, figures and "
                "hyphens. Write for example “%(slug)s”."
            )
            return sentence % {"text": text, "slug": slug}
    if len(text) <= ALWAYS_FITS:
        return ""
    limit = limit_at(context)
    if limit is None or len(text) <= limit:
        return ""
    language = get_language()
    return gettext("The text has %(length)s characters. Shorten it to at most %(limit)s.") % {
        "length": format_number(Decimal(len(text)), language),
        "limit": format_number(Decimal(limit), language),
    }


def limit_at(context: TranslationContext) -> int | None:
    """How many characters there is room for at that place; None where there is no limit."""
    page = Page.objects.filter(
        translation_key=context.object_id, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if page is None:
        return None
    page, (name, *path) = page.specific, context.path.split(".")
    field = page._meta.get_field(name)
    if not isinstance(field, StreamField):
        return field.max_length
    block = next((child.block for child in getattr(page, name) if child.id == path[0]), None)
    return limit_in(block, path[1:])


def limit_in(block: Block | None, path: list[str]) -> int | None:
    """The limit of the block's text; `path` leads on from the block."""
    if isinstance(block, StructBlock) and path:
        return limit_in(block.child_blocks.get(path[0]), path[1:])
    if isinstance(block, ListBlock) and path:
        return limit_in(block.child_block, path[1:])
    return block.field.max_length if isinstance(block, CharBlock) else None
