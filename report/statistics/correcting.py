"""Writing corrections and their notes into the register, and what publishing would correct."""

import uuid
from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import Locale

from report.statistics.change import Change, changes, stated
from report.statistics.register import Correction, CorrectionNote, PublishedFigure
from report.statistics.value import StatisticValue


def pending(
    values: Iterable[StatisticValue], year: int, locale_id: int
) -> dict[uuid.UUID, list[Change]]:
    """What publishing these statistics would correct, by identity; one query."""
    values = {value["statistic_id"]: value for value in values if value["statistic_id"]}
    published = PublishedFigure.objects.filter(
        statistic__in=values.keys(), year=year, locale=locale_id
    )
    found = {
        figure.statistic_id: changes(figure.numbers, stated(values[figure.statistic_id]))
        for figure in published
    }
    return {identity: changed for identity, changed in found.items() if changed}


def write_corrections(
    changed: dict[uuid.UUID, list[Change]], earlier: list[PublishedFigure], page_locale: Locale
) -> None:
    """Write down what was changed in an edition, once for all languages.

    `earlier` are the figures as they were published until now, in every language. A translation
    that follows to a number that the register was told of already corrects nothing more.
    """
    if not changed:
        return
    year, now = earlier[0].year, timezone.now()
    rows = Correction.objects.filter(statistic__in=changed.keys(), year=year)
    latest = {(row.statistic_id, row.what): row.new for row in rows.order_by("corrected_at", "pk")}
    Correction.objects.bulk_create(
        Correction(
            statistic_id=identity,
            year=year,
            what=change.key,
            labels=labels(change.key, [f for f in earlier if f.statistic_id == identity])
            | {page_locale.language_code: change.label},
            old=change.old,
            new=change.new,
            corrected_at=now,
        )
        for identity, found in changed.items()
        for change in found
        if latest.get((identity, change.key), change.old) != change.new
    )


def labels(what: str, figures: list[PublishedFigure]) -> dict[str, str]:
    """What a number is called in each language that it is published in."""
    return {
        figure.locale.language_code: figure.numbers[what]["label"]
        for figure in figures
        if what in figure.numbers
    }


def write_notes(values: Iterable[StatisticValue], year: int, locale_id: int) -> None:
    """Add each block's note to its newest correction, where it does not stand at one already.

    So a note that was forgotten can be written afterwards, and one that was used is not used for
    the next correction.
    """
    texts = {v["statistic_id"]: note for v in values if (note := note_of(v))}
    if not texts:
        return
    used = used_notes(texts.keys(), locale_id)
    newest: dict[uuid.UUID, list[Correction]] = {}
    rows = Correction.objects.filter(statistic__in=texts.keys(), year=year)
    for row in rows.order_by("-corrected_at"):
        together = newest.setdefault(row.statistic_id, [])
        if not together or together[0].corrected_at == row.corrected_at:
            together.append(row)
    now = timezone.now()
    CorrectionNote.objects.bulk_create(
        CorrectionNote(correction=row, locale_id=locale_id, text=texts[identity], written_at=now)
        for identity, together in newest.items()
        if texts[identity] not in used.get(identity, ())
        for row in together
    )


def note_of(value: StatisticValue) -> str:
    """The note as it is kept: without needless space."""
    return " ".join((value.get("correction_note") or "").split())


def used_notes(identities: Iterable[uuid.UUID], locale_id: int) -> dict[uuid.UUID, set[str]]:
    """The notes that stand at corrections of these statistics in any edition; one query."""
    found: dict[uuid.UUID, set[str]] = {}
    rows = CorrectionNote.objects.filter(
        correction__statistic__in=identities, locale=locale_id
    ).values_list("correction__statistic", "text")
    for identity, text in rows:
        found.setdefault(identity, set()).add(text)
    return found
