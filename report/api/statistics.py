"""`/statistics` and `/statistics/{uuid}`: numbers as data, from the register."""

from django.http import HttpRequest
from ninja import Router

from report.api.paging import listing
from report.api.parameters import (
    AreaKey,
    InYear,
    Kind,
    Limit,
    Locale,
    MaybeWords,
    Offset,
    StatisticId,
)
from report.api.problems import missing
from report.api.schemas.figures import FigureList, Statistic
from report.statistics.finding import figures_with
from report.statistics.publication import figures_json
from report.statistics.register import PublishedFigure
from report.terms import terms_of

router = Router(tags=["Statistics"])


@router.get("/statistics", response=FigureList, operation_id="listStatistics")
def statistics(
    request: HttpRequest,
    locale: Locale,
    year: InYear,
    area: AreaKey,
    kind: Kind,
    q: MaybeWords,
    limit: Limit,
    offset: Offset,
):
    """Every statistic as data: newest edition first, then in the editors' order."""
    asked = {"locale__language_code": locale, "year": year, "page__area_key": area, "kind": kind}
    given = {name: value for name, value in asked.items() if value is not None}
    figures = PublishedFigure.objects.public().filter(**given)
    if q is not None:
        terms = terms_of(q)
        found = [row["pk"] for row in figures_with(terms, figures)] if terms else []
        figures = figures.filter(pk__in=found)
    in_order = figures.select_related("statistic", "locale").order_by(
        "-year", "page__path", "position"
    )

    def rows(start: int, stop: int) -> list[dict]:
        return figures_json(in_order[start:stop])

    return listing(request, figures.count(), limit, offset, rows)


@router.get("/statistics/{statistic_id}", response=Statistic, operation_id="getStatistic")
def statistic(request: HttpRequest, statistic_id: StatisticId):
    """One statistic: its figure in every edition and language, newest edition first."""
    figures = PublishedFigure.objects.public().filter(statistic=statistic_id)
    figures = list(
        figures.select_related("statistic", "locale").order_by("-year", "locale__language_code")
    )
    if not figures:
        raise missing(f"There is no statistic with the id {statistic_id}.", "statistic_id")
    return {
        "id": statistic_id,
        "slug": figures[0].statistic.slug,
        "figures": figures_json(figures),
    }
