"""Having an edition translated: beginning, progress, a file for the translator, publishing."""

from datetime import UTC, datetime

import polib
import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.models import HomePage, User
from report.languages import beginning, fitting, views
from report.languages.progress import Stage, progress_of
from report.models import AreaPage, ReportPage
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unhurried(monkeypatch) -> None:
    """However slow the machine, a request does all of its work, unless a test says otherwise."""
    for module in (beginning, views):
        monkeypatch.setattr(module, "BUDGET", float("inf"))


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture(scope="module")
def edition(shared) -> None:
    with shared():
        make_edition()


@pytest.fixture
def report(edition, db) -> ReportPage:
    return ReportPage.objects.get()


def make_edition() -> None:
    """Two areas with an article each."""
    report = build.report()
    for title in ("Vård", "Kultur"):
        statistics = [build.statistic(heading=f"Besök i {title}")]
        area = build.area(report, statistics, title=title, lead=f"Om {title}.")
        body = [
            build.block("heading", f"Rubrik om {title}"),
            build.block("paragraph", f"<p>Ett <b>viktigt</b> stycke om {title}.</p><p>Till.</p>"),
            build.block("bullet_list", {"lead_in": "Så:", "items": build.items("<p>Punkt</p>")}),
        ]
        build.article(area, body, title=f"Artikel om {title}", lead="Läs & lär.")


def address(page: Page) -> str:
    return reverse("translations", args=[page.pk, "en"])


def post(client, page: Page, **fields):
    return client.post(address(page), fields)


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def begin(client, page: Page) -> int:
    """Press the button, and go on as the page does by itself; how many requests it took."""
    response, requests = post(client, page, action="begin", scope="below"), 1
    while "going=begin" in response.url:
        shown = client.get(response.url).content.decode()
        assert "data-go-on" in shown and "<progress" in shown
        response, requests = post(client, page, action="begin", scope="below"), requests + 1
    return requests


def translate_all(page: Page) -> None:
    for segment in StringSegment.objects.filter(source__object_id=page.translation_key):
        data = segment.string.data
        text = f"{data}-en" if segment.context.path == "slug" else f"{data} (English)"
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=Locale.objects.get(language_code="en"),
            defaults={"data": text},
        )


# --- Beginning ------------------------------------------------------------------------------------


def test_the_button_of_the_page_leads_to_its_translations(client, administrator, report):
    old = reverse("wagtail_localize:submit_page_translation", args=[report.pk])
    response = client.get(old)
    assert response.url == address(report)
    page = client.get(response.url).content.decode()
    assert "Börja översätta 5 sidor" in page
    assert "5 sidor är inte påbörjade." in page
    assert "0 av 0" not in page and "0 %" not in page


def test_beginning_a_whole_edition(client, administrator, report, english):
    begin(client, report)
    progress = progress_of(report, english)
    assert [row.stage for row in progress.rows] == [Stage.PARTLY] * 5
    assert not Page.objects.filter(locale=english, live=True).exists()
    english_report = report.get_translation(english)
    assert english_report.slug == "2018"
    assert english_report.get_descendants().count() == 4


def test_beginning_one_page_begins_those_above_it_and_opens_the_editor(
    client, administrator, report, english
):
    area = AreaPage.objects.first()
    response = post(client, area, action="begin", scope="page")
    target = area.get_translation(english)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert target.get_ancestors().filter(locale=english).count() == 2
    assert not AreaPage.objects.get(title="Kultur").has_translation(english)
    assert b"translation-editor" in client.get(response.url).content


def test_many_pages_go_in_many_short_requests(client, administrator, report, english, monkeypatch):
    """However many there are: a request that has used its time leaves the rest to the next."""
    monkeypatch.setattr(beginning, "BUDGET", 0)
    assert begin(client, report) == 6  # a page each, and the home page above
    progress = progress_of(report, english)
    assert len(progress.rows) == 5
    assert not progress.missing
    assert Translation.objects.filter(target_locale=english).count() == 6


