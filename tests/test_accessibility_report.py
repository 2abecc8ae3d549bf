"""The accessibility statement, its anonymous form, the editors' desk; the button that forgets."""

import re
import time
from datetime import UTC, date, datetime, timedelta
from html import unescape
from unittest import mock

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text

from home.accessibility.form import LONGEST, signer
from home.accessibility.report import AT_MOST_AN_HOUR
from home.demo.editors import make_group
from home.models import AccessibilityReport, User
from tests import build

pytestmark = pytest.mark.django_db

FORM = "/rapportera-brist/"
THANKS = "/rapportera-brist/tack/"
STATEMENT = "/tillganglighetsredogorelse/"
TEXT = "Jag kan inte läsa diagrammet."


@pytest.fixture
def home():
    return build.home()


@pytest.fixture
def statement(home):
    return build.statement(home)


def stamp(age: float = 60) -> str:
    """What the form carries that was shown so many seconds ago."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - age):
        return signer.sign("")


def send(client: Client, **fields):
    return client.post(FORM, {"what": TEXT, "shown": stamp(), **fields})


def shown(response) -> str:
    return unescape(response.content.decode())


def hidden_time(response) -> str:
    return re.search(r'name="shown" value="([^"]+)"', response.content.decode())[1]


# --- The statement --------------------------------------------------------------------------------

PARTS = {
    "actor": "Region Exempel",
    "service": "Årsberättelsen på webben",
    "inaccessible": "<p>Två filmer saknar undertexter.</p>",
    "exemptions": "<p>Kartan från 2009.</p>",
    "outside": "<p>Direktsändningar.</p>",
    "method": "<p>Egen granskning.</p>",
    "reporting": "<p>Ring växeln.</p>",
    "assessed_on": date(2026, 3, 9),
    "updated_on": date(2026, 8, 6),
}


def test_the_eleven_parts_stand_in_the_order_of_the_supervisors_template(client, home):
    build.statement(home, conformance="partial", **PARTS)
    page = shown(client.get(STATEMENT))
    order = [
        "Region Exempel",
        "Årsberättelsen på webben",
        "delvis förenlig",
        "Ring växeln.",
        f'action="{FORM}#besked"',
        'href="https://www.digg.se/tdosanmalan"',
        "Två filmer saknar undertexter.",
        "Kartan från 2009.",
        "Direktsändningar.",
        "Egen granskning.",
        '<time datetime="2026-03-09">9 mars 2026</time>',
        '<time datetime="2026-08-06">6 augusti 2026</time>',
    ]
    main = page[page.index("<main") :]
    places = [main.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_empty_parts_are_left_out_with_their_headings(client, home):
    build.statement(home)
    bare = client.get(STATEMENT).content.decode()
    assert re.findall(r'<h2 id="([^"]+)"', bare) == ["forenlighet", "rapportera", "tillsyn"]
    assert "<time" not in bare[bare.index("<main") :]
    assert re.findall(r'<li><a href="#([^"]+)"', bare)[:3] == [
        "forenlighet",
        "rapportera",
        "tillsyn",
    ]


@pytest.mark.parametrize(
    ("degree", "words"),
    [
        ("full", "helt förenlig med lagen"),
        ("partial", "delvis förenlig med lagen"),
        ("none", "inte förenlig med lagen"),
    ],
)
def test_conformance_is_said_in_words(client, home, degree, words):
    build.statement(home, conformance=degree)
    assert words in shown(client.get(STATEMENT))


def test_no_shared_cache_keeps_the_statement(client, statement):
    """Its form says when it was shown."""
    assert client.get(STATEMENT).headers["Cache-Control"] == "private, no-cache"


# --- Sending a report -----------------------------------------------------------------------------


def test_a_report_is_stored_and_thanked_for(client, statement):
    response = send(client, where="/2018/", contact="anna@example.org")
    assert (response.status_code, response.url) == (302, THANKS)
    report = AccessibilityReport.objects.get()
    assert (report.what, report.where, report.contact) == (TEXT, "/2018/", "anna@example.org")
    assert not report.is_handled
    thanks = client.get(THANKS)
    assert thanks.status_code == 200
    assert '<meta name="robots" content="noindex">' in thanks.content.decode()
    assert f'href="{STATEMENT}"' in thanks.content.decode()


def test_what_the_page_itself_carries_is_enough(client, statement):
    """The form as the browser gets it, sent ten seconds later."""
    carried = hidden_time(client.get(STATEMENT))
    with mock.patch("django.core.signing.time.time", return_value=time.time() + 10):
        send(client, shown=carried)
    assert AccessibilityReport.objects.count() == 1


def test_nothing_of_the_sender_is_kept_or_set(statement):
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.7")
    client.defaults["HTTP_USER_AGENT"] = "Browser of somebody"
    answers = [client.get(STATEMENT), send(client, what=""), send(client), client.get(THANKS)]
    assert [answer.status_code for answer in answers] == [200, 200, 302, 200]
    assert not client.cookies
    assert not any("Cookie" in answer.headers.get("Vary", "") for answer in answers)
    kept = AccessibilityReport.objects.values().get()
    assert set(kept) == {"id", "what", "where", "contact", "sent_at", "is_handled"}
    assert not any(word in str(kept) for word in ("203.0.113.7", "Browser"))


def refused(response, *typed: str) -> str:
    """What the reader is told; nothing was stored, and what was typed stands in the form again."""
    page = response.content.decode()
    assert response.status_code == 200
    assert not AccessibilityReport.objects.exists()
    for text in typed:
        assert text in unescape(page)
    assert 'name="homepage" autocomplete="off"' in page
    return shown(response).partition('class="unsent"')[2].partition("</div>")[0]


@pytest.mark.parametrize("nothing", ["", "   ", "\r\n \t\r\n", "\u00a0"])
def test_a_report_that_says_nothing_is_refused(client, statement, nothing):
    response = send(client, what=nothing, where="Kartan")
    assert "Berätta vad som är fel." in refused(response, 'value="Kartan"')
    page = response.content.decode()
    assert 'aria-invalid="true" aria-describedby="report-what_helptext report-what_error"' in page
    assert 'id="report-what_error"' in page
    assert "<title>Rapporten skickades inte · " in page


def test_ten_thousand_characters_come_back_whole(client, statement):
    told = refused(send(client, what="å" * 10_000), "å" * 10_000)
    assert "10\u00a0000 tecken" in told
    assert "högst 4\u00a0000" in told


def test_a_new_line_counts_as_one_character(client, statement):
    """Browsers send two."""
    send(client, what="a\r\n" * 1_999 + "bc")
    assert len(AccessibilityReport.objects.get().what) == 4_000


@pytest.mark.parametrize("field", ["what", "where", "contact"])
def test_an_invisible_character_is_taken_away_and_told_of(client, statement, field):
    response = send(client, **{field: "dold\0\x08text"})
    assert "osynligt tecken" in refused(response, "doldtext")
    assert b"\0" not in response.content
    assert b"\x08" not in response.content


@pytest.mark.parametrize("field", ["where", "contact"])
def test_the_short_fields_have_their_limits(client, statement, field):
    assert "Korta" in refused(send(client, **{field: "x" * 1_001}), "x" * 1_001)


def test_html_is_text(client, statement, administrator):
    code = "<script>alert(1)</script> & <b>fet</b>"
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;fet&lt;/b&gt;"
    again = send(client, what=code, contact="x" * 300).content.decode()
    assert escaped in again
    send(client, what=code)
    report = AccessibilityReport.objects.get()
    assert report.what == code
    for name in ("list", "inspect", "edit"):
        page = desk(client, name, report)
        assert escaped in page
        assert "<script>alert(1)" not in page


@pytest.mark.parametrize(
    ("carried", "words"),
    [
        (lambda: stamp(0), "snabbare än någon hinner skriva"),
        (lambda: stamp(LONGEST + 60), "öppet för länge"),
        (lambda: stamp()[:-2] + "xx", "öppet för länge"),
        (lambda: "", "öppet för länge"),
        (lambda: "\0", "öppet för länge"),
    ],
    ids=["too quick", "too old", "forged", "none", "null byte"],
)
def test_the_time_of_the_form_is_looked_at_and_nothing_is_lost(client, statement, carried, words):
    first = send(client, shown=carried(), where="Kartan")
    assert words in refused(first, f">\n{TEXT}</textarea>", 'value="Kartan"')
    # The form that comes back can be sent.
    with mock.patch("django.core.signing.time.time", return_value=time.time() + 10):
        assert send(client, shown=hidden_time(first)).url == THANKS


def test_what_fills_in_every_field_is_refused(client, statement):
    told = refused(send(client, homepage="https://spam.example"), TEXT)
    assert "ska vara tomt" in told
    assert "spam.example" not in shown(client.get(STATEMENT))


def test_a_flood_is_refused_without_knowing_who_sends_it(client, statement):
    AccessibilityReport.objects.bulk_create(
        AccessibilityReport(what="x") for _ in range(AT_MOST_AN_HOUR)
    )
    page = shown(send(client))
    assert "den senaste timmen" in page
    assert TEXT in page
    assert AccessibilityReport.objects.count() == AT_MOST_AN_HOUR
    AccessibilityReport.objects.update(sent_at=timezone.now() - timedelta(minutes=61))
    assert send(client).url == THANKS


def test_the_forms_address_leads_to_the_statement(client, statement):
    assert client.get(FORM).url == f"{STATEMENT}#rapportera"
    assert client.put(FORM).status_code == 405


def test_without_a_statement_that_can_be_read_there_is_no_form(client, home):
    assert send(client).status_code == 404
    build.statement(home, live=False)
    assert send(client).status_code == 404
    assert client.get(THANKS).status_code == 404
    assert not AccessibilityReport.objects.exists()


# --- Editors are told of its age ------------------------------------------------------------------

TOO_OLD = "mer än tolv månader sedan"
NO_DATE = "när redogörelsen senast uppdaterades"


def save(client: Client, page, **fields):
    """Save the statement's form as the editor does; the answer is the page shown next."""
    kept = ("title", "slug", "actor", "service", "conformance")
    texts = ("inaccessible", "exemptions", "outside", "method", "reporting")
    empty = ("lead", "assessed_on", "updated_on", "seo_title", "search_description")
    form = {
        **{name: getattr(page, name) for name in kept},
        **dict.fromkeys(texts, rich_text("")),
        **dict.fromkeys((*empty, "go_live_at", "expire_at"), ""),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, nested_form_data(form), follow=True)


