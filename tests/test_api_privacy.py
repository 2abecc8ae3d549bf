"""What is not public shows at no door of the API: not a title, an id, an address or a file."""

import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
)

from home.models import HomePage, InformationPage
from report.models import ArticlePage, ReportImage
from tests import build
from tests.full_text import make_table

pytestmark = pytest.mark.django_db

#: Stands in everything that nobody may see, and in nothing else.
SECRET = "hemligstämplat"


def picture(**fields) -> ReportImage:
    return build.image(size=(10, 10), **fields)


def document(name: str, **fields) -> Document:
    return Document.objects.create(title=name, file=ContentFile(b"-", f"{name}.pdf"), **fields)


def uses(image: ReportImage, file: Document) -> list[dict]:
    """Blocks with a picture and with both kinds of link to a document."""
    target = [{"type": "document", "value": file.pk, "id": "t"}]
    shown = {"image": image.pk, "alt_text": image.title, "decorative": False}
    return [
        build.block("image", {"image": shown, "caption": ""}),
        build.block("link", {"text": "Hämta", "target": target}),
        build.block("paragraph", f'<p><a linktype="document" id="{file.pk}">fil</a></p>'),
    ]


def links_to(page: Page) -> list[dict]:
    """Blocks with both kinds of link to a page."""
    target = [{"type": "page", "value": page.pk, "id": "t"}]
    return [
        build.block("link", {"text": "Läs", "target": target}),
        build.block("paragraph", f'<p><a linktype="page" id="{page.pk}">sida</a></p>'),
    ]


@pytest.fixture
def private_files() -> Collection:
    """A collection below one that only those who are signed in may see."""
    root = Collection.get_first_root_node()
    parent = root.add_child(name="Internt")
    CollectionViewRestriction.objects.create(collection=parent, restriction_type="login")
    return parent.add_child(name="Internt underlag")


@pytest.fixture
def hidden(private_files) -> dict[str, list[int]]:
    """A site where everything can be hidden that can be hidden; the ids of what is."""
    make_table()
    home = build.home()
    report = build.report(home)
    area = build.area(report, slug="vard")

    draft = build.article(area, title=f"{SECRET} utkast", live=False)
    unpublished = build.area(report, title=f"{SECRET} område", slug="dolt")
    below_unpublished = build.article(unpublished, title=f"{SECRET} under avpublicerad")
    unpublished.unpublish()
    restricted = build.area(report, title=f"{SECRET} låst", slug="last")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    below_restricted = build.article(restricted, title=f"{SECRET} under låst")
    alias = restricted.create_alias(parent=report, update_slug="spegel")

    past, future = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(days=1)
    expired = build.article(area, title=f"{SECRET} utgången", expire_at=past)
    call_command("publish_scheduled")
    scheduled = build.article(area, title=f"{SECRET} schemalagd", live=False)
    scheduled.go_live_at = future
    scheduled.save_revision(approved_go_live_at=future).publish()

    elsewhere = HomePage(title=f"{SECRET} annan", slug="annan", organisation=SECRET)
    Page.get_first_root_node().add_child(instance=elsewhere)  # live, but of no site
    off_site = build.information(elsewhere, title=f"{SECRET} på annan")

    edited = build.article(area, title="Publicerad", slug="publicerad")
    edited.title, edited.lead = f"{SECRET} ny rubrik", f"{SECRET} ny ingress"
    edited.save_revision(log_action=True)
    english = edited.copy_for_translation(  # a draft below drafts
        Locale.objects.get(language_code="en"), copy_parents=True
    )

    pages = [draft, unpublished, below_unpublished, restricted, below_restricted, alias, expired]
    pages += [scheduled, elsewhere, off_site, english]

    in_private = picture(title=f"{SECRET} bild", collection=private_files)
    doc_in_private = document(f"{SECRET}-1", collection=private_files)
    of_draft, doc_of_draft = picture(title=f"{SECRET} utkastbild"), document(f"{SECRET}-2")
    of_private, doc_of_private = picture(title=f"{SECRET} låst bild"), document(f"{SECRET}-3")
    of_nothing, doc_of_nothing = picture(title=f"{SECRET} oanvänd"), document(f"{SECRET}-4")
    body = [block for page in pages if page != english for block in links_to(page)]
    revealing = build.article(
        area, title="Avslöjande", slug="avslojande", body=[*body, *uses(in_private, doc_in_private)]
    )
    revealing.body = revealing.body.stream_block.to_python(
        [*revealing.body.get_prep_value(), *uses(of_draft, doc_of_draft)]
    )
    revealing.save_revision()  # a draft of a live page
    build.article(area, title=f"{SECRET} a", body=uses(of_draft, doc_of_draft), live=False)
    build.article(
        below_restricted.get_parent().specific,
        title=f"{SECRET} b",
        body=uses(of_private, doc_of_private),
    )
    build.article(unpublished, title=f"{SECRET} c", body=uses(of_private, doc_of_private))
    home.logo = in_private
    build.publish(home)
    return {
        "pages": [page.pk for page in pages],
        "images": [i.pk for i in (in_private, of_draft, of_private, of_nothing)],
        "documents": [d.pk for d in (doc_in_private, doc_of_draft, doc_of_private, doc_of_nothing)],
    }


