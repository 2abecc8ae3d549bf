"""The register: a number's identity and memory.

The StreamField is the form in which a number is edited; these three tables are what the site
remembers of it (`recording.py` writes them). Whether a figure is public follows from its page:
unpublishing writes nothing.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from report.public import public_pages
from report.statistics.value import Kind, Missing, UnitCode


class Statistic(models.Model):
    """One number that the region follows, whatever the year, the language and the heading."""

    uuid = models.UUIDField(primary_key=True, editable=False)
    slug = models.SlugField(
        _("slug"),
        unique=True,
        max_length=120,
        help_text=_(
            "The last part of the number's own address. When you change it, every old address "
            "leads to the new one."
        ),
    )
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

    def save(self, *args, **kwargs) -> None:
        """Keeps the slug that it had, in the same transaction."""
        with transaction.atomic():
            before = Statistic.objects.filter(pk=self.pk).exclude(slug=self.slug).first()
            super().save(*args, **kwargs)
            if before:
                FormerSlug.objects.get_or_create(slug=before.slug, defaults={"statistic": self})
                self.former_slugs.filter(slug=self.slug).delete()

    def clean(self) -> None:
        """A slug that another statistic has had leads there for good."""
        super().clean()
        self.slug = self.slug.lower()
        if FormerSlug.objects.filter(slug=self.slug).exclude(statistic=self).exists():
            raise ValidationError(
                {
                    "slug": _(
                        "Another number had the address “%(slug)s”, and links lead there. "
                        "Choose another one."
                    )
                    % {"slug": self.slug}
                }
            )


class FormerSlug(models.Model):
    """A slug that a statistic had once. Its addresses lead on, and nobody else gets it."""

    slug = models.SlugField(primary_key=True, max_length=120)
    statistic = models.ForeignKey(Statistic, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")

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
    numbers = models.JSONField(
        default=dict,
        help_text="Every number of the block by a key that is the same in all languages: "
        "{key: {label, said}}.",
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
    """Somebody tried to change or remove what was said of a correction."""


class PermanentQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise CorrectionIsPermanent("A correction is never changed.")

    def delete(self):
        raise CorrectionIsPermanent("A correction is never removed.")


class Permanent(models.Model):
    """A row that is written once, and then neither changed nor removed."""

    objects = PermanentQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise CorrectionIsPermanent("A correction is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise CorrectionIsPermanent("A correction is never removed.")


class Correction(Permanent):
    """A published number that was changed afterwards; one row, whatever the languages.

    `old` and `new` are a JSON number, the code of `Missing` where there was none, a unit code where
    `what` is `unit_code`, and None where the number was not there at all.
    """

    statistic = models.ForeignKey(Statistic, on_delete=models.PROTECT, related_name="corrections")
    year = models.PositiveSmallIntegerField(_("year"))
    what = models.CharField(
        max_length=255, help_text="A key of `PublishedFigure.numbers`: `value`, `part:<id>` …"
    )
    labels = models.JSONField(
        default=dict, help_text="What the number was called at the time, by language."
    )
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    corrected_at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-corrected_at", "pk"]

    def __str__(self) -> str:
        return f"{self.statistic} {self.year}: {self.old} → {self.new}"


class CorrectionNote(Permanent):
    """Why a number was changed, in one language. A later note is added, none is replaced."""

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="notes")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("note on a correction")
        verbose_name_plural = _("notes on corrections")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text
