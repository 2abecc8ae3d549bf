"""The register: a number's identity and memory.

The StreamField is the form in which a number is edited; these three tables are what the site
remembers of it. They are written in the transaction that saves a live page (`AreaPage.save`), so
that every way of publishing — editor, bulk action, schedule, workflow, copy, translation, code —
leaves them right. Whether a figure is public follows from its page: unpublishing writes nothing.
"""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from report.public import public_pages
from report.statistics.number import json_number
from report.statistics.value import Kind, Missing, StatisticValue, UnitCode

if TYPE_CHECKING:
    from report.pages import AreaPage


class Statistic(models.Model):
    """One number that the region follows, whatever the year, the language and the heading."""

    uuid = models.UUIDField(primary_key=True, editable=False)
    slug = models.SlugField(_("slug"), unique=True, max_length=120, editable=False)
    area_key = models.UUIDField(db_index=True, editable=False)
    unit_code = models.CharField(
        _("unit code"), max_length=20, choices=UnitCode.choices, editable=False
    )
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="successors",
        blank=True,
        verbose_name=_("predecessors"),
        help_text=_("The figures that this one was split from, merged from or follows."),
    )

    class Meta:
        verbose_name = _("statistic")
        verbose_name_plural = _("statistics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class PublishedFigureQuerySet(models.QuerySet):
    def public(self) -> "PublishedFigureQuerySet":
        """The figures that anyone may read: those that still stand on a public page."""
        return self.filter(withdrawn_at=None, page__page_ptr__in=public_pages())


class PublishedFigure(models.Model):
    """What was published of a statistic in one edition and language.

    A figure that disappears from its page keeps its row (`withdrawn_at`): a number that comes back
    changed is a correction, however it was taken away in between.
    """

    statistic = models.ForeignKey(Statistic, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField(_("year"))
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey(
        "report.AreaPage", on_delete=models.SET_NULL, null=True, related_name="figures"
    )
    position = models.PositiveSmallIntegerField(
        help_text="Place among the page's statistics, from 0."
    )
    withdrawn_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField()

    heading = models.CharField(max_length=255)
    label = models.CharField(max_length=255)
    value = models.DecimalField(max_digits=30, decimal_places=15, null=True)
    missing = models.CharField(max_length=20, choices=Missing.choices, blank=True)
    unit = models.CharField(max_length=100, blank=True)
    unit_code = models.CharField(max_length=20, choices=UnitCode.choices)
    period = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    break_note = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    data = models.JSONField(
        help_text="The public JSON of the block; its infobox in the stored form, links unexpanded."
    )

    objects = PublishedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["-year", "page", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statistic", "year", "locale"], name="one_figure_each")
        ]

    def __str__(self) -> str:
        return f"{self.heading} {self.year}"


class CorrectionIsPermanent(TypeError):
    """Somebody tried to change or remove a correction."""


class CorrectionQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise CorrectionIsPermanent("A correction is never changed.")

    def delete(self):
        raise CorrectionIsPermanent("A correction is never removed.")


class Correction(models.Model):
    """A published number that was changed afterwards. Append-only."""

    statistic = models.ForeignKey(Statistic, on_delete=models.PROTECT, related_name="corrections")
    year = models.PositiveSmallIntegerField(_("year"))
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=255, help_text="`value`, or the label of a part.")
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    corrected_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-corrected_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.statistic} {self.year}: {self.old} → {self.new}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise CorrectionIsPermanent("A correction is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise CorrectionIsPermanent("A correction is never removed.")


def statistics_of(page: "AreaPage") -> list[StatisticValue]:
    """The values of the page's statistic blocks, in the editor's order."""
    return [block.value for block in page.statistics if block.block_type == "statistic"]


def foreign(identities: Iterable[uuid.UUID], area_key: uuid.UUID) -> set[uuid.UUID]:
    """Those identities that the register knows as another area's."""
    known = Statistic.objects.filter(pk__in=[i for i in identities if i])
    return set(known.exclude(area_key=area_key).values_list("pk", flat=True))


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
    others = (
        {v["statistic_id"] for v in values}
        if beside
        else foreign([v["statistic_id"] for v in values], page.area_key)
    )
    seen: set[uuid.UUID] = set()
    for value in values:
        identity = value["statistic_id"]
        if identity in others and identity is not None:
            identity = uuid.uuid5(page.area_key, str(identity))
        if identity is None or identity in seen:
            identity = uuid.uuid4()
        value["statistic_id"] = identity
        seen.add(identity)


def record(page: "AreaPage") -> None:
    """Write what the live page says into the register, in the transaction that saves it."""
    now = timezone.now()
    year = page.edition.year
    values = statistics_of(page)
    identities = [value["statistic_id"] for value in values]
    known = Statistic.objects.in_bulk(identities)
    earlier = {
        figure.statistic_id: figure
        for figure in PublishedFigure.objects.filter(
            statistic__in=identities, year=year, locale=page.locale_id
        )
    }
    page.figures.filter(withdrawn_at=None).exclude(statistic__in=identities).update(
        withdrawn_at=now
    )
    for position, value in enumerate(values):
        identity = value["statistic_id"]
        if identity not in known:
            Statistic.objects.create(
                uuid=identity,
                slug=permanent_slug(value["heading"] or "", identity),
                area_key=page.area_key,
                unit_code=value["unit_code"],
            )
        elif known[identity].unit_code != value["unit_code"]:
            Statistic.objects.filter(pk=identity).update(unit_code=value["unit_code"])
        figure = figure_from(value, page, position)
        figure.published_at = now
        if before := earlier.get(identity):
            figure.pk, figure.published_at = before.pk, before.published_at
            Correction.objects.bulk_create(corrections(before, figure, now))
        figure.save()


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
        data={**value.block.get_api_representation(value), "infobox": value["infobox"].source},
    )


def corrections(
    before: PublishedFigure, after: PublishedFigure, now: timezone.datetime
) -> list[Correction]:
    """The corrections between two publications of a figure: of its value and of its parts."""
    changes = [("value", json_number(before.value), json_number(after.value))]
    old_parts = {part["label"]: part["value"] for part in before.data["parts"]}
    changes += [
        (part["label"], old_parts[part["label"]], part["value"])
        for part in after.data["parts"]
        if part["label"] in old_parts
    ]
    return [
        Correction(
            statistic_id=before.statistic_id,
            year=before.year,
            locale_id=before.locale_id,
            what=what,
            old=old,
            new=new,
            corrected_at=now,
        )
        for what, old, new in changes
        if old != new
    ]


def permanent_slug(heading: str, identity: uuid.UUID) -> str:
    """The address of a statistic: its first heading in ASCII, made unique, and then for good."""
    slug = slugify(heading)[:100].strip("-") or "siffra"
    return f"{slug}-{identity.hex[:6]}" if Statistic.objects.filter(slug=slug).exists() else slug