def doors(hidden: dict[str, list[int]]) -> list[str]:
    """Every address of API v2 that could say something about what is hidden."""
    lists = ["fields=*", "order=title", "order=-id", f"search={SECRET}", "locale=en"]
    found = [f"{kind}/?{query}" for kind in hidden for query in lists[:4]]
    types = ("home.HomePage", "home.InformationPage", "report.ReportPage", "report.AreaPage")
    for model in (*types, "report.ArticlePage"):
        found += [f"pages/?type={model}&fields=*", f"pages/?type={model}&search={SECRET}"]
    found += ["pages/?locale=en", "pages/?type=report.AreaPage,report.ArticlePage"]
    for pk in [*hidden["pages"], 1]:  # 1 or thereabouts is the root of the tree
        for relation in ("child_of", "descendant_of", "ancestor_of", "translation_of", "alias_of"):
            found.append(f"pages/?{relation}={pk}")
    for path in ("dolt", "last", "last/a", "spegel", "vard/utkast"):
        found.append(f"pages/find/?html_path=/2018/{path}/")
    found += ["pages/find/?html_path=/annan/", "pages/find/?html_path=/en/"]
    for kind, ids in hidden.items():
        found += [f"{kind}/{pk}/" for pk in ids] + [f"{kind}/find/?id={pk}" for pk in ids]
    public = Page.objects.filter(title__in=["Avslöjande", "Publicerad", "Årsberättelse"])
    found += [f"pages/{pk}/?fields=*" for pk in public.values_list("pk", flat=True)]
    return found


def walked(client: Client, hidden: dict) -> dict[str, str]:
    """What each door answers."""
    answers = {}
    for door in doors(hidden):
        answer = client.get(f"/api/v2/{door}", follow=True)
        assert answer.status_code in (200, 400, 404), door
        assert answer.headers["Content-Type"] == "application/json", door
        answers[door] = json.dumps(answer.json(), ensure_ascii=False)
    return answers


def test_nothing_hidden_shows_at_any_door(client, hidden):
    for door, text in walked(client, hidden).items():
        assert SECRET not in text, door
        for pk in hidden["pages"]:
            assert f"/pages/{pk}/" not in text, door
            assert f'"page_id": {pk}' not in text, door
            assert f'id=\\"{pk}\\"' not in text, door
        for pk in hidden["images"]:
            assert f"/images/{pk}/" not in text, door
        for pk in hidden["documents"]:
            assert f"/documents/{pk}/" not in text, door


def test_an_administrator_who_is_signed_in_sees_no_more_than_anyone(client, hidden):
    stranger = walked(client, hidden)
    client.force_login(build.administrator())
    assert walked(client, hidden) == stranger


