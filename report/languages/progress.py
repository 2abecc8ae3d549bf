"""How far the translation of a page and of everything below it has come."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from report.languages.completeness import waiting_segments


class Stage(models.TextChoices):
    MISSING = "missing", _("Not begun")
    PARTLY = "partly", _("Being translated")
    READY = "ready", _("Translated, not published")
    CHANGED = "changed", _("Published, but the original has changed")
    PUBLISHED = "published", _("Published")


@dataclass(frozen=True)
class PageProgress:
    """A page and its translation into one language; `target` is None until it was begun."""

    page: Page
    indent: int
    target: Page | None = None
    translation: Translation | None = None
    total: int = 0
    done: int = 0

    @property
    def waiting(self) -> int:
        return self.total - self.done

    @property
    def stage(self) -> Stage:
        if self.target is None or (self.translation is None and self.target.alias_of_id):
            return Stage.MISSING
        if self.target.live:
            return Stage.CHANGED if self.waiting else Stage.PUBLISHED
        return Stage.PARTLY if self.waiting else Stage.READY

    @cached_property
    def changes(self) -> list[str]:
        """The texts of a published page that are new since they were translated."""
        if self.stage != Stage.CHANGED:
            return []
        segments = waiting_segments(self.translation)
        return [segment.string.as_value().render_text() for segment in segments]


@dataclass(frozen=True)
class Progress:
    """The progress of a page and all below it, in the order of the tree; seven queries at most."""

    rows: list[PageProgress]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def done(self) -> int:
        return sum(row.done for row in self.rows)

    @property
    def percent(self) -> int:
        """How much of the texts is translated, rounded down: 100 means every one."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def missing(self) -> list[PageProgress]:
        return [row for row in self.rows if row.stage == Stage.MISSING]

    @property
    def begun(self) -> list[PageProgress]:
        return [row for row in self.rows if row.translation]

    @property
    def ready(self) -> list[PageProgress]:
        """What can be published as it stands."""
        return [row for row in self.rows if row.stage == Stage.READY]


def progress_of(top: Page, locale: Locale) -> Progress:
    """How far `top` and the pages below it are translated into the language."""
    pages = list(
        Page.objects.descendant_of(top, inclusive=True)
        .filter(locale=top.locale_id, alias_of=None)
        .order_by("path")
    )
    keys = [page.translation_key for page in pages]
    targets = {
        page.translation_key: page
        for page in Page.objects.filter(translation_key__in=keys, locale=locale)
    }
    translations = {
        translation.source.object_id: translation
        for translation in Translation.objects.filter(
            source__object__in=keys, source__locale=top.locale_id, target_locale=locale
        ).select_related("source", "target_locale")
    }
    counts = counts_of(translations.values(), locale)
    rows = []
    for page in pages:
        translation = translations.get(page.translation_key)
        total, done = counts.get(translation.source_id, (0, 0)) if translation else (0, 0)
        target = targets.get(page.translation_key)
        rows.append(PageProgress(page, page.depth - top.depth, target, translation, total, done))
    return Progress(rows)


def counts_of(translations, locale: Locale) -> dict[int, tuple[int, int]]:
    """How many texts each source has and how many of them are translated, by the source's id."""
    is_done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=locale,
        has_error=False,
    )
    counted = (
        StringSegment.objects.filter(source__in=[t.source_id for t in translations])
        .annotate(is_done=Exists(is_done))
        .values("source_id")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(is_done=True)))
    )
    return {row["source_id"]: (row["total"], row["done"]) for row in counted.order_by()}