def test_beginning_again_changes_nothing(client, administrator, report, english):
    begin(client, report)
    translate_all(AreaPage.objects.first())
    before = list(Page.objects.order_by("pk").values())
    begin(client, report)
    assert list(Page.objects.order_by("pk").values()) == before


def test_a_page_that_is_added_later_is_begun_alone(client, administrator, report, english):
    begin(client, report)
    build.article(AreaPage.objects.filter(locale=report.locale).first(), title="Ny")
    assert [row.page.title for row in progress_of(report, english).missing] == ["Ny"]
    assert "Börja översätta 1 sida" in client.get(address(report)).content.decode()


def test_who_may_not_translate_is_turned_away(client, report):
    editor = User.objects.create_user("redaktor", password=build.PASSWORD)
    editor.groups.add(Group.objects.create(name="Utan rättigheter"))
    client.force_login(editor)
    assert client.get(address(report)).status_code == 302
    assert post(client, report, action="begin", scope="below").status_code == 302
    assert not Translation.objects.exists()


def test_an_unknown_language_is_not_found(client, administrator, report):
    for code in ("xx", "sv"):
        response = client.get(reverse("translations", args=[report.pk, code]))
        assert response.status_code == 404


def test_the_list_stands_among_the_pages(client, administrator, report):
    area = AreaPage.objects.first()
    shown = client.get(address(area)).content.decode()
    for page in (report, area):
        assert f'href="{reverse("wagtailadmin_explore", args=[page.pk])}"' in shown


def test_a_translated_page_leads_to_its_edition(client, administrator, report, english):
    begin(client, report)
    target = AreaPage.objects.get(title="Vård", locale=english)
    way = reverse("edition_of", args=[target.pk])
    assert way in client.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    assert client.get(way).url == address(report)
    home = report.get_parent().get_translation(english)
    assert client.get(reverse("edition_of", args=[home.pk])).url == address(report.get_parent())


def test_who_has_one_area_is_led_to_that_area(client, administrator, report, english):
    begin(client, report)
    area = AreaPage.objects.get(title="Vård", locale=report.locale)
    group = Group.objects.create(name="Vård")
    GroupPagePermission.objects.create(
        group=group, page=area, permission=Permission.objects.get(codename="change_page")
    )
    kind = ContentType.objects.get_for_model(Translation)
    translating, _ = Permission.objects.get_or_create(
        codename="submit_translation", content_type=kind
    )
    group.permissions.add(translating, Permission.objects.get(codename="access_admin"))
    editor = User.objects.create_user("redaktor", password=build.PASSWORD)
    editor.groups.add(group)
    client.force_login(editor)
    target = area.get_children().first().get_translation(english)
    assert client.get(reverse("edition_of", args=[target.pk])).url == address(area)


def test_nothing_offers_to_show_another_language(client, administrator, report, english):
    """Nor where the translation was ended."""
    begin(client, report)
    Translation.objects.update(enabled=False)
    target = report.get_translation(english)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    assert "localize-restart-translation" in shown
    assert "localize-convert-to-alias" not in shown


def test_editors_read_a_languages_name_in_their_own(client, administrator, english):
    for code, name in (("sv", "engelska"), ("en", "English")):
        with translation.override(code):
            assert str(english) == name


# --- Progress -------------------------------------------------------------------------------------


def test_progress_is_told_for_each_page_and_for_the_edition(client, administrator, report, english):
    begin(client, report)
    area = AreaPage.objects.filter(locale=report.locale).first()
    translate_all(area)
    progress = progress_of(report, english)
    stages = {row.page.title: row.stage for row in progress.rows}
    assert stages["Vård"] == Stage.READY
    assert stages["Kultur"] == Stage.PARTLY
    assert 0 < progress.percent < 100
    page = client.get(address(report)).content.decode()
    assert f"{progress.done} av {progress.total} texter är översatta till engelska" in page
    assert "Översatt, inte publicerad" in page