def month_old(months: int) -> date:
    return timezone.localdate() - timedelta(days=30 * months)


def test_an_old_date_is_told_when_the_page_is_edited_and_published(client, home, administrator):
    page = build.statement(home, updated_on=month_old(13))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert TOO_OLD in shown(client.get(edit))
    published = save(client, page, updated_on=str(month_old(13)), **{"action-publish": "1"})
    assert TOO_OLD in shown(published)


def test_a_missing_date_is_told(client, statement, administrator):
    assert NO_DATE in shown(save(client, statement))


def test_a_fresh_date_is_not_remarked_on(client, home, administrator):
    page = build.statement(home, updated_on=month_old(11))
    saved = shown(save(client, page, updated_on=str(month_old(11))))
    assert TOO_OLD not in saved
    assert NO_DATE not in saved


def test_what_is_saved_by_itself_brings_no_messages(client, statement, administrator):
    client.defaults["HTTP_ACCEPT"] = "application/json"
    save(client, statement)
    client.defaults["HTTP_ACCEPT"] = "text/html"
    assert NO_DATE not in shown(client.get(reverse("wagtailadmin_home")))


@pytest.mark.parametrize(
    ("today", "updated", "is_told"),
    [
        ("2026-08-06", "2025-08-06", False),
        ("2026-08-07", "2025-08-06", True),
        ("2028-02-29", "2027-02-28", True),
        ("2029-02-28", "2028-02-29", False),
    ],
)
def test_twelve_months_are_counted_by_the_calendar(today, updated, is_told):
    from home.accessibility.age import age_warning

    with mock.patch("django.utils.timezone.localdate", return_value=date.fromisoformat(today)):
        assert bool(age_warning(date.fromisoformat(updated))) is is_told


