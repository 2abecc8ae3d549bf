"""How far the translation of a page and of everything below it has come."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import models
from django.db.models import Count, Max, OuterRef, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog

from report.languages.completeness import waiting_segments


class Stage(models.TextChoices):
    MISSING = "missing", _("Not begun")
    OWN = "own", _("Written by itself")
    PARTLY = "partly", _("Being translated")
    READY = "ready", _("Translated, not published")
    DOWN = "down", _("Unpublished")
    CHANGED = "changed", _("Published, but the original has changed")
    OLDER = "older", _("Published in an older translation")
    PUBLISHED = "published", _("Published")


#: What readers would see anew if it were published.
TO_PUBLISH = {Stage.READY, Stage.OLDER}


@dataclass(frozen=True)
class Texts:
    """How many texts a page has, how many are translated, and when one of those last was."""

    total: int = 0
    done: int = 0
    newest: datetime | None = None


@dataclass(frozen=True)
class PageProgress:
    """A page and its translation into one language.

    `target` is None until it was begun, and `translation` where the page is written by itself.
    `waits_for` says what has to be published before.
    """

    page: Page
    indent: int
    target: Page | None = None
    translation: Translation | None = None
    texts: Texts = Texts()
    waits_for: str = ""

    @property
    def total(self) -> int:
        return self.texts.total

    @property
    def done(self) -> int:
        return self.texts.done

    @property
    def waiting(self) -> int:
        return self.total - self.done

    @property
    def stage(self) -> Stage:
        if self.target is None or (self.translation is None and self.target.alias_of_id):
            return Stage.MISSING
        if self.translation is None:
            return Stage.OWN
        if self.target.live:
            if self.waiting:
                return Stage.CHANGED
            return Stage.OLDER if self.is_older else Stage.PUBLISHED
        if self.target.first_published_at:
            # Somebody has taken it down, and puts it up again from the page itself.
            return Stage.DOWN
        return Stage.PARTLY if self.waiting else Stage.READY

    @property
    def is_older(self) -> bool:
        """Whether a text was translated after the translations were last put on the page."""
        put = self.translation.put_at
        return bool(put and self.texts.newest and self.texts.newest > put)

    @cached_property
    def changes(self) -> list[str]:
        """The texts of a published page that are new since they were translated."""
        if self.stage != Stage.CHANGED:
            return []
        segments = waiting_segments(self.translation)
        return [segment.string.as_value().render_text() for segment in segments]


@dataclass(frozen=True)
class Progress:
    """The progress of a page and all below it, in the order of the tree; five queries at most."""

    rows: list[PageProgress]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def done(self) -> int:
        return sum(row.done for row in self.rows)

    @property
    def percent(self) -> int:
        """How much of the texts is translated, rounded down: 100 means every one of every page."""
        percent = self.done * 100 // self.total if self.total else 0
        return min(percent, 99) if self.missing else percent

    @property
    def missing(self) -> list[PageProgress]:
        return [row for row in self.rows if row.stage == Stage.MISSING]

    @property
    def begun(self) -> list[PageProgress]:
        return [row for row in self.rows if row.translation]

    @property
    def ready(self) -> list[PageProgress]:
        """What can be published as it stands, parents first."""
        return [row for row in self.rows if row.stage in TO_PUBLISH and not row.waits_for]


def progress_of(top: Page, locale: Locale, *, below: bool = True) -> Progress:
    """How far `top`, and the pages below it if wanted, are translated into the language."""
    pages = list(
        Page.objects.descendant_of(top, inclusive=True)
        .filter(locale=top.locale_id, alias_of=None, **({} if below else {"pk": top.pk}))
        .order_by("path")
    )
    keys = [page.translation_key for page in pages]
    targets = {
        page.translation_key: page
        for page in Page.objects.filter(translation_key__in=keys, locale=locale)
    }
    logs = TranslationLog.objects.filter(source=OuterRef("source"), locale=locale)
    translations = {
        translation.source.object_id: translation
        for translation in Translation.objects.filter(
            source__object__in=keys, source__locale=top.locale_id, target_locale=locale
        )
        # Where an editor has ended the translation, the words are the editor's own.
        .filter(enabled=True)
        .annotate(put_at=Subquery(logs.order_by("-created_at").values("created_at")[:1]))
        .select_related("source", "target_locale")
    }
    counts = counts_of(translations.values(), locale)
    rows = []
    for page in pages:
        translation = translations.get(page.translation_key)
        texts = counts.get(translation.source_id, Texts()) if translation else Texts()
        target = targets.get(page.translation_key)
        rows.append(PageProgress(page, page.depth - top.depth, target, translation, texts))
    return Progress(with_hindrances(rows, locale))


def with_hindrances(rows: list[PageProgress], locale: Locale) -> list[PageProgress]:
    """The rows, and what each that could be published has to wait for, if anything.

    A translation comes after its original, and nobody would find it below an unpublished page.
    """
    if not any(row.stage in TO_PUBLISH for row in rows):
        return rows
    unpublished = Page.objects.filter(locale=locale, live=False).order_by("path")
    closed = dict(unpublished.values_list("path", "draft_title"))
    return [replace(row, waits_for=hindrance(row, closed)) for row in rows]


def hindrance(row: PageProgress, closed: dict[str, str]) -> str:
    """What the row has to wait for. What need not wait is no more among the closed pages."""
    if row.stage not in TO_PUBLISH:
        return ""
    if not row.page.live:
        return gettext("Waits for its original to be published.")
    path = row.target.path
    above = (path[:end] for end in range(Page.steplen, len(path), Page.steplen))
    for place in above:
        if place in closed:
            return gettext("Waits for “%(page)s” to be published.") % {"page": closed[place]}
    closed.pop(path, None)
    return ""


def counts_of(translations: Iterable[Translation], locale: Locale) -> dict[int, Texts]:
    """How many texts each source has and how many of them are translated, by the source's id."""
    translated_at = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=locale,
        has_error=False,
    ).values("updated_at")
    counted = (
        StringSegment.objects.filter(source__in=[t.source_id for t in translations])
        .annotate(translated_at=Subquery(translated_at[:1]))
        .values("source_id")
        .annotate(total=Count("pk"), done=Count("translated_at"), newest=Max("translated_at"))
    )
    return {
        row["source_id"]: Texts(row["total"], row["done"], row["newest"])
        for row in counted.order_by()
    }