def test_the_list_does_not_ask_more_for_more_pages(
    client, administrator, report, english, django_assert_num_queries
):
    begin(client, report)
    with django_assert_num_queries(4):
        progress_of(report, english)
    area = AreaPage.objects.filter(locale=report.locale).first()
    build.article(area, title="Ännu en")
    begin(client, report)
    with django_assert_num_queries(4):
        progress_of(report, english)


def test_what_changed_since_the_translation_is_named(
    client, administrator, report, english, django_capture_on_commit_callbacks
):
    begin(client, report)
    for page in Page.objects.filter(locale=report.locale, depth__gt=1):
        translate_all(page)
    with django_capture_on_commit_callbacks(execute=True):
        post(client, HomePage.objects.get(locale=report.locale), action="publish")
    area = AreaPage.objects.filter(locale=report.locale).first()
    area.lead = "En helt ny ingress."
    with django_capture_on_commit_callbacks(execute=True):
        build.publish(area)
    (changed,) = [r for r in progress_of(report, english).rows if r.stage == Stage.CHANGED]
    assert changed.changes == ["En helt ny ingress."]
    page = client.get(address(report)).content.decode()
    assert "Publicerad, men originalet har ändrats" in page
    assert "En helt ny ingress." in page


# --- Publishing -----------------------------------------------------------------------------------


def test_everything_that_is_ready_is_published_and_nothing_else(
    client, administrator, report, english, django_capture_on_commit_callbacks, monkeypatch
):
    begin(client, report)
    home = HomePage.objects.get(locale=report.locale)
    for page in Page.objects.filter(locale=report.locale, depth__gt=1).exclude(title="Kultur"):
        translate_all(page)
    monkeypatch.setattr(views, "BUDGET", 0)
    with django_capture_on_commit_callbacks(execute=True):
        response = post(client, home, action="publish")
    assert "going" not in response.url or client.get(response.url).status_code == 200
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        post(client, home, action="publish")
    live = set(Page.objects.filter(locale=english, live=True).values_list("title", flat=True))
    assert "Vård (English)" in live
    assert not any("Kultur" in title and "Artikel" not in title for title in live)
    assert client.get("/en/2018/vard-en/").status_code == 200


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What happens once a publication is stored happens within the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def public(client, administrator, report, english, commit) -> ReportPage:
    """The edition, and every page of it public in English."""
    home = HomePage.objects.get(locale=report.locale)
    begin(client, home)
    for page in Page.objects.filter(locale=report.locale, depth__gt=1):
        translate_all(page)
    with commit():
        post(client, home, action="publish")
    assert {row.stage for row in progress_of(home, english).rows} == {Stage.PUBLISHED}
    return report


def stage_of(page: Page, english: Locale) -> Stage:
    return progress_of(page, english, below=False).rows[0].stage


def translated_anew(client, page: AreaPage, commit) -> None:
    """The Swedish page gets a new lead and is published; that is translated, and no more."""
    page.lead = "En helt ny ingress."
    with commit():
        build.publish(page)
    segment = StringSegment.objects.get(string__data="En helt ny ingress.")
    address = reverse(
        "wagtail_localize:edit_string_translation",
        args=[Translation.objects.get(source=segment.source).pk, segment.pk],
    )
    with commit():
        assert client.put(address, "value=All new", "application/x-www-form-urlencoded")


def test_what_is_translated_anew_is_public_first_when_it_is_published(
    client, public, english, commit
):
    area = AreaPage.objects.get(title="Vård")
    translated_anew(client, area, commit)
    assert stage_of(area, english) == Stage.OLDER
    shown = client.get(address(public)).content.decode()
    assert "Publicerad i äldre översättning" in shown
    assert "Publicera 1 översatt sida" in shown
    assert "All new" not in client.get("/en/2018/vard-en/").content.decode()
    with commit():
        post(client, public, action="publish")
    assert stage_of(area, english) == Stage.PUBLISHED
    assert "All new" in client.get("/en/2018/vard-en/").content.decode()


