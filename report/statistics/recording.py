"""Writing the register: identities before a page is saved, figures when a live one was.

Both happen in the transaction that saves the page (`AreaPage.save`), so every way of publishing
— editor, bulk action, schedule, workflow, copy, translation, code — leaves it right.
"""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from report.statistics.change import Change, changes, stated
from report.statistics.correcting import write_corrections, write_notes
from report.statistics.register import PublishedFigure, Statistic
from report.statistics.value import Kind, StatisticValue, UnitCode

if TYPE_CHECKING:
    from report.pages import AreaPage


def statistics_of(page: "AreaPage") -> list[StatisticValue]:
    """The values of the page's statistic blocks, in the editor's order."""
    return [block.value for block in page.statistics if block.block_type == "statistic"]


def foreign(
    identities: Iterable[uuid.UUID], area_key: uuid.UUID, edition_path: str
) -> set[uuid.UUID]:
    """Those identities that another area of the edition (the report's tree path) shows today.

    A statistic that its area has given up can move: it takes its address and history along.
    """
    shown = PublishedFigure.objects.filter(
        statistic__in=[i for i in identities if i],
        withdrawn_at=None,
        page__path__startswith=edition_path,
    )
    return set(shown.exclude(page__area_key=area_key).values_list("statistic_id", flat=True))


def settle(page: "AreaPage") -> None:
    """Give every statistic of the page an identity that is its own.

    A new block gets a new identity, and so does the second of two alike. Where the page is a copy
    beside its original, its key and all identities are made anew, derived from the old ones so that
    the live page and its drafts agree.
    """
    beside = page.siblings_with_key()
    if beside:
        page.area_key = uuid.uuid4()
        # Wagtail's copy shares its value with the original, which must keep what it has.
        stream = page.statistics.stream_block
        page.statistics = stream.to_python(stream.get_prep_value(page.statistics))
    values = statistics_of(page)
    others = {value["statistic_id"] for value in values}
    if not beside:
        # A page without a place in the tree is only looked at; it is settled when it is saved.
        edition = page.path[: -page.steplen]
        others = foreign(others, page.area_key, edition) if edition else set()
    seen: set[uuid.UUID] = set()
    for value in values:
        identity = value["statistic_id"]
        if identity in others and identity is not None:
            identity = uuid.uuid5(page.area_key, str(identity))
            value["correction_note"] = ""
        if identity in seen:
            identity, value["correction_note"] = None, ""  # the note is the original's
        value["statistic_id"] = identity = identity or uuid.uuid4()
        seen.add(identity)


def record(page: "AreaPage") -> None:
    """Write what the live page says into the register, in the transaction that saves it."""
    now = timezone.now()
    year = page.edition.year
    values = statistics_of(page)
    identities = [value["statistic_id"] for value in values]
    known = Statistic.objects.in_bulk(identities)
    # In every language: what the others call a number is told with its correction.
    earlier = list(
        PublishedFigure.objects.filter(statistic__in=identities, year=year).select_related("locale")
    )
    own = {figure.statistic_id: figure for figure in earlier if figure.locale_id == page.locale_id}
    changed: dict[uuid.UUID, list[Change]] = {}
    page.figures.filter(withdrawn_at=None).exclude(statistic__in=identities).update(
        withdrawn_at=now
    )
    for position, value in enumerate(values):
        identity = value["statistic_id"]
        if identity not in known:
            Statistic.objects.create(
                uuid=identity,
                slug=permanent_slug(value["heading"] or "", identity),
                unit_code=value["unit_code"],
            )
        elif known[identity].unit_code != value["unit_code"]:
            Statistic.objects.filter(pk=identity).update(unit_code=value["unit_code"])
        figure = figure_from(value, page, position)
        figure.published_at = now
        if before := own.get(identity):
            figure.pk, figure.published_at = before.pk, before.published_at
            changed[identity] = changes(before.numbers, figure.numbers)
        figure.save()
    write_corrections(changed, earlier, page.locale)
    write_notes(values, year, page.locale_id)


def figure_from(value: StatisticValue, page: "AreaPage", position: int) -> PublishedFigure:
    """The block's value as an unsaved row of the register."""
    return PublishedFigure(
        statistic_id=value["statistic_id"],
        year=page.edition.year,
        locale_id=page.locale_id,
        page=page,
        position=position,
        heading=value["heading"] or "",
        label=value["label"] or "",
        value=value.number,
        missing=value.missing_reason,
        unit=value["unit"] or "",
        unit_code=value["unit_code"] or UnitCode.COUNT,
        period=value["period"] or str(page.edition.year),
        kind=value["kind"] or Kind.OUTCOME,
        break_note=value["break_note"] or "",
        is_example=bool(value["is_example"]),
        data=data_of(value),
        numbers=stated(value),
    )


def data_of(value: StatisticValue) -> dict:
    """The public JSON of the block, without what other tables know better."""
    data = {**value.block.get_api_representation(value), "infobox": value["infobox"].source}
    return {name: given for name, given in data.items() if name != "corrections"}


def permanent_slug(heading: str, identity: uuid.UUID) -> str:
    """The address of a statistic: its first heading in ASCII, made unique, and then for good."""
    slug = slugify(heading)[:100].strip("-") or "siffra"
    taken = Q(slug=slug) | Q(former_slugs__slug=slug)
    return f"{slug}-{identity.hex[:6]}" if Statistic.objects.filter(taken).exists() else slug
