"""Plain builders: each makes one thing with sensible defaults and returns it, live unless told."""

import uuid
from functools import cache
from io import BytesIO

from django.contrib.auth.models import Group, Permission
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Pixels
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site

from home.models import AccessibilityStatementPage, HomePage, InformationPage, User
from report.models import AreaPage, ArticlePage, ReportImage, ReportPage, StrategyPage

PASSWORD = "ett-långt-lösenord-för-prov"


def ground() -> None:
    """What Wagtail's migrations leave behind: two languages, the root of the tree, a collection."""
    swedish = Locale.objects.create(language_code="sv")
    Locale.objects.create(language_code="en")
    Page.add_root(title="Root", slug="root", locale=swedish)
    Collection.add_root(name="Root")


def home(**fields) -> HomePage:
    """The Swedish home page, and the site that it is the root of."""
    root = Page.objects.get(depth=1)
    defaults = {"title": "Årsberättelse", "slug": "hem", "organisation": "Region Exempel"}
    page = root.add_child(instance=HomePage(**{**defaults, **fields}))
    Site.objects.create(hostname="localhost", port=80, root_page=page, is_default_site=True)
    return page


def report(parent: HomePage | None = None, year: int = 2018, **fields) -> ReportPage:
    defaults = {"title": f"Årsberättelse {year}", "year": year}
    parent = parent or HomePage.objects.first() or home()
    return child(parent, ReportPage(**{**defaults, **fields}))


def area(
    parent: ReportPage | None = None, statistics: list[dict] | None = None, **fields
) -> AreaPage:
    """An area; `statistics` is a list of what `statistic()` and `block()` return."""
    defaults = {"title": "Hälso- och sjukvård", "colour": "spring", "icon": "health"}
    page = AreaPage(**{**defaults, **fields})
    page.statistics = AreaPage._meta.get_field("statistics").to_python(statistics or [])
    return child(parent or ReportPage.objects.first() or report(), page)


def article(
    parent: AreaPage | None = None, body: list[dict] | None = None, **fields
) -> ArticlePage:
    return child(parent or area(), with_body(ArticlePage, body, {"title": "En artikel", **fields}))


def strategy(parent: Page | None = None, body: list[dict] | None = None, **fields) -> StrategyPage:
    return child(parent or area(), with_body(StrategyPage, body, {"title": "Nära vård", **fields}))


def information(parent: HomePage, body: list[dict] | None = None, **fields) -> InformationPage:
    return child(parent, with_body(InformationPage, body, {"title": "Om webbplatsen", **fields}))


def statement(parent: HomePage, **fields) -> AccessibilityStatementPage:
    defaults = {
        "title": "Tillgänglighetsredogörelse",
        "actor": "Region Exempel",
        "service": "Årsberättelsen",
    }
    return child(parent, AccessibilityStatementPage(**{**defaults, **fields}))


def with_body(model: type[Page], body: list[dict] | None, fields: dict) -> Page:
    page = model(**fields)
    page.body = model._meta.get_field("body").to_python(body or [])
    return page


def child(parent: Page, page: Page) -> Page:
    """Add the page below its parent, public unless it was made with live=False.

    It stands there as if it had been published, at a third of the cost: saved once, not three
    times. `publish()` goes the editor's whole way.
    """
    page.locale = parent.locale
    if page.live:
        page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if not page.live:
        return page
    Page.objects.filter(pk=page.pk).update(live_revision=revision, has_unpublished_changes=False)
    return page.specific_class.objects.get(pk=page.pk)


def publish(page: Page) -> Page:
    """Publish the page as it stands in memory, the way the editor does: by a revision."""
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def statistic(**fields) -> dict:
    """A statistic block in its stored form."""
    defaults = {
        "heading": "Kronobergarnas vårdkonsumtion",
        "statistic_id": None,
        "value": "1037034",
        "label": "besök i hälso- och sjukvården 2018",
        "unit": "besök",
        "unit_code": "count",
        "period": "2018",
        "kind": "outcome",
    }
    for name in ("parts", "derived", "series"):
        fields[name] = items(*fields.get(name, []))
    return block("statistic", {**defaults, **fields})


def block(kind: str, value: object) -> dict:
    """Any block in its stored form."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def items(*values: object) -> list[dict]:
    """The items of a list block in their stored form."""
    return [{"type": "item", "id": str(uuid.uuid4()), "value": value} for value in values]


def image(
    title: str = "En bild", size: tuple[int, int] = (1600, 900), name: str = "bild.png", **fields
) -> ReportImage:
    file = ImageFile(BytesIO(picture(size)), name)
    return ReportImage.objects.create(title=title, file=file, **fields)


@cache
def picture(size: tuple[int, int]) -> bytes:
    """A PNG in one colour."""
    file = BytesIO()
    Pixels.new("RGB", size, "#0f6848").save(file, "PNG")
    return file.getvalue()


def drawing(title: str = "En teckning") -> ReportImage:
    """An uploaded SVG."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><path d="M0 0"/></svg>'
    file = ImageFile(BytesIO(svg.encode()), "teckning.svg")
    return ReportImage.objects.create(title=title, file=file)


def administrator(username: str = "admin") -> User:
    return User.objects.create_superuser(username, f"{username}@example.org", PASSWORD)


def editor(username: str = "redaktor", place: Page | None = None) -> User:
    """Somebody who may write below a place in the tree, by default everywhere, but not publish."""
    place = place or Page.objects.get(depth=1)
    group = Group.objects.create(name=username)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=place, permission=permission)
    user = User.objects.create_user(username, f"{username}@example.org", PASSWORD)
    user.groups.add(group)
    return user