def test_a_page_whose_original_was_never_published_waits_for_it(client, public, english, commit):
    area = AreaPage.objects.get(title="Vård")
    draft = build.article(area, title="Utkast", live=False)
    begin(client, public)
    translate_all(draft)
    shown = client.get(address(public)).content.decode()
    assert "Väntar på att originalet publiceras." in shown
    assert "Publicera 1 översatt sida" not in shown
    with commit():
        post(client, public, action="publish")
    assert not draft.get_translation(english).live
    with commit():
        build.publish(draft)
        post(client, public, action="publish")
    assert draft.get_translation(english).live


def test_what_was_unpublished_on_purpose_stays_so(client, public, english, commit):
    area = AreaPage.objects.get(title="Vård")
    area.get_translation(english).unpublish()
    translated_anew(client, area, commit)
    assert stage_of(area, english) == Stage.DOWN
    assert "Avpublicerad" in client.get(address(public)).content.decode()
    with commit():
        post(client, public, action="publish")
    target = area.get_translation(english)
    assert not target.live
    with commit():
        editor = reverse("wagtailadmin_pages:edit", args=[target.pk])
        client.post(editor, {"action": "publish"})
    assert stage_of(area, english) == Stage.PUBLISHED


def test_a_place_for_a_translation_was_never_public(client, administrator, report, english):
    """It is an alias of the Swedish page, which was."""
    report.copy_for_translation(english, alias=True, copy_parents=True)
    begin(client, report)
    translate_all(report)
    assert stage_of(report, english) == Stage.READY


def test_nothing_is_published_below_an_unpublished_page(
    client, administrator, report, english, commit
):
    home = HomePage.objects.get(locale=report.locale)
    begin(client, home)
    for page in Page.objects.filter(locale=report.locale, depth__gt=1).exclude(title="Vård"):
        translate_all(page)
    article, other = (
        Page.objects.get(title=f"Artikel om {title}", locale=report.locale)
        for title in ("Vård", "Kultur")
    )
    with commit():
        post(client, home, action="publish")
    assert not article.get_translation(english).live
    assert other.get_translation(english).live
    assert "Väntar på att ”Vård” publiceras." in client.get(address(report)).content.decode()


def test_what_an_editor_writes_alone_is_left_alone(client, public, english, commit):
    """A stopped translation is no work for translators, in no count and in no file."""
    area = AreaPage.objects.get(title="Vård")
    begun = Translation.objects.get(source__object_id=area.translation_key)
    client.post(reverse("wagtail_localize:stop_translation", args=[begun.pk]))
    own = area.get_translation(english)
    own.lead = "In our own words."
    with commit():
        build.publish(own)
    translated_file = fetch(client, public)
    assert not [e for e in translated_file if str(area.translation_key) in e.msgctxt]
    assert stage_of(area, english) == Stage.OWN
    shown = client.get(address(public)).content.decode()
    assert "Skriven för sig" in shown
    total = progress_of(public, english).total
    area.lead = "En helt ny ingress."
    with commit():
        build.publish(area)
        translate_all(area)
        post(client, public, action="publish")
    progress = progress_of(public, english)
    assert (progress.total, progress.percent) == (total, 100)
    assert AreaPage.objects.get(pk=own.pk).lead == "In our own words."


def test_a_page_of_its_own_that_is_no_translation_is_published_by_nobody_else(
    client, public, english, commit
):
    area = AreaPage.objects.get(title="Vård")
    copy = build.article(area, title="Egen").copy_for_translation(english)
    assert stage_of(Page.objects.get(title="Egen", locale=public.locale), english) == Stage.OWN
    with commit():
        assert post(client, public, action="publish").status_code == 302
    assert not Page.objects.get(pk=copy.pk).live


