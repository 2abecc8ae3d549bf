"""Corrections as readers are told of them, in the language of the figure.

    corrections_of(PublishedFigure.objects.public().filter(year=2018))

answers with the corrections by the figures' ids, newest first.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.models import Page

from report.statistics.change import Change
from report.statistics.register import Correction, PublishedFigure


@dataclass(frozen=True)
class Corrected(Change):
    """One number that was corrected; its label and note are in the figure's language."""

    at: datetime
    note: str

    @property
    def sentence(self) -> str:
        """“Corrected 4 March 2019: 6.8 was changed to 6.9 (visits per patient). Why.”"""
        words = {
            "date": date_format(timezone.localtime(self.at), "DATE_FORMAT"),
            "old": self.old_text,
            "new": self.new_text,
        }
        removed = gettext("Corrected %(date)s: %(old)s was removed")
        changed = gettext("Corrected %(date)s: %(old)s was changed to %(new)s")
        name = f" ({self.name})" if self.name else ""
        note = f" {self.note}" if self.note else ""
        return f"{(removed if self.new is None else changed) % words}{name}.{note}"

    def as_json(self) -> dict:
        """As every public JSON has it; the date is the site's."""
        return {
            "date": timezone.localtime(self.at).date().isoformat(),
            "what": self.what,
            "label": self.label or None,
            "old": self.old,
            "new": self.new,
            "note": self.note or None,
        }


def sentences(figure: dict) -> list[str]:
    """The corrections of a figure's public JSON in words of the active language, newest first."""
    return [
        Corrected(
            key=given["what"],
            label=given["label"] or "",
            old=given["old"],
            new=given["new"],
            unit_code=figure["unit_code"],
            at=datetime.fromisoformat(given["date"]).replace(
                tzinfo=timezone.get_current_timezone()
            ),
            note=given["note"] or "",
        ).sentence
        for given in figure["corrections"]
    ]


def corrections_of(figures: QuerySet | Iterable[PublishedFigure]) -> dict[int, list[Corrected]]:
    """The corrections of each figure, newest first, by the figure's id.

    One query, and one more for the notes where there are corrections.
    """
    found = defaultdict(list)
    for row, corrected in told(Correction.objects.filter(statistic__figures__in=figures)):
        found[row.figure_id].append(corrected)
    return dict(found)


def corrections_on(pages: Iterable[Page]) -> dict[int, dict[uuid.UUID, list[Corrected]]]:
    """The same for pages: by the page's id, then by the statistic's."""
    found = defaultdict(lambda: defaultdict(list))
    ids = [page.pk for page in pages]
    for row, corrected in told(Correction.objects.filter(statistic__figures__page__in=ids)):
        found[row.page_id][row.statistic_id].append(corrected)
    return {page: dict(statistics) for page, statistics in found.items()}


def told(rows: QuerySet) -> Iterator[tuple[Correction, Corrected]]:
    """Corrections that were found through their figures, each in the language of its figure."""
    rows = rows.filter(year=F("statistic__figures__year")).annotate(
        figure_id=F("statistic__figures__pk"),
        page_id=F("statistic__figures__page_id"),
        numbers=F("statistic__figures__numbers"),
        unit_code=F("statistic__figures__unit_code"),
        locale_id=F("statistic__figures__locale_id"),
        language=F("statistic__figures__locale__language_code"),
    )
    for row in rows.prefetch_related("notes"):
        today = row.numbers.get(row.what) or {}
        notes = [note.text for note in row.notes.all() if note.locale_id == row.locale_id]
        yield (
            row,
            Corrected(
                key=row.what,
                label=today.get("label") or row.labels.get(row.language, ""),
                old=row.old,
                new=row.new,
                unit_code=row.unit_code,
                at=row.corrected_at,
                note=" ".join(notes),
            ),
        )
