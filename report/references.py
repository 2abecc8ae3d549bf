"""What pages refer to, fetched for all shown pages at once instead of one by one.

An answer of the API calls `gather` with the pages that it shows, a page of the website with the
pages that it links to. From then on blocks, rich text and fields find their pages, documents and
images among what was gathered. What was not gathered, as in the editor, they ask the database for.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field

from django.db.models import Field, ForeignKey, Model, Q, QuerySet
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from report.images import DRAWING_FILTER, FILTERS
from report.public import known

Reference = tuple[type[Model], int]


@dataclass
class Gathering:
    """What one answer has fetched; pages wait until the first reference is asked for."""

    waiting: list[Page] = field(default_factory=list)
    wanted: set[Reference] = field(default_factory=set)
    found: dict[type[Model], dict[int, Model | None]] = field(default_factory=dict)
    families: dict[uuid.UUID, list[Page]] = field(default_factory=dict)
    by_path: dict[str, Page] = field(default_factory=dict)

    def fetch(self) -> None:
        wanted: dict[type[Model], set[int]] = defaultdict(set)
        for page in self.waiting:
            for model, pk in references_of(page):
                wanted[model].add(pk)
        above = {page.path[: -Page.steplen] for page in self.waiting}
        for model, pk in self.wanted:
            wanted[model].add(pk)
        self.waiting, self.wanted = [], set()
        for model, ids in wanted.items():
            found = pages_with_translations(ids, above) if model is Page else stored(model, ids)
            objects = {thing.pk: thing for thing in found}
            # An id that leads to nothing is from now on known to lead to nothing.
            self.found[model] = self.found.get(model, {}) | dict.fromkeys(ids) | objects
        self.families = families_of(self.found.get(Page, {}).values())
        self.by_path = {page.path: page for page in self.found.get(Page, {}).values() if page}


def gather(pages: Iterable[Page] = (), others: Iterable[Reference] = ()) -> None:
    """Fetch what the pages refer to, and others, when any is needed, for all of them together.

    That is a query for each kind of object, and one for renditions. Outside an answer of the API
    or a page of the website nothing is gathered.
    """
    if gathering := known(Gathering, Gathering):
        gathering.waiting += pages
        gathering.wanted.update(others)


def gathered(model: type[Model], ids: set[int]) -> Gathering | None:
    """What was gathered, if it knows of all these objects."""
    gathering = known(Gathering, Gathering)
    if gathering and (gathering.waiting or gathering.wanted):
        gathering.fetch()
    return gathering if gathering and ids <= gathering.found.get(model, {}).keys() else None


def fetched(model: type[Model], ids: Iterable[int]) -> dict[int, Model]:
    """Those of the objects that exist, by id.

    Each is a copy: a picture in a block carries the alternative text of its place.
    """
    ids = set(ids)
    if gathering := gathered(model, ids):
        found = gathering.found.get(model, {})
        return {pk: copy(found[pk]) for pk in ids if found[pk]}
    return {thing.pk: thing for thing in stored(model, ids)} if ids else {}


def with_translations(ids: Iterable[int]) -> dict[int, list[Page]]:
    """Each page that exists, public or not, by its id: all its translations and itself."""
    ids = set(ids)
    if gathering := gathered(Page, ids):
        pages, families = gathering.found.get(Page, {}), gathering.families
    else:
        pages = {page.pk: page for page in pages_with_translations(ids)}
        families = families_of(pages.values())
    return {pk: families[pages[pk].translation_key] for pk in ids if pages.get(pk)}


def families_of(pages: Iterable[Page | None]) -> dict[uuid.UUID, list[Page]]:
    """The pages by their translation key."""
    families: dict[uuid.UUID, list[Page]] = defaultdict(list)
    for page in filter(None, pages):
        families[page.translation_key].append(page)
    return families


def parent_of(page: Page) -> Page | None:
    """The page above, gathered or not."""
    gathering = gathered(Page, {page.pk})
    return gathering.by_path.get(page.path[: -Page.steplen]) if gathering else page.get_parent()


def pages_with_translations(ids: set[int], paths: Iterable[str] = ()) -> QuerySet:
    """The pages with these ids in all languages, and those at these paths of the tree."""
    keys = Page.objects.filter(pk__in=ids).order_by().values("translation_key")
    found = Page.objects.filter(Q(translation_key__in=keys) | Q(path__in=paths))
    return found.select_related("locale")


def stored(model: type[Model], ids: set[int]) -> Iterable[Model]:
    """The objects in the database, images with the renditions that are shown of them."""
    return images_stored(ids) if model is get_image_model() else model.objects.filter(pk__in=ids)


def images_stored(ids: set[int]) -> list[AbstractImage]:
    """Images with their renditions, in one query when all have some."""
    filters = (*FILTERS, DRAWING_FILTER)
    renditions = (
        get_image_model()
        .get_rendition_model()
        .objects.filter(image__in=ids, filter_spec__in=filters)
    )
    images: dict[int, AbstractImage] = {}
    for rendition in renditions.select_related("image"):
        image = images.setdefault(rendition.image_id, rendition.image)
        rendition.image = image
        image.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    if new := ids - images.keys():
        found = get_image_model().objects.filter(pk__in=new).prefetch_renditions(*filters)
        images |= {image.pk: image for image in found}
    return list(images.values())


def file_fields(model: type[Page]) -> list[ForeignKey]:
    """The fields in which pages of the model hold an image or a document."""
    files = (get_image_model(), get_document_model())
    return [field for field in model._meta.concrete_fields if field.related_model in files]


# --- Finding references, without fetching anything ------------------------------------------------


def references_of(page: Page) -> Iterator[Reference]:
    """All pages, documents and images that the page refers to, and the page itself."""
    yield Page, page.pk
    if page.alias_of_id:
        yield Page, page.alias_of_id
    for column in file_fields(type(page)):
        if pk := getattr(page, column.attname):
            yield column.related_model, pk
    for column in page._meta.concrete_fields:
        if column.attname not in page.get_deferred_fields():
            yield from references_in_column(column, getattr(page, column.attname))


def references_in_column(column: Field, value: object) -> Iterator[Reference]:
    if isinstance(column, RichTextField):
        yield from references_in_text(value)
    elif isinstance(column, StreamField):
        yield from references_in_block(column.stream_block, value.raw_data)


def references_in_block(block: Block | None, raw: object) -> Iterator[Reference]:
    """What a block's value in its stored form refers to."""
    if not raw or block is None:
        return
    if isinstance(block, ChooserBlock):
        yield block.model_class, int(raw)
    elif isinstance(block, RichTextBlock):
        yield from references_in_text(raw)
    elif isinstance(block, StreamBlock):
        for child in raw:
            yield from references_in_block(block.child_blocks.get(child["type"]), child["value"])
    elif isinstance(block, ListBlock):
        for item in raw:
            # Wagtail also reads the older form, in which an item is nothing but its value.
            is_item = isinstance(item, dict) and {"type", "value"} <= item.keys()
            yield from references_in_block(block.child_block, item["value"] if is_item else item)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from references_in_block(child, raw.get(name))


def references_in_text(text: str) -> Iterator[Reference]:
    """What rich text in its stored form links to."""
    models = {"page": Page, "document": get_document_model()}
    for tag in FIND_A_TAG.findall(text or ""):
        attrs = extract_attrs(tag)
        model = models.get(attrs.get("linktype"))
        if model and attrs.get("id", "").isdecimal():
            yield model, int(attrs["id"])
