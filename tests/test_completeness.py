"""A page is public in a language only when its translation is complete, whatever way it takes."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from report.models import AreaPage, ArticlePage
from tests import build
from tests.test_corrections import start_workflow_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture(scope="module")
def begun(shared) -> None:
    with shared():
        english = Locale.objects.get(language_code="en")
        article = build.article(
            body=[build.block("paragraph", "<p>Ett stycke om vården.</p>")], lead="En ingress."
        )
        for page in [*article.get_ancestors().filter(depth__gt=1), article]:
            translate_object(page.specific, [english])


@pytest.fixture
def article(begun, db) -> ArticlePage:
    """A Swedish article whose translation, and that of all above it, was begun."""
    return ArticlePage.objects.get(locale__language_code="sv")


def translate(page: Page, locale: Locale, but: str = "", **texts: str) -> Page:
    """Translate every text by its capitals, but for those that contain `but`."""
    segments = StringSegment.objects.filter(source__object_id=page.translation_key)
    for segment in segments.select_related("string"):
        data = segment.string.data
        if but and but in data:
            continue
        is_slug = segment.context.path == "slug"
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": f"{data}-en" if is_slug else data.upper()},
        )
    return page.get_translation(locale)


def in_english(page: Page, locale: Locale) -> Page:
    return page.get_translation(locale).specific


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def press_publish(client: Client, page: Page, callbacks):
    with callbacks(execute=True):
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}
        )


def test_beginning_a_translation_publishes_nothing(article, english):
    assert not Page.objects.filter(locale=english, live=True).exists()


def test_the_translation_editor_refuses_and_says_what_is_missing(
    client, administrator, article, english, django_capture_on_commit_callbacks
):
    target = translate(article, english, but="stycke")
    response = press_publish(client, target, django_capture_on_commit_callbacks)
    assert "kan inte publiceras på engelska än: en text är inte översatt" in said(response)
    assert "Ett stycke om vården." in said(response)
    assert not in_english(article, english).live


def test_pressing_again_ignores_nothing(
    client, administrator, article, english, django_capture_on_commit_callbacks
):
    """After an error the engine invites to press again, which would publish the Swedish text."""
    target = translate(article, english)
    StringTranslation.objects.filter(translation_of__data="En ingress.").update(has_error=True)
    for _ in range(2):
        press_publish(client, target, django_capture_on_commit_callbacks)
        assert not in_english(article, english).live


def test_a_complete_translation_is_published(
    client, administrator, article, english, django_capture_on_commit_callbacks
):
    target = translate(article, english)
    press_publish(client, target, django_capture_on_commit_callbacks)
    page = in_english(article, english)
    assert page.live
    assert page.lead == "EN INGRESS."
    assert "ETT STYCKE" in page.body[0].value.source


@pytest.fixture
def headed(english) -> ArticlePage:
    """An article with a heading in its text, begun and translated."""
    article = build.article(body=[build.block("heading", "En rubrik")])
    for page in [*article.get_ancestors().filter(depth__gt=1), article]:
        translate_object(page.specific, [english])
    translate(article, english)
    return article


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("En artikel", "T" * 300, "Texten har 300 tecken. Korta den till högst 255."),
        ("En rubrik", "&amp;" * 256, "Texten har 256 tecken. Korta den till högst 255."),
        ("en-artikel", "Sök", "Webbplatsen använder själv adressen ”sok”. Välj en annan."),
        (
            "en-artikel",
            "ÅÄÖ!!",
            "”ÅÄÖ!!” är ingen adress: den har bara små bokstäver från a till z, siffror och "
            "bindestreck. Skriv till exempel ”aao”.",
        ),
        ("en-artikel", "…", "En adress behöver minst en bokstav från a till z eller en siffra."),
    ],
)
def test_a_translation_that_does_not_fit_is_no_translation(
    client, administrator, headed, english, django_capture_on_commit_callbacks, source, text, fault
):
    """The engine would store it, and fail when the page is published."""
    translated = StringTranslation.objects.get(
        translation_of__data=source, context__object_id=headed.translation_key
    )
    translated.data = text
    translated.save()

    assert translated.get_error() == fault
    response = press_publish(
        client, headed.get_translation(english), django_capture_on_commit_callbacks
    )
    assert f"Den första är ”{source}”" in said(response)
    assert not in_english(headed, english).live


def bulk(client: Client, *pages: Page, below: bool = False):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(
        f"{address}?{query}&next=/admin/", {"include_descendants": "on"} if below else {}
    )


@pytest.mark.parametrize("below", [False, True])
def test_the_bulk_action_refuses(client, administrator, article, english, below):
    target = in_english(article, english)
    chosen = target.get_ancestors().get(depth=3) if below else target
    response = bulk(client, chosen, below=below)
    assert response.status_code == 302
    assert "kan inte publiceras på engelska än" in said(response)
    assert not Page.objects.filter(locale=english, live=True).exists()


def test_the_bulk_action_publishes_what_is_complete(client, administrator, article, english):
    target = translate(article, english)
    Translation.objects.get(source__object_id=article.translation_key).save_target(publish=False)
    bulk(client, target)
    assert in_english(article, english).live


def test_a_schedule_leaves_it_out_and_goes_on_with_the_next(article, english, caplog):
    revision = in_english(article, english).save_revision()
    past = timezone.now() - timedelta(minutes=2)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    other = build.article(AreaPage.objects.first(), title="Nästa", live=False)
    other.save_revision(approved_go_live_at=past + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not in_english(article, english).live
    assert "kan inte publiceras" in caplog.text
    other.refresh_from_db()
    assert other.live


def test_publishing_from_code_is_refused(article, english):
    target = in_english(article, english)
    with pytest.raises(ValidationError, match="texter är inte översatta"):
        target.get_latest_revision().publish()
    assert not in_english(article, english).live


def test_saving_a_target_over_a_public_page_is_refused(
    client, administrator, article, english, django_capture_on_commit_callbacks
):
    target = translate(article, english)
    press_publish(client, target, django_capture_on_commit_callbacks)
    article.lead = "En ny ingress."
    build.publish(article)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    translation.source.update_from_db()
    with pytest.raises(ValidationError):
        translation.save_target(publish=False)
    assert in_english(article, english).lead == "EN INGRESS."


def test_the_ordinary_editor_refuses_when_the_translation_was_stopped(
    client, administrator, article, english
):
    Translation.objects.update(enabled=False)
    target = in_english(article, english)
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    form = {
        "title": "A title",
        "slug": "a-title",
        "lead": "Den här ingressen är på svenska.",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    StringSegment.objects.filter(string__data="En ingress.").update(
        string=StringSegment.objects.first().string.__class__.objects.create(
            locale=article.locale,
            data="Den här ingressen är på svenska.",
        )
    )
    response = client.post(address, form)
    assert response.status_code == 200
    assert "kan inte publiceras på engelska än" in response.content.decode()
    assert "Den här ingressen är på svenska." in response.content.decode()
    assert not in_english(article, english).live
    client.post(address, form | {"lead": "A lead in English."})
    assert in_english(article, english).live


def test_an_alias_in_another_language_is_never_public(article, english):
    other = build.article(AreaPage.objects.first(), title="Visas bara på svenska")
    alias = other.copy_for_translation(english, alias=True)
    assert not Page.objects.get(pk=alias.pk).live
    other.lead = "Ny ingress."
    build.publish(other)
    assert not Page.objects.get(pk=alias.pk).live


def test_a_page_cannot_be_made_an_alias_of_its_original(client, administrator, article, english):
    target = in_english(article, english)
    response = client.post(reverse("wagtail_localize:convert_to_alias", args=[target.pk]))
    assert "kan inte visa texten från ett annat språk" in said(response)
    assert Page.objects.get(pk=target.pk).alias_of is None


def test_a_page_cannot_be_moved_into_another_language(article, english):
    area = AreaPage.objects.get(locale=english)
    assert not article.can_move_to(area)


def test_a_page_cannot_be_copied_into_another_language(client, administrator, article, english):
    area = AreaPage.objects.get(locale=english)
    form = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": area.pk}
    response = client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), form)
    assert response.status_code == 200
    assert "är på ett annat språk än den här sidan" in response.content.decode()
    assert not Page.objects.filter(slug="kopia").exists()


@pytest.mark.parametrize("way", ["move_confirm", "bulk"])
def test_moving_a_page_into_another_language_is_refused_readably(
    client, administrator, article, english, way
):
    area = AreaPage.objects.get(locale=english)
    Page.objects.filter(pk=article.pk).update(slug="egen-adress")
    if way == "bulk":
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        response = client.post(f"{address}?id={article.pk}&next=/admin/", {"chooser": area.pk})
    else:
        address = reverse("wagtailadmin_pages:move_confirm", args=[article.pk, area.pk])
        response = client.post(address)
        assert "är på ett annat språk än den här sidan" in said(response)
    assert response.status_code in (200, 302)
    assert Page.objects.get(pk=article.pk).get_parent().locale_id == article.locale_id


@pytest.mark.parametrize("in_dialog", [False, True])
def test_a_review_is_not_approved_when_a_text_is_missing(
    client, administrator, article, english, in_dialog
):
    """The button of the dashboard and of the user bar approves without the editor's form."""
    target = in_english(article, english)
    state = start_workflow_for(target, administrator).start(target, administrator)
    task = state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", task.pk])
    headers = {"x-requested-with": "XMLHttpRequest"} if in_dialog else {}

    response = client.post(address, {"comment": ""}, headers=headers)

    assert response.status_code == (200 if in_dialog else 302)
    assert "kan inte publiceras på engelska än" in said(response)
    assert not in_english(article, english).live
    task.refresh_from_db()
    assert task.status == "in_progress"