def test_what_is_hidden_is_not_told_apart_from_what_does_not_exist(client, hidden):
    def answer(address: str) -> tuple:
        response = client.get(f"/api/v2/{address}")
        return response.status_code, response.json()

    for kind, ids in hidden.items():
        for pk in ids:
            assert answer(f"{kind}/{pk}/") == answer(f"{kind}/999999/")
            assert answer(f"{kind}/find/?id={pk}") == answer(f"{kind}/find/?id=999999")
    for pk in hidden["pages"]:
        for relation in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            assert answer(f"pages/?{relation}={pk}") == answer(f"pages/?{relation}=999999")


def test_links_to_what_is_hidden_keep_their_text_and_lose_their_address(client, hidden):
    page = ArticlePage.objects.get(slug="avslojande")
    blocks = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    texts = {block["value"] for block in blocks if block["type"] == "paragraph"}
    links = [block["value"] for block in blocks if block["type"] == "link"]
    assert texts == {"<p><a>sida</a></p>", "<p><a>fil</a></p>"}
    assert {(link["url"], link["page_id"]) for link in links} == {(None, None)}
    assert [b["value"]["image"] for b in blocks if b["type"] == "image"] == [None]


def test_the_published_words_of_a_page_stay_while_it_is_edited(client, hidden):
    page = ArticlePage.objects.live().get(slug="publicerad")
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert (answer["title"], answer["lead"]) == ("Publicerad", "")
    assert answer["meta"]["translations"] == []


def listed(client: Client, kind: str) -> list[int]:
    return [row["id"] for row in client.get(f"/api/v2/{kind}/").json()["items"]]


def test_files_come_and_go_with_the_pages_that_use_them(client):
    image, file = picture(), document("fil")
    article = build.article(body=uses(image, file), live=False)
    assert (listed(client, "images"), listed(client, "documents")) == ([], [])

    article = build.publish(article)
    assert (listed(client, "images"), listed(client, "documents")) == ([image.pk], [file.pk])

    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    assert (listed(client, "images"), listed(client, "documents")) == ([], [])

    PageViewRestriction.objects.all().delete()
    article.unpublish()
    assert (listed(client, "images"), listed(client, "documents")) == ([], [])


def test_a_file_is_gone_when_its_page_stops_using_it(client):
    image = picture()
    article = build.article(body=uses(image, document("fil")))
    assert listed(client, "images") == [image.pk]

    article.body = []
    article.save_revision()  # only a draft: readers still see the picture
    assert listed(client, "images") == [image.pk]

    build.publish(article)
    assert listed(client, "images") == []


def test_a_page_whose_parent_is_published_again_is_public_again(client):
    area = build.area()
    article = build.article(area)
    address = f"/api/v2/pages/{article.pk}/"
    area.unpublish()
    assert client.get(address).status_code == 404
    area.save_revision().publish()
    assert client.get(address).status_code == 200


def test_a_notice_that_is_off_is_left_out(client):
    home = build.home()
    notices = [
        build.block("notice", {"kind": kind, "heading": "", "text": "<p>x</p>", "is_on": on})
        for kind, on in (("browser", True), ("orientation", False))
    ]
    home.notices = home.notices.stream_block.to_python(notices)
    build.publish(home)
    shown = client.get(f"/api/v2/pages/{home.pk}/").json()["notices"]
    assert [notice["value"]["kind"] for notice in shown] == ["browser"]


def test_nobody_who_works_with_the_site_is_named(client, administrator):
    administrator.first_name, administrator.last_name = "Namnet", "Redaktörsson"
    administrator.save()
    image = picture(uploaded_by_user=administrator)
    file = document("fil", uploaded_by_user=administrator)
    article = build.article(body=uses(image, file), owner=administrator)
    article.save_revision(user=administrator).publish(user=administrator)
    InformationPage.objects.update(owner=administrator)

    for door in (
        f"pages/{article.pk}/?fields=*",
        "pages/?fields=*",
        "images/?fields=*",
        "documents/?fields=*",
    ):
        text = client.get(f"/api/v2/{door}").content.decode()
        for word in ("Redaktörsson", "admin", "owner", "user", "file_hash", "revision", "draft"):
            assert word not in text, door
