"""What is not public shows at no door of the product: not a word, an id, a number or an address.

The site is built once (`tests/hidden.py`), all its doors are asked once (`tests/doors.py`), and the
tests look at the answers.
"""

import json
import re
from collections.abc import Iterable, Iterator

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from home.models import User
from report.models import ArticlePage, Delivery
from report.pending_changes import note_change
from report.statistics.address import MEDIA_TYPES
from tests import full_text
from tests import hidden as hiding
from tests.doors import API, V2, Answer, Door, ask, every_door, example, patterns
from tests.hidden import WORD, Hidden, marks_in, twin

pytestmark = pytest.mark.django_db
EDITORS = ("admin/", "django-admin/")
LOCKED = ("/_util/login/", "/gammal-", "/2016/", "/2020/")
#: What is told of a page that was public once.
TOMBSTONE = re.compile(
    r'{"what":"(unpublished|deleted)","changed_at":"[-0-9T:]+Z","page_id":[0-9]+}'
)
#: Where a password is sent.
FORM = re.compile(r"/_util/authenticate_with_password/[0-9]+/[0-9]+/")


@pytest.fixture(scope="module")
def hidden(shared) -> Iterator[Hidden]:
    full_text.make_table()
    with shared(), translation.override("sv"):
        site = hiding.site()
    yield site
    for thing in [*site.images, *site.documents]:
        thing.file.delete(save=False)


@pytest.fixture(scope="module")
def answers(hidden) -> dict[Door, Answer]:
    return walked(Client(), every_door(hidden))


def walked(client: Client, doors: Iterable[Door]) -> dict[Door, Answer]:
    return {door: ask(client, door) for door in doors}


def is_named(door: Door) -> bool:
    """Whether the question names what is hidden."""
    return twin(door.address) != door.address


def test_nothing_hidden_shows_at_any_door(answers):
    found = {}
    for door, answer in answers.items():
        said = TOMBSTONE.sub("", answer.headers + answer.body)
        if not is_named(door) and (marks := marks_in(said)):
            found[door] = marks
    assert found == {}


def test_what_is_hidden_is_not_told_apart_from_what_does_not_exist(hidden, answers):
    client = Client()
    named = [door for door in answers if is_named(door) and door.address not in hidden.locks]
    assert len(named) > 120
    for door in named:
        of_nothing = ask(client, door._replace(address=twin(door.address)))
        status, headers, body, route = answers[door]
        assert of_nothing == (status, twin(headers), twin(body), route), door


def test_a_lock_shows_nothing_but_itself(hidden, answers):
    """Who knows the address is told that something is there, and asked for a password."""
    for address in hidden.locks:
        status, headers, body, _ = answers[Door(address)]
        assert status == 302 or (status == 200 and 'type="password"' in body), address
        said = FORM.sub("", (headers + body).replace(address, ""))
        assert marks_in(said) == [], address


def test_an_administrator_who_is_signed_in_sees_no_more_than_anyone(answers):
    """But behind locks, and where old addresses lead there. Each view is asked once or twice."""
    client = Client()
    client.force_login(User.objects.get(username=WORD))
    asked = {
        (answer.route, answer.status): door
        for door, answer in answers.items()
        if not is_named(door) and door.form is None and not door.address.startswith(LOCKED)
    }
    assert len(asked) > 50
    for door in asked.values():
        now, before = ask(client, door), answers[door]
        assert (now.status, now.body) == (before.status, before.body), door


# --- That the walk is whole, and would find what is there -----------------------------------------


def test_every_address_pattern_of_the_site_is_walked(answers):
    walked = {answer.route for answer in answers.values()}
    public = {route for route in patterns() if not route.startswith(EDITORS)}
    assert public - walked == set()


#: What editors' rooms show to those who are not signed in: ways in, and scripts without content.
WAYS_IN = {
    *("admin/login/", "admin/password_reset/", "admin/password_reset/done/"),
    *("admin/password_reset/confirm/<uidb64>/<token>/", "admin/password_reset/complete/"),
    *("admin/jsi18n/", "admin/sprite/", "django-admin/login/"),
}