# --- The editors' desk ----------------------------------------------------------------------------


def address(name: str, report: AccessibilityReport | None = None) -> str:
    arguments = [report.pk] if report and name != "list" else []
    return reverse(f"wagtailsnippets_home_accessibilityreport:{name}", args=arguments)


def desk(client: Client, name: str, report: AccessibilityReport) -> str:
    return client.get(address(name, report)).content.decode()


def editor(*actions: str) -> User:
    """Somebody who may sign in to the editors' side, and do so much with the reports."""
    group = Group.objects.create(name="Redaktörer")
    names = ["access_admin", *(f"{action}_accessibilityreport" for action in actions)]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    user = User.objects.create_user("redaktor", password=build.PASSWORD)
    user.groups.add(group)
    return user


@pytest.fixture
def report(db) -> AccessibilityReport:
    return AccessibilityReport.objects.create(
        what=TEXT, where="/2018/", contact="anna@example.org", sent_at=timezone.now()
    )


def test_the_desk_is_closed_to_the_public(client, report):
    for name in ("list", "inspect", "edit", "delete"):
        assert client.get(address(name, report)).url.startswith(reverse("wagtailadmin_login"))


def test_the_desk_is_closed_to_editors_without_the_right(client, home, report):
    client.force_login(editor())
    for name in ("list", "inspect", "edit", "delete"):
        assert TEXT not in client.get(address(name, report), follow=True).content.decode()
    assert address("list") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_editor_reads_a_report_and_marks_it_as_handled(client, home, report):
    client.force_login(editor("view", "change"))
    assert TEXT in desk(client, "list", report)
    inspected = desk(client, "inspect", report)
    assert TEXT in inspected
    assert "anna@example.org" in inspected
    todo = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 anmäld brist att ta hand om" in todo
    assert address("list") in todo
    client.post(address("edit", report), {"is_handled": "on", "what": "Ändrat"})
    report.refresh_from_db()
    assert (report.is_handled, report.what, report.contact) == (True, TEXT, "")
    assert "att ta hand om" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_desk_keeps_lines_and_tells_the_time_of_the_clock(client, administrator, report):
    sent = datetime(2026, 8, 6, 22, 30, tzinfo=UTC)
    AccessibilityReport.objects.update(what="Rad ett.\n<i>Rad två.</i>", sent_at=sent)
    for name in ("inspect", "edit"):
        page = desk(client, name, report)
        assert "Rad ett.<br>&lt;i&gt;Rad två.&lt;/i&gt;" in page
        assert "7 augusti 2026 00:30" in page


