"""What anyone may see: the one rule for pages and files that every public answer follows.

A page is public when it is live, when nothing above it is unpublished or restricted, and when it
belongs to the site. Who asks makes no difference: an editor who is signed in gets the same answer.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, CharField, Model, Q, QuerySet, When
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex, Site
from wagtail.query import PageQuerySet

T = TypeVar("T")

_answer: ContextVar[dict | None] = ContextVar("answer", default=None)
_page: ContextVar[bool] = ContextVar("page", default=False)


@contextmanager
def one_answer() -> Iterator[None]:
    """While an answer of the API is put together: what is hidden is asked for once."""
    token = _answer.set({})
    was_page = _page.set(False)
    try:
        yield
    finally:
        _page.reset(was_page)
        _answer.reset(token)


@contextmanager
def one_page() -> Iterator[None]:
    """The same while a page of the website is put together, whose links stay short."""
    with one_answer():
        _page.set(True)
        yield


def is_answering() -> bool:
    """Whether an answer of the API is being put together."""
    return _answer.get() is not None and not _page.get()


def once(question: Callable[[], T]) -> Callable[[], T]:
    """Remember what the question gave for as long as the answer or page is put together."""

    @wraps(question)
    def ask() -> T:
        return question() if _answer.get() is None else known(question, question)

    return ask


def known(name: object, make: Callable[[], T]) -> T | None:
    """What the answer that is put together remembers under the name; None when there is none."""
    memory = _answer.get()
    if memory is None:
        return None
    if name not in memory:
        memory[name] = make()
    return memory[name]


@once
def hidden_paths() -> tuple[str, ...]:
    """Tree paths at and below which nothing is public: unpublished, restricted, off the site.

    An alias is as private as what it shows, which may stand below something private.
    """
    roots = {site.root_path for site in Site.get_site_root_paths()}
    hidden = (
        Q(live=False, numchild__gt=0)
        | Q(view_restrictions__isnull=False)
        | (Q(depth=2) & ~Q(url_path__in=roots))
    )
    pages = Page.objects.annotate(is_hidden=Case(When(hidden, then=True), default=False))
    found = pages.filter(hidden | Q(alias_of__isnull=False)).order_by("path")
    rows = list(found.values_list("path", "alias_of__path", "is_hidden"))
    places = {path for path, _, is_hidden in rows if is_hidden}
    while (
        aliases := {path for path, shown, _ in rows if shown and shown.startswith(tuple(places))}
        - places
    ):
        places |= aliases
    tops: list[str] = []
    for path in sorted(places):
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return tuple(tops)


def public_pages(model: type[Page] = Page) -> PageQuerySet:
    """The pages, or those of one type, that anyone may read, in the editors' order."""
    pages = model.objects.live().filter(depth__gt=1)
    for path in hidden_paths():
        pages = pages.exclude(path__startswith=path)
    return pages


def is_below_unpublished(page: Page) -> bool:
    """Whether something above the page is not published: then nobody finds it. One query."""
    return page.get_ancestors().filter(depth__gt=1, live=False).exists()


def public_among(pages: Iterable[Page]) -> list[Page]:
    """Those of the pages that anyone may read."""
    hidden = hidden_paths()
    return [p for p in pages if p.live and not p.is_root() and not p.path.startswith(hidden)]


def is_public(page: Page | None) -> bool:
    """Whether anyone may read the page."""
    return page is not None and bool(public_among([page]))


@once
def private_collections() -> frozenset[int]:
    """Ids of the collections whose files are not for everyone."""
    paths = Collection.objects.filter(view_restrictions__isnull=False).values_list(
        "path", flat=True
    )
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path)
    return frozenset(Collection.objects.filter(below).values_list("pk", flat=True))


def is_public_file(file) -> bool:
    """Whether anyone may see the image or document, as far as its collection says."""
    return bool(file) and file.collection_id not in private_collections()


def used_on_public_pages(model: type[Model]) -> QuerySet:
    """The ids of the images or documents that stand on at least one page that anyone may read.

    Wagtail keeps the references of the live row of each page, so that a draft counts for nothing.
    """
    pages = public_pages().order_by().annotate(key=Cast("pk", CharField())).values("key")
    uses = page_references(model).filter(object_id__in=pages)
    return uses.annotate(file=Cast("to_object_id", BigIntegerField())).values("file")


def pages_using(file: Model) -> set[int]:
    """The ids of the pages, public or not, whose live row refers to the image or document."""
    uses = page_references(type(file)).filter(to_object_id=file.pk)
    return {int(pk) for pk in uses.values_list("object_id", flat=True)}


def pages_using_files_of(collection: Collection) -> set[int]:
    """The same for every image and document in the collection and those below it."""
    pages: set[int] = set()
    for model in (get_image_model(), get_document_model()):
        files = model.objects.filter(collection__path__startswith=collection.path)
        keys = files.order_by().annotate(key=Cast("pk", CharField())).values("key")
        uses = page_references(model).filter(to_object_id__in=keys)
        pages.update(int(pk) for pk in uses.values_list("object_id", flat=True))
    return pages


def page_references(model: type[Model]) -> QuerySet:
    """Wagtail's index of what pages refer to, as far as it is of this model."""
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
    )