def test_every_room_of_the_editors_asks_who_is_there(hidden):
    client, opened = Client(), set()
    for route, regex in patterns().items():
        if route.startswith(EDITORS):
            address = example(regex)
            answer = ask(client, Door(address))
            said = (answer.headers + answer.body).replace(address, "")
            assert marks_in(said) == [], address
            if answer.status not in (301, 302, 404, 405):
                opened.add(route)
    assert opened == WAYS_IN


def test_the_walk_finds_what_is_made_public(hidden):
    """Otherwise the tests above would prove nothing."""
    PageViewRestriction.objects.all().delete()
    CollectionViewRestriction.objects.all().delete()
    Page.objects.filter(pk__in=[page.pk for page in hidden.pages]).update(live=True)
    note_change(everywhere=True, certain=True)
    statistic = f"/2018/statistik/{WORD}-nytt"
    files = [f"{statistic}.{ending}" for ending in MEDIA_TYPES]
    lists = [f"{V2}/{kind}/?fields=*" for kind in ("pages", "images", "documents", "redirects")]
    report = [f"{API}/{route}" for route in ("editions", "editions/2018", "editions/2018/tree")]
    report += [f"{API}/{route}" for route in ("statistics", "changes?limit=100", "chrome")]
    pages = ["/", "/2018/", "/2018/vard/", "/2018/vard/avslojande/", "/2018/vard/strategi/"]
    around = ["/sitemap.xml", "/atom.xml", "/finns-inte/", "/gammal-0/", "/2018/data.zip"]
    client = Client()
    for address in [*pages, *around, statistic + "/", *files, *lists, *report]:
        answer = ask(client, Door(address))
        assert marks_in(answer.headers + answer.body), address


# --- What is left where something hidden stood ----------------------------------------------------


def test_messages_to_other_systems_name_only_the_ids_of_what_is_gone(hidden):
    payloads = [delivery.payload for delivery in Delivery.objects.all()]
    gone = [
        event
        for payload in payloads
        for event in payload["events"]
        if set(event) == {"event", "id"}
    ]
    assert {event["id"] for event in gone} == {page.pk for page in hidden.pages[:5]}
    for payload in payloads:
        payload["events"] = [event for event in payload["events"] if event not in gone]
    assert marks_in(json.dumps(payloads)) == []


def test_links_to_what_is_hidden_keep_their_text_and_lose_their_address(hidden):
    page = ArticlePage.objects.get(slug="avslojande", locale__language_code="sv")
    blocks = Client().get(f"{V2}/pages/{page.pk}/").json()["body"]
    texts = {block["value"] for block in blocks if block["type"] == "paragraph"}
    links = [block["value"] for block in blocks if block["type"] == "link"]
    # One of the hidden pages is the translation of this one, which the link leads to instead.
    other = ArticlePage.objects.get(slug="publicerad", locale__language_code="sv")
    address = f"http://testserver{other.url}"
    instead = f'<p><a href="{address}" data-page-id="{other.pk}">sida</a></p>'
    assert texts == {"<p><a>sida</a></p>", "<p><a>fil</a></p>", instead}
    targets = {(link["url"], link["page_id"]) for link in links}
    assert targets == {(None, None), (address, other.pk)}
    assert [b["value"]["image"] for b in blocks if b["type"] == "image"] == [None]


def test_the_published_words_of_a_page_stay_while_it_is_edited(hidden):
    page = ArticlePage.objects.get(slug="publicerad", locale__language_code="sv")
    answer = Client().get(f"{V2}/pages/{page.pk}/").json()
    assert (answer["title"], answer["lead"]) == ("Publicerad", "")
    assert answer["meta"]["translations"] == []


def test_no_field_of_an_answer_is_about_those_who_work_with_the_site(answers):
    for door, answer in answers.items():
        if door.address.startswith("/api/") and answer.status == 200 and "docs" not in door.address:
            for word in ("owner", "user", "file_hash", "revision", "draft"):
                assert f'"{word}' not in answer.body, door