def test_the_demos_editors_see_to_the_reports(client, home, report):
    user = User.objects.create_user("anna", password=build.PASSWORD)
    user.groups.add(make_group(build.report(home)))
    client.force_login(user)
    assert TEXT in desk(client, "list", report)
    assert "is_handled" in desk(client, "edit", report)


def test_nobody_adds_a_report_at_the_desk(client, home, administrator):
    response = client.post(address("add"), {"what": "Påhittad"}, follow=True)
    assert "Påhittad" not in response.content.decode()
    assert not AccessibilityReport.objects.exists()


def test_reports_are_in_no_public_answer(client, statement, report):
    api = "/api/v2/pages/?fields=*&type=home.AccessibilityStatementPage"
    for path in (STATEMENT, THANKS, api):
        assert TEXT not in client.get(path).content.decode()


def test_the_log_does_not_keep_what_was_written(report):
    assert TEXT not in str(report)
    assert "anna" not in str(report)


# --- Forget my choices ----------------------------------------------------------------------------


def test_the_button_is_where_the_editors_put_it(client, home):
    build.information(home, title="Kakor", slug="kakor", forget_choices=True)
    build.information(home, title="Om", slug="om")
    cookies = client.get("/kakor/").content.decode()
    assert '<button class="button" type="button">Glöm mina val</button>' in cookies
    assert "<noscript><p>" in cookies
    assert '<p role="status"' in cookies
    assert "Glöm mina val" not in client.get("/om/").content.decode()