def test_an_edition_with_a_page_that_is_not_begun_is_not_whole(client, public, english):
    build.article(AreaPage.objects.get(title="Vård"), title="Ny")
    assert progress_of(public, english).percent == 99
    shown = client.get(address(public)).content.decode()
    assert "(99 %). 1 sida är inte påbörjad." in " ".join(shown.split())


# --- The file for the translator ------------------------------------------------------------------


def fetch(client, page: Page) -> polib.POFile:
    response = client.get(reverse("translations_file", args=[page.pk, "en"]))
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}-en.po"'
    return polib.pofile(response.content.decode())


def send(client, page: Page, file: polib.POFile | bytes):
    content = file if isinstance(file, bytes) else str(file).encode()
    upload = SimpleUploadedFile("2018-en.po", content)
    return client.post(address(page), {"action": "upload", "file": upload})


def test_a_whole_edition_goes_out_and_in_and_loses_nothing(client, administrator, report, english):
    begin(client, report)
    file = fetch(client, report)
    segments = StringSegment.objects.filter(source__translations__target_locale=english).exclude(
        source__object_id=HomePage.objects.get(locale=report.locale).translation_key
    )
    assert len(file) == segments.count()
    for entry in file:
        entry.msgstr = entry.msgid + (" EN" if "slug" not in entry.msgctxt else "-x")
    response = send(client, report, file)
    assert f"{len(file)} texter lästes in." in said(response)
    assert progress_of(report, english).percent == 100
    assert [(e.msgctxt, e.msgid, e.msgstr) for e in fetch(client, report)] == [
        (e.msgctxt, e.msgid, e.msgstr) for e in file
    ]
    response = send(client, report, file)
    assert f"0 texter lästes in. {len(file)} fanns redan." in said(response)


def test_markup_and_signs_survive_the_file(client, administrator, report, english):
    begin(client, report)
    texts = {entry.msgid for entry in fetch(client, report)}
    assert "Ett <b>viktigt</b> stycke om Vård." in texts
    assert "Läs &amp; lär." in texts


def test_what_is_empty_unsure_or_unknown_changes_nothing(client, administrator, report, english):
    begin(client, report)
    file = fetch(client, report)
    file[0].msgstr, file[0].flags = "Unsure", ["fuzzy"]
    file.append(polib.POEntry(msgctxt="x|title", msgid="Okänd", msgstr="Unknown"))
    before = StringTranslation.objects.count()
    response = send(client, report, file)
    assert "0 texter lästes in." in said(response)
    assert "saknar översättning i filen" in said(response)
    assert "1 finns inte på de här sidorna." in said(response)
    assert StringTranslation.objects.count() == before


