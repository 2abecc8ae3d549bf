"""What happened since …: nothing missed, nothing twice, nothing told of what is private."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
)

from home.models import HomePage
from report import content_version
from report.models import ArticlePage, PageChange, Statistic
from report.page_changes import Changes, changes_since
from report.pending_changes import write_pending
from tests import build


def told(since: int = 0) -> Changes:
    """What a reader is told who asks after everything so far was committed."""
    write_pending(connection)
    return changes_since(since)


def words(changes: Changes) -> dict[int, str]:
    assert len({item.pk for item in changes.items}) == len(changes.items)
    return {item.pk: item.what for item in changes.items}


@pytest.fixture
def area(db):
    return build.area(build.report(), slug="vard")


def test_the_first_answer_names_every_public_page(area):
    article, draft = build.article(area), build.article(area, slug="utkast", live=False)
    everything = told()
    assert set(words(everything).values()) == {"published"}
    assert article.pk in words(everything)
    assert draft.pk not in words(everything)
    assert Page.get_first_root_node().pk not in words(everything)
    row = next(item for item in everything.items if item.pk == article.pk)
    assert (row.translation_key, row.locale) == (article.translation_key, "sv")
    assert row.url_path == "/hem/2018/vard/en-artikel/"
    assert told(everything.cursor) == ([], everything.cursor, False)


def test_each_kind_of_change_has_its_word(area):
    article, other = build.article(area), build.article(area, slug="andra")
    cursor = told().cursor

    build.publish(article)
    published = told(cursor)
    assert words(published) == {article.pk: "published"}

    article.unpublish()
    unpublished = told(published.cursor)
    assert words(unpublished) == {article.pk: "unpublished"}

    build.publish(article)
    other.delete()
    assert words(told(unpublished.cursor)) == {article.pk: "published", other.pk: "deleted"}
    assert words(told(cursor)) == {article.pk: "published", other.pk: "deleted"}


def test_a_draft_is_no_change(area):
    article = build.article(area)
    cursor = told().cursor
    article.lead = "Utkast"
    article.save_revision()
    build.article(area, slug="utkast", live=False).delete()
    assert told(cursor) == ([], cursor, False)


def test_what_is_below_a_moved_or_renamed_page_moves_along(area):
    article = build.article(area)
    cursor = told().cursor
    area.slug = "halsa"
    area.refresh_from_db(fields=["numchild"])
    build.publish(area)
    changes = told(cursor)
    assert words(changes) == {area.pk: "moved", article.pk: "moved"}
    assert {item.url_path for item in changes.items} == {
        "/hem/2018/halsa/",
        "/hem/2018/halsa/en-artikel/",
    }

    other = build.area(slug="trafik")
    cursor = told(changes.cursor).cursor
    article.refresh_from_db()
    article.move(other, pos="last-child")
    assert words(told(cursor)) == {article.pk: "moved"}


def test_what_is_below_a_page_that_goes_is_gone_too_and_comes_back(area):
    article = build.article(area)
    cursor = told().cursor
    area.unpublish()
    changes = told(cursor)
    assert words(changes) == {area.pk: "unpublished", article.pk: "unpublished"}

    area.refresh_from_db()
    build.publish(area)
    back = told(changes.cursor)
    assert words(back) == {area.pk: "published", article.pk: "published"}

    area.refresh_from_db()
    area.delete()
    assert words(told(back.cursor)) == {area.pk: "deleted", article.pk: "deleted"}


def test_what_becomes_private_is_gone_and_leaves_only_its_id(area):
    article = build.article(area, title="Hemlig rubrik", slug="hemlig-adress")
    cursor = told().cursor
    restriction = PageViewRestriction.objects.create(page=area, restriction_type="login")
    changes = told(cursor)
    assert words(changes) == {area.pk: "unpublished", article.pk: "unpublished"}
    for row in changes.items:
        assert (row.translation_key, row.locale, row.url_path) == (None, "", "")
    assert not PageChange.objects.filter(url_path__contains="hemlig").exists()

    build.publish(article)  # nobody sees it
    assert told(changes.cursor).items == []
    restriction.delete()
    assert words(told(changes.cursor)) == {area.pk: "published", article.pk: "published"}


def test_a_page_is_new_when_its_picture_is(area):
    image = build.image(size=(10, 10))
    shown = {"image": image.pk, "alt_text": "x", "decorative": False}
    article = build.article(area, body=[build.block("image", {"image": shown, "caption": ""})])
    cursor = told().cursor
    image.credit = "Ada Exempel"
    image.save()
    changes = told(cursor)
    assert words(changes) == {article.pk: "published"}
    image.delete()
    assert words(told(changes.cursor)) == {article.pk: "published"}


def test_languages_are_told_apart(area):
    cursor = told().cursor
    home = HomePage.objects.get()
    english = home.copy_for_translation(Locale.objects.get(language_code="en"))
    assert told(cursor).items == []
    build.publish(english)
    (row,) = told(cursor).items
    assert (row.locale, row.translation_key) == ("en", home.translation_key)


def test_a_long_answer_comes_in_parts_that_keep_versions_whole(area):
    for number in range(5):
        told()
        article = build.article(area, slug=f"artikel-{number}")
    whole = told()
    parts, cursor = [], 0
    while True:
        part = changes_since(cursor, limit=2)
        parts += part.items
        cursor = part.cursor
        if not part.more:
            break
    assert parts == whole.items
    assert cursor == whole.cursor
    assert len(changes_since(0, limit=1).items) > 1  # the first version is one
    assert article.pk in words(whole)


def test_a_version_that_is_yet_to_come_is_nobody_s_cursor(area):
    with pytest.raises(ValueError, match="yet to come"):
        changes_since(told().cursor + 1)


def test_a_page_of_another_site_is_told_to_nobody(area):
    elsewhere = HomePage(title="Annan", slug="annan", organisation="Annan")
    Page.get_first_root_node().add_child(instance=elsewhere)
    assert elsewhere.pk not in words(told())


def test_a_publish_costs_the_same_in_a_larger_report(area, django_assert_num_queries):
    def cost() -> None:
        told()
        article = ArticlePage.objects.first()
        article.save()
        with django_assert_num_queries(15):  # one asks who is told by webhook
            write_pending(connection)

    build.article(area)
    cost()
    for number in range(30):
        build.article(area, slug=f"artikel-{number}")
    cost()


# --- Many at once, with real commits --------------------------------------------------------------

EDITORS, TIMES = 4, 6


def publish_often(pk: int) -> None:
    try:
        for _ in range(TIMES):
            build.publish(ArticlePage.objects.get(pk=pk))
    finally:
        connection.close()


def read_on(stop: Event) -> list[Changes]:
    answers, cursor = [], 0
    try:
        while True:
            last = stop.is_set()
            answers.append(changes_since(cursor, limit=2))
            cursor = answers[-1].cursor
            if last and not answers[-1].more:
                return answers
    finally:
        connection.close()


def test_readers_miss_nothing_while_many_publish_at_once(committed):
    area = build.area()
    articles = [build.article(area, slug=f"artikel-{n}").pk for n in range(EDITORS)]
    before = content_version.current().number
    stop = Event()
    with ThreadPoolExecutor(EDITORS + 2) as threads:
        readers = [threads.submit(read_on, stop) for _ in range(2)]
        editors = [threads.submit(publish_often, pk) for pk in articles]
        for editor in editors:
            editor.result()
        stop.set()
        read = [reader.result() for reader in readers]
    now = content_version.current().number
    assert now == before + EDITORS * TIMES
    latest = set(PageChange.objects.values_list("pk", "version"))
    for answers in read:
        assert [a.cursor for a in answers] == sorted(a.cursor for a in answers)
        items = [(item.pk, item.version) for answer in answers for item in answer.items]
        assert len(items) == len(set(items))
        assert dict(sorted(items, key=lambda item: item[1])) == dict(latest)
        assert answers[-1].cursor == now


def test_a_picture_that_may_no_longer_be_seen_is_told_of_with_its_pages(area):
    folder = Collection.get_first_root_node().add_child(name="Mapp")
    below = folder.add_child(name="Undermapp")
    build.article(area, slug="utan")
    picture = {"image": build.image(collection=below).pk, "alt_text": "x", "decorative": False}
    body = [build.block("image", {"image": picture, "caption": ""})]
    shown = build.article(area, body=body)
    cursor = told().cursor

    lock = CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    hidden = told(cursor)
    assert words(hidden) == {shown.pk: "published"}
    lock.delete()
    assert words(told(hidden.cursor)) == {shown.pk: "published"}


def test_a_number_s_new_address_is_told_of_with_the_pages_that_show_it(area):
    shown = build.area(area.edition, [build.statistic()], title="Kultur", slug="kultur")
    statistic, cursor = Statistic.objects.get(), told().cursor

    statistic.slug = "en-ny-adress"
    statistic.save()
    renamed = told(cursor)
    assert words(renamed) == {shown.pk: "published"}
