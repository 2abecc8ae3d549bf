"""A draft in the shape that the report API gives public pages.

What is public about others stays so: links to pages that are not published have no address here
either. Numbers of an area come from the form, all that is known of their history from the register.
"""

from django.utils import timezone, translation
from wagtail.models import Page

from report.api.page_json import page_json, route
from report.pages import AreaPage
from report.references import gather
from report.statistics.publication import figures_json
from report.statistics.recording import figure_from, permanent_slug, statistics_of
from report.statistics.register import PublishedFigure, Statistic

#: The id of a page that was never saved.
NEW = 0


def draft_json(page: Page) -> dict:
    """The draft as JSON, with its links in its own language."""
    if page.pk is None:
        page.pk = page.id = NEW
    gather([page])
    with translation.override(page.locale.language_code):
        figures = figures_json(draft_figures(page)) if isinstance(page, AreaPage) else []
        return {**page_json(page, {page.pk: figures}), "api_url": route("preview")}


def draft_figures(page: AreaPage) -> list[PublishedFigure]:
    """The numbers of the form as rows that are in no register."""
    values = statistics_of(page)
    known = Statistic.objects.in_bulk([value["statistic_id"] for value in values])
    figures = []
    for position, value in enumerate(values):
        figure = figure_from(value, page, position)
        figure.pk = -1 - position  # rows are told apart by their keys
        figure.locale = page.locale
        figure.published_at = timezone.now()
        identity = value["statistic_id"]
        figure.statistic = known.get(identity) or Statistic(
            uuid=identity,
            slug=permanent_slug(value["heading"] or "", identity),
            unit_code=value["unit_code"],
        )
        figures.append(figure)
    return figures
