"""The content version rises with every change of what readers see, and with nothing else."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import HomePage, User
from report import content_version
from report.models import AreaPage, ArticlePage, ReportImage, Statistic
from report.pending_changes import note_change, write_pending
from tests import build

pytestmark = pytest.mark.django_db


def version() -> int:
    """The version that readers would see if the test committed now."""
    write_pending(connection)
    return content_version.current().number


@pytest.fixture(scope="module")
def report_in_use(shared) -> None:
    with shared():
        make_report()


def make_report() -> None:
    """A report whose pages use an image and a document, and what readers do not see of it."""
    home = build.home(logo=build.image("Märket", size=(10, 10)))
    report = build.report(home)
    area = build.area(report, slug="vard", statistics=[build.statistic(), build.statistic()])
    other = build.area(report, slug="trafik", title="Trafik")
    file = Document.objects.create(title="Bilaga", file=ContentFile(b"-", "bilaga.pdf"))
    picture = {"image": build.image(size=(10, 10)).pk, "alt_text": "x", "decorative": False}
    link = [{"type": "document", "value": file.pk, "id": "t"}]
    body = [
        build.block("image", {"image": picture, "caption": ""}),
        build.block("link", {"text": "Hämta", "target": link}),
    ]
    build.article(area, slug="artikel", body=body)
    build.article(area, slug="andra", title="Andra")
    other.create_alias(parent=report, update_slug="spegel")
    Redirect.objects.create(old_path="/finns", redirect_page=area)
    Collection.get_first_root_node().add_child(name="Mapp")

    unused = build.image("I ett utkast", size=(10, 10))
    picture = {"image": unused.pk, "alt_text": "x", "decorative": False}
    body = [build.block("image", {"image": picture, "caption": ""})]
    build.article(area, slug="utkast", title="Utkast", body=body, live=False)
    locked = build.area(report, slug="bakom", title="Bakom")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    build.article(locked, slug="last", title="Last")


@pytest.fixture
def site(report_in_use, client, administrator) -> Client:
    """The client of an administrator of that report."""
    return client


def page(slug: str) -> Page:
    return Page.objects.get(slug=slug)


def article_form(**fields) -> dict:
    """What the browser posts for an article."""
    return nested_form_data(
        {
            "title": "En artikel",
            "slug": "artikel",
            "lead": "Ny ingress",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([("paragraph", rich_text("<p>Nytt.</p>"))]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def post(client: Client, name: str, *args, **data) -> None:
    """Post to a view of the admin, which must do what it is asked."""
    answer = client.post(reverse(name, args=args), data)
    assert answer.status_code in (200, 302), answer.content
    form = (answer.context or {}).get("form") if answer.status_code == 200 else None
    assert form is None or not form.errors, form.errors


def bulk(client: Client, action: str, pages: list[Page], **data) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages)
    assert client.post(f"{address}?{query}", data).status_code == 302


def edit(client: Client, slug: str, **form) -> None:
    post(client, "wagtailadmin_pages:edit", page(slug).pk, **article_form(**form))


def expire(client: Client) -> None:
    ArticlePage.objects.filter(slug="artikel").update(expire_at=timezone.now())
    call_command("publish_scheduled")


def publish_by_schedule(client: Client) -> None:
    article = ArticlePage.objects.get(slug="artikel")
    now = timezone.now()
    article.go_live_at = now
    article.save_revision(approved_go_live_at=now)
    call_command("publish_scheduled")


def translate(client: Client) -> None:
    english = HomePage.objects.get().copy_for_translation(Locale.objects.get(language_code="en"))
    build.publish(english)


def crop(client: Client) -> None:
    image = ReportImage.objects.get(title="En bild")
    focus = {f"focal_point_{name}": 4 for name in ("x", "y", "width", "height")}
    form = {"title": image.title, "collection": image.collection_id, "tags": "", "description": ""}
    post(client, "wagtailimages:edit", image.pk, **form, credit="", **focus)


def edit_document(client: Client) -> None:
    file = Document.objects.get()
    form = {"title": "Nytt namn", "collection": file.collection_id, "tags": ""}
    post(client, "wagtaildocs:edit", file.pk, **form)


def restrict(client: Client) -> None:
    form = {"restriction_type": "login", "password": "", "groups": []}
    post(client, "wagtailadmin_pages:set_privacy", page("vard").pk, **form)


def restrict_files(client: Client) -> None:
    form = {"restriction_type": "login", "password": "", "groups": []}
    collection = Collection.objects.get(name="Mapp")
    post(client, "wagtailadmin_collections:set_privacy", collection.pk, **form)


def redirect(client: Client) -> None:
    form = {"old_path": "/gammal", "site": "", "redirect_page": page("vard").pk}
    post(client, "wagtailredirects:add", **form, redirect_link="", is_permanent="on")


def drop_redirect(client: Client) -> None:
    pk = Redirect.objects.values_list("pk", flat=True).get(old_path="/finns")
    post(client, "wagtailredirects:delete", pk)


def edit_site(client: Client) -> None:
    site = Site.objects.get()
    form = {"hostname": "report.example", "port": 80, "site_name": "", "is_default_site": "on"}
    post(client, "wagtailsites:edit", site.pk, **form, root_page=site.root_page_id)


def name_predecessor(client: Client) -> None:
    first, second = Statistic.objects.all()
    first.predecessors.add(second)


def chrome(client: Client) -> None:
    home = HomePage.objects.get()
    home.footer_note = "Ny"
    build.publish(home)


def move(client: Client, slug: str, to: str) -> None:
    post(client, "wagtailadmin_pages:move_confirm", page(slug).pk, page(to).pk)


def reorder(client: Client) -> None:
    address = reverse("wagtailadmin_pages:set_page_position", args=[page("artikel").pk])
    assert client.post(f"{address}?position=1").status_code == 200


def rename(client: Client) -> None:
    area = AreaPage.objects.get(slug="vard")
    area.slug = "halsa"
    build.publish(area)


CHANGES = {
    "publish": lambda c: edit(c, "artikel", **{"action-publish": "Publicera"}),
    "publish by bulk action": lambda c: bulk(c, "publish", [page("artikel"), page("andra")]),
    "publish by schedule": publish_by_schedule,
    "expire": expire,
    "unpublish": lambda c: post(c, "wagtailadmin_pages:unpublish", page("artikel").pk),
    "unpublish by bulk action": lambda c: bulk(c, "unpublish", [page("artikel"), page("vard")]),
    "unpublish with its alias": lambda c: post(
        c, "wagtailadmin_pages:unpublish", page("trafik").pk
    ),
    "delete": lambda c: post(c, "wagtailadmin_pages:delete", page("artikel").pk),
    "delete a tree": lambda c: bulk(c, "delete", [page("vard")], wagtail_site_name="Årsberättelse"),
    "move": lambda c: move(c, "artikel", "trafik"),
    "move by bulk action": lambda c: bulk(
        c, "move", [page("artikel"), page("andra")], chooser=page("trafik").pk
    ),
    "reorder": reorder,
    "another address": rename,
    "copy": lambda c: post(
        c,
        "wagtailadmin_pages:copy",
        page("artikel").pk,
        new_title="Kopia",
        new_slug="kopia",
        new_parent_page=page("vard").pk,
        publish_copies="on",
    ),
    "translate": translate,
    "chrome": chrome,
    "crop of an image": crop,
    "image deleted": lambda c: post(
        c, "wagtailimages:delete", ReportImage.objects.get(title="En bild").pk
    ),
    "logo deleted": lambda c: post(
        c, "wagtailimages:delete", ReportImage.objects.get(title="Märket").pk
    ),
    "document edited": edit_document,
    "document deleted": lambda c: post(c, "wagtaildocs:delete", Document.objects.get().pk),
    "restriction": restrict,
    "files restricted": restrict_files,
    "redirect": redirect,
    "redirect dropped": drop_redirect,
    "site": edit_site,
    "locale": lambda c: Locale.objects.get(language_code="en").save(),
    "register": name_predecessor,
    "said by code": lambda c: note_change([page("artikel").pk]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_published_content_raises_the_version_once(site, change):
    before = version()
    CHANGES[change](site)
    assert version() == before + 1


def make_draft(client: Client) -> None:
    form = article_form(slug="ny", title="Ny")
    post(client, "wagtailadmin_pages:add", "report", "articlepage", page("vard").pk, **form)


NO_CHANGES = {
    "a draft of a live page": lambda c: edit(c, "artikel", lead="Utkast"),
    "a new draft": make_draft,
    "a draft published below a restricted page": lambda c: edit(
        c, "last", **{"action-publish": "Publicera"}
    ),
    "a page locked": lambda c: post(c, "wagtailadmin_pages:lock", page("artikel").pk),
    "an unused image": lambda c: build.image(size=(10, 10)),
    "an image of a draft": lambda c: ReportImage.objects.get(title="I ett utkast").delete(),
    "a login": lambda c: c.post("/admin/login/", {"username": "admin", "password": build.PASSWORD}),
    "reading": lambda c: [c.get(path) for path in ("/", "/2018/vard/", "/api/v2/pages/")],
    "a look into the editor": lambda c: c.get(
        reverse("wagtailadmin_pages:edit", args=[page("artikel").pk])
    ),
    "a draft deleted": lambda c: post(c, "wagtailadmin_pages:delete", page("utkast").pk),
    "a user": lambda c: User.objects.create_user("ny", "ny@example.org"),
}


@pytest.mark.parametrize("change", NO_CHANGES)
def test_what_readers_do_not_see_raises_nothing(site, change):
    before = version()
    NO_CHANGES[change](site)
    assert version() == before


class Refused(Exception):
    """Thrown by a test to undo a transaction."""


def test_a_change_that_is_rolled_back_raises_nothing(site):
    before = version()
    with pytest.raises(Refused), transaction.atomic():
        chrome(site)
        raise Refused
    assert version() == before
