"""The demo is loaded once, whole or not at all, and never in anybody's way."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, Site
from wagtail.permissions import policy_registry

from home.models import AccessibilityStatementPage, HomePage, InformationPage, User
from report.models import (
    AreaPage,
    Correction,
    PublishedFigure,
    ReportImage,
    ReportPage,
    Statistic,
    StrategyPage,
)
from tests import build

pytestmark = pytest.mark.django_db

COUNTED = (Revision, PageLogEntry, ModelLogEntry, Statistic, Correction, ReportImage, Group)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """A media folder that nobody else writes to."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def demo(settings):
    """The demo, loaded into a site as it is delivered, with its editor."""
    settings.DEMO_EDITOR_PASSWORD = build.PASSWORD
    build.home()
    call_command("demo", quiet=True)


def everything() -> dict:
    """All that a second loading could change."""
    stamps = ("pk", "title", "translation_key", "latest_revision_id", "last_published_at")
    return {
        "pages": list(Page.objects.order_by("pk").values_list(*stamps)),
        "sites": list(Site.objects.values()),
        "users": list(User.objects.values()),
        "figures": list(PublishedFigure.objects.order_by("pk").values()),
        **{model.__name__: model.objects.count() for model in COUNTED},
    }


def test_loading_twice_changes_nothing(demo, capsys):
    before = everything()
    call_command("demo")
    assert everything() == before
    assert capsys.readouterr().out == "The demo is already there; nothing was changed.\n"


def test_what_an_editor_changed_survives(demo):
    area = AreaPage.objects.get(title="Hälso- och sjukvård")
    area.title, area.lead = "Vård", "En ny ingress."
    build.publish(area)
    StrategyPage.objects.get(locale__language_code="sv").delete()
    ReportPage.objects.get(locale__language_code="sv").unpublish()
    before = everything()
    call_command("demo")
    assert everything() == before
    assert AreaPage.objects.filter(title="Vård", lead="En ny ingress.").exists()


def work_of_others() -> dict:
    """The ways in which a site is no longer as it was delivered."""
    return {
        "a page": lambda: build.information(HomePage.objects.get()),
        "an edited home page": lambda: HomePage.objects.get().save_revision(),
        "a draft": lambda: build.report(live=False),
        "an image": lambda: build.image(),
        "a number that was published and removed": lambda: build.area(
            statistics=[build.statistic()]
        ).delete(),
        "no home page": lambda: Site.objects.all().delete(),
    }


@pytest.mark.parametrize("kind", work_of_others())
def test_a_site_with_other_content_is_refused_and_left_alone(kind, settings):
    settings.DEMO_EDITOR_PASSWORD = build.PASSWORD
    build.home()
    work_of_others()[kind]()
    before = everything()
    with pytest.raises(CommandError, match="content of its own"):
        call_command("demo")
    assert everything() == before


def test_an_interrupted_loading_leaves_nothing_and_can_be_repeated(monkeypatch):
    build.home()
    before, files = everything(), media()

    def interrupt(*_):
        assert media() > files
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("home.demo.site.make_group", interrupt)
        call_command("demo")
    assert (everything(), media()) == (before, files)
    call_command("demo", quiet=True)
    assert ReportPage.objects.live().exists()


def media() -> set[Path]:
    return {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


def test_the_editor_can_sign_in_and_work_with_the_report_only(demo, client):
    assert client.login(username="redaktor", password=build.PASSWORD)
    editor = User.objects.get(username="redaktor")
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


def test_without_a_password_there_is_no_account_until_one_is_given(settings):
    settings.DEMO_EDITOR_PASSWORD = ""
    build.home()
    call_command("demo", quiet=True)
    assert not User.objects.exists()
    settings.DEMO_EDITOR_PASSWORD = build.PASSWORD
    call_command("demo", quiet=True)
    assert User.objects.get().check_password(build.PASSWORD)


def test_an_account_that_is_there_keeps_its_password_and_its_rights(demo, settings):
    editor = User.objects.get(username="redaktor")
    editor.groups.clear()
    settings.DEMO_EDITOR_PASSWORD = "another-password"
    call_command("demo", quiet=True)
    editor.refresh_from_db()
    assert editor.check_password(build.PASSWORD)
    assert not editor.groups.exists()


def test_no_account_is_made_for_a_group_that_was_removed(demo):
    User.objects.all().delete()
    Group.objects.all().delete()
    call_command("demo", quiet=True)
    assert not User.objects.exists() and not Group.objects.exists()


def test_the_site_gets_the_address_and_follows_a_port_of_this_computer_only(settings):
    build.home()
    seen = []
    for address in (
        "http://127.0.0.1:8123",
        "http://127.0.0.1:8124",
        "https://report.example",
    ):
        settings.SITE_ADDRESS = address
        call_command("demo", quiet=True)
        seen.append(Site.objects.values_list("hostname", "port").get())
    assert seen == [("127.0.0.1", 8123), ("127.0.0.1", 8124), ("127.0.0.1", 8124)]
