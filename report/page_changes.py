"""What happened to each page that readers see or saw: the answer to “what is new since …?”.

The table has one row a page, its latest change. So it is also the memory of what was public, and
where: what happened follows from comparing that with what is public now, whichever way it came
about. Who asks again with the version of the last answer misses nothing and gets nothing twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from report.content_version import current
from report.public import public_pages


class What(models.TextChoices):
    """What happened to a page, as readers see it."""

    PUBLISHED = "published", _("published")
    MOVED = "moved", _("moved")
    UNPUBLISHED = "unpublished", _("unpublished")
    DELETED = "deleted", _("deleted")


GONE = (What.UNPUBLISHED, What.DELETED)


class PageChange(models.Model):
    """The latest change of a page. One that is gone keeps its id and nothing else."""

    page_id = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField(db_index=True)
    what = models.CharField(max_length=20, choices=What.choices)
    changed_at = models.DateTimeField()
    translation_key = models.UUIDField(null=True)
    locale = models.CharField(max_length=100, blank=True, help_text="The language code.")
    url_path = models.TextField(blank=True)

    #: Where readers saw the page before it moved; known while the change is written, not stored.
    moved_from: str = ""

    class Meta:
        verbose_name = _("change of a page")
        verbose_name_plural = _("changes of pages")
        ordering = ["version", "page_id"]

    def __str__(self) -> str:
        return f"{self.version}: {self.page_id} {self.what}"

    @property
    def is_gone(self) -> bool:
        return self.what in GONE


class Changes(NamedTuple):
    """Changes in the order of their versions; ask for what follows with `cursor`.

    `more` says that there is more to fetch at once.
    """

    items: list[PageChange]
    cursor: int
    more: bool


def changes_since(cursor: int, limit: int = 1000) -> Changes:
    """The latest change of every page that changed after the version `cursor`; 0 is all pages.

    The changes of one version stay together, so that there can be more than `limit` (at least 1)
    of them. A page that changes again while somebody reads on stands in a later answer only.
    A version that is yet to come is nobody's cursor: ValueError.
    """
    now = current().number  # first: versions that come about while this is read belong to the next
    if cursor > now:
        raise ValueError(f"the version {cursor} is yet to come")
    rows = PageChange.objects.filter(version__gt=cursor, version__lte=now)
    beyond = rows.values_list("version", flat=True)[limit : limit + 1].first()
    if beyond is None:
        return Changes(list(rows), now, more=False)
    # The version at the limit is left for the next answer, unless it is all that there is.
    whole = rows.filter(version__lt=beyond)
    items = list(whole) or list(rows.filter(version=beyond))
    last = items[-1].version
    return Changes(items, last, more=rows.filter(version__gt=last).exists())


@dataclass(frozen=True)
class Scope:
    """The pages that a change may concern."""

    pages: frozenset[int]
    everywhere: bool

    def is_seen(self) -> bool:
        """Whether readers see, or saw until now, any of the named pages."""
        if not self.pages:
            return False
        seen = PageChange.objects.exclude(what__in=GONE).filter(pk__in=self.pages)
        return seen.exists() or public_pages().filter(pk__in=self.pages).exists()

    def tops(self) -> Iterator[str]:
        """Tree paths of named pages that came, went or moved: what is below went along."""
        seen = PageChange.objects.exclude(what__in=GONE).in_bulk(self.pages)
        public = set(public_pages().filter(pk__in=self.pages).values_list("pk", flat=True))
        pages = Page.objects.filter(pk__in=self.pages, numchild__gt=0)
        for pk, path, url_path in pages.values_list("pk", "path", "url_path"):
            before = seen[pk].url_path if pk in seen else None
            after = url_path if pk in public else None
            if before != after:
                yield path

    def pages_in(self) -> Q:
        """The condition for pages within the scope."""
        if self.everywhere:
            return Q()
        within = Q(pk__in=self.pages)
        for path in self.tops():
            within |= Q(path__startswith=path)
        return within


def write_page_changes(scope: Scope, version: int) -> list[PageChange]:
    """Compare what is public with what was, within the scope, and remember the differences."""
    within = scope.pages_in()
    found = (
        public_pages()
        .filter(within)
        .values_list("pk", "translation_key", "locale__language_code", "url_path")
    )
    after = {pk: tuple(values) for pk, *values in found}
    before = {row.pk: row for row in seen_within(scope, within)}
    there = set(
        Page.objects.filter(pk__in=before.keys() - after.keys()).values_list("pk", flat=True)
    )
    now = timezone.now()
    changes = []
    for pk, (translation_key, locale, url_path) in after.items():
        if pk not in before or pk in scope.pages or before[pk].url_path != url_path:
            moved = pk in before and before[pk].url_path != url_path
            what = What.MOVED if moved else What.PUBLISHED
            change = PageChange(pk, version, what, now, translation_key, locale, url_path)
            change.moved_from = before[pk].url_path if moved else ""
            changes.append(change)
    for pk in before.keys() - after.keys():
        what = What.UNPUBLISHED if pk in there else What.DELETED
        changes.append(PageChange(pk, version, what, now, None, "", ""))
    PageChange.objects.bulk_create(
        changes,
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["version", "what", "changed_at", "translation_key", "locale", "url_path"],
    )
    return sorted(changes, key=lambda change: change.pk)


def seen_within(scope: Scope, within: Q) -> models.QuerySet:
    """What readers saw of the pages within the scope."""
    seen = PageChange.objects.exclude(what__in=GONE)
    if scope.everywhere:
        return seen
    standing = Page.objects.filter(within).order_by().values("pk")
    return seen.filter(Q(pk__in=scope.pages) | Q(pk__in=standing))