def test_broken_markup_is_named_and_the_rest_is_read_in(client, administrator, report, english):
    begin(client, report)
    file = fetch(client, report)
    good, bad = [e for e in file if "body" in e.msgctxt and "Punkt" not in e.msgid][:2]
    good.msgstr, bad.msgstr = "Fine", "<script>alert(1)</script>"
    response = send(client, report, file)
    assert "1 text lästes in." in said(response)
    assert (
        "Lästes inte in: Artikel om Vård, ”Ett viktigt stycke om Vård.”. Märkningen <script> går "
        "inte att ha här."
    ) in said(response)
    assert not StringTranslation.objects.filter(data__contains="script").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00msgid\n", "inte sparad som UTF-8"),
        (b"Hej", "ingen PO-fil"),
        (b"", "ingen PO-fil"),
        (b'msgid "a"\nmsgstr "b"\nsvammel\n', "skadad"),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b\x00"\n', "osynligt tecken"),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b\\b"\n', "osynligt tecken"),
        (b'msgid ""\nmsgstr "Language: fi\\n"\n\nmsgid "a"\nmsgstr "b"\n', "på finska"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(client, administrator, report, content, sentence):
    assert sentence in said(send(client, report, content))


def test_no_file_is_said_so(client, administrator, report):
    assert "Välj PO-filen" in said(client.post(address(report), {"action": "upload"}))


def levels(client, response) -> list[str]:
    """What kinds of messages there are; they are shown, so that the next ones come alone."""
    client.get(response.url)
    return [message.level_tag for message in get_messages(response.wsgi_request)]


def test_a_file_of_which_nothing_is_read_in_is_no_success(client, administrator, report):
    begin(client, report)
    client.get(address(report))
    file = fetch(client, report)
    response = send(client, report, file)
    assert levels(client, response) == ["error"]
    assert "Översätt filen först" in said(response)
    for entry in file:
        entry.msgctxt = f"other{entry.msgctxt}"
    response = send(client, report, file)
    assert levels(client, response) == ["error"]
    assert "Välj den PO-fil som hämtades här" in said(response)
    file = fetch(client, report)
    file[0].msgstr = "<script>"
    assert levels(client, send(client, report, file)) == ["error", "error"]
    file[1].msgstr = "Fine"
    assert levels(client, send(client, report, file)) == ["success", "error"]


def test_a_text_of_the_file_is_looked_at_once(client, administrator, report, monkeypatch):
    begin(client, report)
    seen = []
    monkeypatch.setattr(fitting, "limit_at", lambda context: seen.append(context.path))
    file = fetch(client, report)
    file[0].msgstr = "A long text. " * 10
    send(client, report, file)
    assert len(seen) == 1


# --- The file of one page -------------------------------------------------------------------------


def file_address(page: Page, what: str) -> str:
    begun = Translation.objects.get(source__object_id=page.translation_key)
    return reverse(f"wagtail_localize:{what}_pofile", args=[begun.pk])


def send_in_editor(client, page: Page, content: bytes):
    upload = SimpleUploadedFile("sida.po", content)
    return client.post(file_address(page, "upload"), {"file": upload})


def test_a_page_and_its_edition_have_one_kind_of_file(client, administrator, report, english):
    begin(client, report)
    area = AreaPage.objects.get(title="Vård", locale=report.locale)
    whole, page = fetch(client, report), client.get(file_address(area, "download"))
    assert page["Content-Disposition"] == 'attachment; filename="vard-en.po"'
    own = polib.pofile(page.content.decode())
    key = str(area.translation_key)
    assert [e.msgctxt for e in own] == [e.msgctxt for e in whole if e.msgctxt.startswith(key)]
    for entry in whole:
        entry.msgstr = entry.msgid + (" EN" if "slug" not in entry.msgctxt else "-x")
    response = send_in_editor(client, area, str(whole).encode())
    assert response.url == reverse(
        "wagtailadmin_pages:edit", args=[area.get_translation(english).pk]
    )
    assert f"{len(own)} texter lästes in." in said(response)
    rows = progress_of(report, english).rows
    assert [row.page.title for row in rows if not row.waiting] == ["Vård"]


@pytest.mark.parametrize("content", [b"", b"msgid\n", b'msgid ""\nmsgstr ""\n'])
def test_a_file_that_is_none_is_refused_in_the_editor_of_a_page(
    client, administrator, report, content
):
    begin(client, report)
    client.get(address(report))
    response = send_in_editor(client, AreaPage.objects.first(), content)
    assert (response.status_code, levels(client, response)) == (302, ["error"])


def test_who_may_not_edit_a_page_gets_no_file_of_it(client, administrator, report):
    begin(client, report)
    area = AreaPage.objects.first()
    editor = User.objects.create_user("redaktor", password=build.PASSWORD)
    editor.groups.add(Group.objects.create(name="Utan rättigheter"))
    client.force_login(editor)
    assert client.get(file_address(area, "download")).status_code == 302
    assert send_in_editor(client, area, b"").status_code == 302
    assert not StringTranslation.objects.filter(data="x").exists()


def test_when_a_text_was_translated_is_told_in_swedish(client, administrator, report):
    begin(client, report)
    translate_all(report)
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    StringTranslation.objects.update(updated_at=moment)
    with translation.override("sv"):
        assert StringTranslation.objects.first().get_comment() == "Översatt den 22 november 2026"
