"""Pages as the report API writes them, many at once: the number of queries does not grow.

What a page shows is what its `api_fields` name, so that this API and API v2 tell of the same
fields. What is empty is null.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import translation
from wagtail.api.utils import get_full_url
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from report.api.fields import GatheredField, chosen
from report.pages import AreaPage, ReportPage
from report.public import is_public, public_among
from report.references import gather, parent_of, with_translations
from report.statistics.publication import figures_json, timestamp
from report.statistics.register import PublishedFigure


def type_of(page: Page) -> str:
    """The name of the page's type: `accessibility-statement` for AccessibilityStatementPage."""
    model = page.specific_class or type(page)
    words = re.findall("[A-Z][a-z]*", model.__name__.removesuffix("Page"))
    return "-".join(words).lower()


def address_of(page: Page) -> str:
    """Where people read the page, in full."""
    return get_full_url(None, page.get_url())


def route(name: str, **parts: object) -> str:
    """The address of a route of this API, in full."""
    return get_full_url(None, reverse(f"report_api:{name}", kwargs=parts))


def moment_json(moment: datetime | None) -> str | None:
    return moment and timestamp(moment)


def summary_json(page: Page) -> dict:
    """A page in short. Its locale has to be loaded."""
    return {
        "id": page.pk,
        "type": type_of(page),
        "title": page.title,
        "locale": page.locale.language_code,
        "url": address_of(page),
        "api_url": route("page", page_id=page.pk),
    }


def translations_json(pages: Iterable[Page]) -> list[dict]:
    """The same page in its languages."""
    return [
        {
            "locale": page.locale.language_code,
            "page_id": page.pk,
            "title": page.title,
            "url": address_of(page),
            "api_url": route("page", page_id=page.pk),
        }
        for page in sorted(pages, key=lambda page: page.path)
    ]


def figures_of(pages: Sequence[Page]) -> dict[int, list[dict]]:
    """The public statistics of the areas among the pages, by the area's id, in order."""
    areas = {page.pk: page for page in pages if isinstance(page, AreaPage)}
    if not areas:
        return {}
    figures = PublishedFigure.objects.public().filter(page__in=areas)
    related = list(figures.select_related("statistic", "locale").order_by("page", "position"))
    for figure in related:
        figure.page = areas[figure.page_id]  # known already: nobody has to fetch it once more
    reports = [page for page in pages if isinstance(page, ReportPage)]
    found = defaultdict(list)
    for figure, written in zip(related, figures_json(related, reports), strict=True):
        found[figure.page_id].append(written)
    return found


def pages_json(pages: Sequence[Page]) -> list[dict]:
    """The public, specific pages in their order, each with its links in its own language."""
    gather(pages)
    figures = figures_of(pages)
    written = []
    for page in pages:
        with translation.override(page.locale.language_code):
            written.append(page_json(page, figures))
    return written


def page_json(page: Page, figures: dict[int, list[dict]]) -> dict:
    """One gathered page in the active language, with the figures of its area."""
    parent = parent_of(page)
    translations = public_among(with_translations([page.pk]).get(page.pk, []))
    fields = {field.name: field_json(page, field) for field in page.api_fields}
    return {
        **summary_json(page),
        "slug": page.slug,
        "seo_title": page.seo_title or None,
        "search_description": page.search_description or None,
        "first_published_at": moment_json(page.first_published_at),
        "last_published_at": moment_json(page.last_published_at),
        "parent": summary_json(parent) if is_public(parent) else None,
        "languages": translations_json(translations),
        **fields,
        **own_json(page, figures),
    }


def field_json(page: Page, field: Any) -> Any:
    """What one of the page's `api_fields` holds; None where it is empty."""
    if field.name in FROM_THE_REGISTER:
        return None  # `own_json` says it
    declared = page._meta.get_field(field.name)
    if isinstance(field.serializer, GatheredField):
        return field.serializer.to_representation(chosen(page, declared))
    value = getattr(page, field.name)
    if isinstance(declared, StreamField):
        return declared.stream_block.get_api_representation(value)
    if isinstance(declared, RichTextField):
        return expand_db_html(value) or None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return None if value == "" else value


#: Fields whose content this API tells in another way: numbers come from the register.
FROM_THE_REGISTER = {"statistics", "headlines"}


def own_json(page: Page, figures: dict[int, list[dict]]) -> dict:
    """What the register and the pictures' signs add."""
    if isinstance(page, AreaPage):
        return {
            "statistics": figures.get(page.pk, []),
            "infoboxes": of_type(page.statistics, "infobox"),
        }
    if isinstance(page, ReportPage):
        return {"headlines": headlines(page)}
    return {}


def of_type(stream: StreamValue, name: str) -> list[dict]:
    """The stream's blocks of one type; the others stay closed."""
    block = stream.stream_block.child_blocks[name]
    places = [place for place, raw in enumerate(stream.raw_data) if raw["type"] == name]
    return [
        {
            "type": name,
            "value": block.get_api_representation(stream[place].value),
            "id": stream[place].id,
        }
        for place in places
    ]


def headlines(report: ReportPage) -> list[str]:
    """The statistics that were chosen for the cover, as far as they are public in the edition."""
    chosen = [block.value for block in report.headlines]
    if not chosen:
        return []
    public = PublishedFigure.objects.public().filter(
        statistic__in=chosen, year=report.year, locale=report.locale_id
    )
    known = set(public.values_list("statistic", flat=True))
    return [str(identity) for identity in chosen if identity in known]
