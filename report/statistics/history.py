"""What the register remembers around a figure: its other editions and the statistics it came from.

All of it is read for many figures at once, in a number of queries that does not grow.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from report.statistics.comparison import Claim, Comparison, comparable, comparison, newest
from report.statistics.register import PublishedFigure, Statistic


@dataclass(frozen=True)
class History:
    """A figure among its relations, all of them public and in the figure's language.

    `editions` is the statistic in every edition, oldest first, the figure itself among them.
    `predecessors` and `successors` are other statistics, each by the figure of its newest edition.
    """

    figure: PublishedFigure
    editions: list[PublishedFigure]
    predecessors: list[PublishedFigure]
    successors: list[PublishedFigure]

    @property
    def previous(self) -> PublishedFigure | None:
        """The figure of the newest earlier edition."""
        earlier = [figure for figure in self.editions if figure.year < self.figure.year]
        return earlier[-1] if earlier else None

    @property
    def comparable(self) -> list[PublishedFigure]:
        """The earlier editions that the figure may be compared with, oldest first."""
        found: list[PublishedFigure] = []
        claim = Claim.of_figure(self.figure)
        for earlier in reversed([f for f in self.editions if f.year < self.figure.year]):
            if not comparable(claim, earlier):
                break
            found.insert(0, earlier)
            if earlier.break_note:  # what is before it is past a break
                break
        return found

    @property
    def comparison(self) -> Comparison | None:
        """The change since the newest earlier edition, where the two may be compared."""
        return comparison(Claim.of_figure(self.figure), self.previous) if self.previous else None


def histories(figures: Iterable[PublishedFigure]) -> list[History]:
    """The history of each figure, in their order."""
    figures = list(figures)
    statistics = {figure.statistic_id for figure in figures}
    link = Statistic.predecessors.through
    links = link.objects.filter(
        Q(from_statistic__in=statistics) | Q(to_statistic__in=statistics)
    ).values_list("from_statistic_id", "to_statistic_id")
    sources: dict[uuid.UUID, set] = defaultdict(set)
    results: dict[uuid.UUID, set] = defaultdict(set)
    for result, source in links:
        sources[result].add(source)
        results[source].add(result)
    concerned = statistics.union(*sources.values(), *results.values())
    known = PublishedFigure.objects.public().filter(
        statistic__in=concerned, locale__in={figure.locale_id for figure in figures}
    )
    by_language: dict[int, dict[uuid.UUID, list[PublishedFigure]]] = {}
    for figure in known.select_related("statistic", "locale").order_by("year"):
        of_language = by_language.setdefault(figure.locale_id, defaultdict(list))
        of_language[figure.statistic_id].append(figure)

    def others(figure: PublishedFigure, identities: set[uuid.UUID]) -> list[PublishedFigure]:
        of_language = by_language.get(figure.locale_id, {})
        found = newest(f for i in identities for f in of_language.get(i, []))
        return sorted(found.values(), key=lambda other: other.heading)

    return [
        History(
            figure=figure,
            editions=by_language.get(figure.locale_id, {}).get(figure.statistic_id, []),
            predecessors=others(figure, sources[figure.statistic_id]),
            successors=others(figure, results[figure.statistic_id]),
        )
        for figure in figures
    ]
