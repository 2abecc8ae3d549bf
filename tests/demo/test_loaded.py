"""A loading that finds the demo changes nothing, but for an account and an address to make."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from home.models import AccessibilityStatementPage, HomePage, InformationPage, User
from report.models import AreaPage, ReportImage, ReportPage, StrategyPage
from tests import build
from tests.test_demo_loading import everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(demo, settings) -> User:
    """The demo's editor."""
    settings.DEMO_EDITOR_PASSWORD = build.PASSWORD
    call_command("demo", quiet=True)
    return User.objects.get(username="redaktor")


def test_loading_twice_changes_nothing(editor, capsys):
    before = everything()
    call_command("demo")
    assert everything() == before
    assert capsys.readouterr().out == "The demo is already there; nothing was changed.\n"


def test_what_an_editor_changed_survives(editor):
    area = AreaPage.objects.get(title="Hälso- och sjukvård")
    area.title, area.lead = "Vård", "En ny ingress."
    build.publish(area)
    StrategyPage.objects.get(locale__language_code="sv").delete()
    ReportPage.objects.get(locale__language_code="sv").unpublish()
    before = everything()
    call_command("demo")
    assert everything() == before
    assert AreaPage.objects.filter(title="Vård", lead="En ny ingress.").exists()


def test_the_editor_can_sign_in_and_work_with_the_report_only(editor, client):
    assert client.login(username="redaktor", password=build.PASSWORD)
    assert editor.wagtail_userprofile.preferred_language == "sv"
    pages = Page.objects.filter(depth__gt=2).not_type(InformationPage, AccessibilityStatementPage)
    assert {page.locale.language_code for page in pages} == {"sv", "en"}
    for page in pages.specific():
        may = page.permissions_for_user(editor)
        assert may.can_edit() and may.can_publish(), page
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    area = AreaPage.objects.first()
    assert area.permissions_for_user(editor).can_add_subpage()
    for page in [*HomePage.objects.all(), *AccessibilityStatementPage.objects.all()]:
        may = page.permissions_for_user(editor)
        assert not (may.can_edit() or may.can_publish() or may.can_add_subpage()), page
    for action in ("add", "change", "choose"):
        assert policy_registry.get_by_type(ReportImage).user_has_permission(editor, action)
    assert client.get(reverse("wagtailimages:add")).status_code == 200
    assert client.get(reverse("wagtaildocs:add")).status_code == 200


def test_without_a_password_there_is_no_account_until_one_is_given(demo, settings):
    assert not User.objects.exists()
    settings.DEMO_EDITOR_PASSWORD = build.PASSWORD
    call_command("demo", quiet=True)
    assert User.objects.get().check_password(build.PASSWORD)


def test_an_account_that_is_there_keeps_its_password_and_its_rights(editor, settings):
    editor.groups.clear()
    settings.DEMO_EDITOR_PASSWORD = "another-password"
    call_command("demo", quiet=True)
    editor.refresh_from_db()
    assert editor.check_password(build.PASSWORD)
    assert not editor.groups.exists()


def test_no_account_is_made_for_a_group_that_was_removed(editor):
    User.objects.all().delete()
    Group.objects.all().delete()
    call_command("demo", quiet=True)
    assert not User.objects.exists() and not Group.objects.exists()


def test_the_site_gets_the_address_and_follows_a_port_of_this_computer_only(demo, settings):
    def place() -> tuple[str, int]:
        return Site.objects.values_list("hostname", "port").get()

    assert settings.SITE_ADDRESS == "http://testserver"
    assert place() == ("testserver", 80)
    Site.objects.update(hostname="127.0.0.1", port=8123)
    for address in ("http://127.0.0.1:8124", "https://report.example"):
        settings.SITE_ADDRESS = address
        call_command("demo", quiet=True)
        assert place() == ("127.0.0.1", 8124)
