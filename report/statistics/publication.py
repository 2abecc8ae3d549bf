"""A published figure as its public JSON: what its file, its page and the report API all say.

    figures_json(PublishedFigure.objects.public().filter(year=2018))

answers with one dict a figure. Numbers are JSON numbers, shares and ratios fractions of 1, times
RFC 3339 in UTC, addresses in full, rich text HTML with its links in the figure's language. Only
public figures may be given; everything that is said of other figures and pages is public, too.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import translation
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from report.pages import AreaPage, ReportPage
from report.public import is_answering, one_answer
from report.statistics.address import MEDIA_TYPES, embed_path, file_path, in_full, page_path
from report.statistics.comparison import Comparison
from report.statistics.corrected import Corrected, corrections_of
from report.statistics.history import History, histories
from report.statistics.number import json_number
from report.statistics.register import PublishedFigure

#: Stands between texts that are expanded together; no rich text has a comment.
BETWEEN = "<!-- next -->"


def figure_json(figure: PublishedFigure) -> dict:
    """One public figure as its public JSON."""
    return figures_json([figure])[0]


def figures_json(
    figures: Iterable[PublishedFigure], reports: Iterable[ReportPage] = ()
) -> list[dict]:
    """The public figures as their public JSON, in their order.

    The number of queries does not grow with the figures; it is smaller where `statistic`, `locale`
    and `page` were fetched with them, and where the `reports` that they stand in are given.
    """
    figures = list(figures)
    if not figures:
        return []
    areas = Prefetch("page", AreaPage.objects.defer_streamfields())
    prefetch_related_objects(figures, "statistic", "locale", areas)
    with nullcontext() if is_answering() else one_answer():
        editions = editions_of(figures, reports)
        infoboxes = expanded(figures)
        corrected = corrections_of(figures)
        return [
            written(
                history,
                editions[history.figure.pk],
                infobox,
                corrected.get(history.figure.pk, []),
            )
            for history, infobox in zip(histories(figures), infoboxes, strict=True)
        ]


def editions_of(
    figures: list[PublishedFigure], reports: Iterable[ReportPage]
) -> dict[int, ReportPage]:
    """The report that each figure stands in, by the figure's id; at most one query."""
    paths = {figure.pk: figure.page.path[: -Page.steplen] for figure in figures}
    by_path = {report.path: report for report in reports}
    if others := set(paths.values()) - by_path.keys():
        by_path |= {report.path: report for report in ReportPage.objects.filter(path__in=others)}
    return {pk: by_path[path] for pk, path in paths.items()}


def expanded(figures: list[PublishedFigure]) -> list[str]:
    """The infoboxes as HTML, each with its links in the figure's language.

    All of a language are expanded as one text, for each expansion asks the database for its links.
    """
    texts = {figure.pk: "" for figure in figures}
    for language in {figure.locale.language_code for figure in figures}:
        own = [f for f in figures if f.locale.language_code == language and f.data["infobox"]]
        with translation.override(language):
            together = expand_db_html(BETWEEN.join(figure.data["infobox"] for figure in own))
        texts.update(zip((f.pk for f in own), together.split(BETWEEN), strict=bool(own)))
    return [texts[figure.pk] for figure in figures]


def written(
    history: History, edition: ReportPage, infobox: str, corrections: list[Corrected]
) -> dict:
    """The public JSON. What is known of the block stands between what the register knows."""
    figure = history.figure
    year, slug, language = figure.year, figure.statistic.slug, figure.locale.language_code
    block = {name: value for name, value in figure.data.items() if name != "id"}
    return {
        "id": str(figure.statistic_id),
        "slug": slug,
        "year": year,
        "locale": language,
        "url": in_full(page_path(year, slug, language)),
        "embed_url": in_full(embed_path(year, slug, language)),
        "files": [
            {
                "format": ending,
                "media_type": media_type.partition(";")[0],
                "url": in_full(file_path(year, slug, language, ending)),
            }
            for ending, media_type in MEDIA_TYPES.items()
        ],
        "area": area_json(figure),
        **block,
        "period": figure.period,
        "infobox": infobox or None,
        "corrections": [correction.as_json() for correction in corrections],
        "comparison": comparison_json(history.comparison, history.previous),
        "history": [edition_json(other) for other in history.editions],
        "predecessors": [relation_json(other) for other in history.predecessors],
        "successors": [relation_json(other) for other in history.successors],
        "published_at": timestamp(figure.published_at),
        "licence_url": edition.data_licence_url or None,
    }


def area_json(figure: PublishedFigure) -> dict:
    """The area page that the figure stands on today."""
    figure.page.locale = figure.locale  # its address asks for it
    return {
        "id": figure.page_id,
        "area_key": str(figure.page.area_key),
        "title": figure.page.title,
        "url": in_full(figure.page.get_url()),
    }


def comparison_json(change: Comparison | None, previous: PublishedFigure | None) -> dict | None:
    """The change since the newest earlier edition; None where the two cannot be compared."""
    if change is None:
        return None
    return {
        "year": change.year,
        "period": previous.period,
        "value": json_number(change.earlier),
        "difference": json_number(change.difference),
        "ratio": None if change.ratio is None else json_number(round(change.ratio, 6)),
        "in_percentage_points": change.in_points,
        "url": address_of(previous),
    }


def edition_json(figure: PublishedFigure) -> dict:
    """The statistic in one edition. Numbers of different `unit_code` are not comparable, nor are
    those before a `break_note` with those after it."""
    return {
        "year": figure.year,
        "period": figure.period,
        "value": figure.data["value"],
        "missing": figure.missing or None,
        "unit": figure.unit or None,
        "unit_code": figure.unit_code,
        "kind": figure.kind,
        "break_note": figure.break_note or None,
        "is_example": figure.is_example,
        "url": address_of(figure),
    }


def relation_json(figure: PublishedFigure) -> dict:
    """Another statistic, by the figure of its newest edition."""
    return {
        "id": str(figure.statistic_id),
        "slug": figure.statistic.slug,
        "heading": figure.heading,
        "year": figure.year,
        "url": address_of(figure),
    }


def address_of(figure: PublishedFigure) -> str:
    language = figure.locale.language_code
    return in_full(page_path(figure.year, figure.statistic.slug, language))


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second: `2019-04-01T10:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
