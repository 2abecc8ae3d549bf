"""The demo is loaded once, whole or not at all, and never in anybody's way."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, Site

from home.models import HomePage, User
from report.models import (
    Correction,
    PublishedFigure,
    ReportImage,
    ReportPage,
    Statistic,
)
from tests import build

pytestmark = pytest.mark.django_db

COUNTED = (Revision, PageLogEntry, ModelLogEntry, Statistic, Correction, ReportImage, Group)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """A media folder that nobody else writes to."""
    settings.MEDIA_ROOT = tmp_path


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