# --- When the original changes --------------------------------------------------------------------


@pytest.fixture
def published(article, english, django_capture_on_commit_callbacks) -> ArticlePage:
    """The article, completely translated and public."""
    translate(article, english)
    with django_capture_on_commit_callbacks(execute=True):
        Translation.objects.get(source__object_id=article.translation_key).save_target(publish=True)
    assert in_english(article, english).live
    return article


def test_a_new_sentence_waits_and_the_public_text_stays_whole(
    published, english, django_capture_on_commit_callbacks
):
    published.lead = "En ny ingress."
    with django_capture_on_commit_callbacks(execute=True):
        build.publish(published)
    assert in_english(published, english).lead == "EN INGRESS."
    translation = Translation.objects.get(source__object_id=published.translation_key)
    total, done = translation.get_progress()
    assert total - done == 1


def test_its_old_text_can_be_saved_and_published_again(
    published, english, django_capture_on_commit_callbacks
):
    published.lead = "En ny ingress."
    with django_capture_on_commit_callbacks(execute=True):
        build.publish(published)
    build.publish(in_english(published, english))
    assert in_english(published, english).lead == "EN INGRESS."


def test_what_needs_no_translator_is_carried_over(
    published, english, django_capture_on_commit_callbacks
):
    published.is_example = True
    with django_capture_on_commit_callbacks(execute=True):
        build.publish(published)
    assert in_english(published, english).is_example


def test_a_change_of_a_draft_translation_publishes_nothing(
    article, english, django_capture_on_commit_callbacks
):
    translate(article, english)
    article.is_example = True
    with django_capture_on_commit_callbacks(execute=True):
        build.publish(article)
    assert not in_english(article, english).live


def test_a_block_that_was_moved_or_copied_needs_no_translator(
    published, english, django_capture_on_commit_callbacks
):
    block = published.body[0]
    published.body = [("paragraph", block.value), ("heading", "2018"), ("paragraph", block.value)]
    with django_capture_on_commit_callbacks(execute=True):
        build.publish(published)
    bodies = [child.render() for child in in_english(published, english).body]
    assert "ETT STYCKE" in bodies[0] and "ETT STYCKE" in bodies[2]
    assert "2018" in bodies[1]


def test_the_address_follows_from_the_translated_title(article, english):
    title = StringSegment.objects.get(
        source__object_id=article.translation_key, context__path="title"
    )
    StringTranslation.objects.create(
        translation_of=title.string, context=title.context, locale=english, data="An article"
    )
    slugs = StringTranslation.objects.filter(context__path="slug")
    assert slugs.get(context__object_id=article.translation_key).data == "an-article"
