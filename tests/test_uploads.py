"""Uploaded files: everyone's when a public page shows them, otherwise their editors' alone."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.http import HttpResponseBase
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    PageViewRestriction,
)

from home.models import HomePage, User
from report.models import ReportImage
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> ReportImage:
    image = build.image(size=(600, 20))
    image.get_rendition("width-480|format-webp")
    return image


@pytest.fixture
def file() -> Document:
    return Document.objects.create(title="Bilaga", file=ContentFile(b"-", "bilaga.pdf"))


@pytest.fixture
def body(image, file) -> list[dict]:
    shown = {"image": image.pk, "alt_text": "x", "decorative": False}
    return [
        build.block("image", {"image": shown, "caption": ""}),
        build.block("paragraph", f'<p><a linktype="document" id="{file.pk}">fil</a></p>'),
    ]


def doors() -> list[str]:
    """Every address below which an uploaded file can be asked for."""
    image, file = ReportImage.objects.get(), Document.objects.get()
    return [image.file.url, *(r.file.url for r in image.renditions.all()), file.url]


def get(client: Client, address: str) -> HttpResponseBase:
    answer = client.get(address)
    answer.getvalue()  # a file is closed when it has been read
    return answer


def statuses(client: Client) -> set[int]:
    return {get(client, door).status_code for door in doors()}


def test_files_are_everyones_while_a_public_page_shows_them(client, body):
    article = build.article(body=body, live=False)
    assert len(doors()) == 3
    assert statuses(client) == {404}

    article = build.publish(article)
    assert statuses(client) == {200}
    for door in doors()[:2]:
        assert get(client, door)["Cache-Control"] == "public, max-age=3600"

    restriction = PageViewRestriction.objects.create(
        page=article.get_parent(), restriction_type="login"
    )
    assert statuses(client) == {404}
    restriction.delete()
    assert statuses(client) == {200}

    article.unpublish()
    assert statuses(client) == {404}


def test_a_file_of_a_draft_is_nobodys_although_its_page_is_live(client, body):
    article = build.article(body=[])
    article.body = article.body.stream_block.to_python(body)
    article.save_revision()
    assert statuses(client) == {404}


def test_a_file_that_a_page_no_longer_shows_is_nobodys(client, body):
    article = build.article(body=body)
    assert statuses(client) == {200}
    article.body = []
    build.publish(article)
    assert statuses(client) == {404}


def listed(client: Client) -> list[int]:
    """What API v2 lists of pictures and documents."""
    kinds = ("images", "documents")
    answers = [client.get(f"/api/v2/{kind}/").json()["items"] for kind in kinds]
    return [row["id"] for rows in answers for row in rows]


def test_the_api_lists_files_while_a_public_page_uses_them(client, body, image, file):
    article = build.article(body=body, live=False)
    assert listed(client) == []
    article = build.publish(article)
    assert listed(client) == [image.pk, file.pk]

    article.body = []
    article.save_revision()  # only a draft: readers still see the picture
    assert listed(client) == [image.pk, file.pk]
    article = build.publish(article)
    assert listed(client) == []


def test_a_restricted_collection_closes_its_files_on_a_public_page(client, body, image, file):
    build.article(body=body)
    closed = Collection.get_first_root_node().add_child(name="Internt")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    for thing in (image, file):
        thing.collection = closed
        thing.save()
    pictures, document = doors()[:2], doors()[2]
    assert [get(client, door).status_code for door in pictures] == [404, 404]
    assert get(client, document)["Location"].startswith("/_util/login/")
    client.force_login(build.administrator())
    assert statuses(client) == {200}


def test_editors_see_the_files_that_are_theirs_and_nobody_keeps_a_copy(client, body):
    build.article(body=body, live=False)
    client.force_login(build.administrator())
    for door in doors():
        answer = get(client, door)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_an_editor_of_other_collections_sees_no_more_than_anyone(client, body):
    build.article(body=body, live=False)
    other = Collection.get_first_root_node().add_child(name="Annat")
    group = Group.objects.create(name="Annat")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_image", "choose_image", "add_document", "choose_document"):
        permission = Permission.objects.get(codename=codename)
        GroupCollectionPermission.objects.create(
            group=group, collection=other, permission=permission
        )
    editor = User.objects.create_user("annan", "annan@example.org", build.PASSWORD)
    editor.groups.add(group)
    client.force_login(editor)
    assert statuses(client) == {404}


def test_who_was_let_in_to_a_restricted_page_sees_its_pictures(client, body):
    article = build.article(body=body)
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert statuses(client) == {404}
    client.force_login(User.objects.create_user("läsare", "l@example.org", build.PASSWORD))
    assert statuses(client) == {200}
    assert get(client, doors()[0])["Cache-Control"] == "private, no-store"


def test_pictures_of_the_look_and_of_scenes_are_everyones(client, image):
    home = build.home(logo=image)
    assert get(client, image.file.url).status_code == 200
    home.logo = None
    build.publish(home)
    assert get(client, image.file.url).status_code == 404

    area = build.area(scene_background=image)
    assert get(client, image.file.url).status_code == 200
    shown = re.findall(r'/media/images/[^"\s,]+', client.get(area.url).text)
    assert {get(client, address).status_code for address in shown} == {200}
    assert len(shown) > 3


def test_a_font_of_a_draft_is_its_editors_alone(client, file):
    file.file.save("own.woff2", ContentFile(b"wOF2" + b"\0" * 100))
    file.save()
    home = HomePage.objects.first() or build.home()
    address = f"/look.woff2?typeface={file.pk}"
    assert get(client, address).status_code == 404
    client.force_login(build.administrator())
    assert get(client, address)["Cache-Control"] == "private, no-store"
    client.logout()

    home.typeface = file
    build.publish(home)
    assert get(client, address).status_code == 200


@pytest.mark.parametrize(
    "path", ["nothing.png", "images/nothing.png", "images/", "..%2fdb.sqlite3", "images/%00.png"]
)
def test_what_is_no_picture_is_not_there(client, db, path):
    assert get(client, f"/media/{path}").status_code == 404


def test_a_document_is_not_given_out_as_a_picture(client, body, file):
    build.article(body=body)
    assert get(client, f"/media/{file.file.name}").status_code == 404


def test_a_picture_costs_two_queries(client, body, image, django_assert_num_queries):
    build.article(body=body)
    get(client, image.file.url)
    with django_assert_num_queries(2):  # whose picture it is, and the version
        get(client, image.file.url)
