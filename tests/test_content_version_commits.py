"""With real commits: the content version and the change it tells of are one transaction."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import PageViewRestriction

from report import content_version
from report.models import AreaPage, ArticlePage, ContentVersion
from report.pending_changes import note_change
from tests import build


class Refused(Exception):
    """Thrown by a test to undo a transaction."""


def test_the_version_is_raised_in_the_transaction_of_the_change(committed):
    area = build.area()
    article = build.article(area)
    before = content_version.current()

    with pytest.raises(Refused), transaction.atomic():
        build.publish(article)
        note_change(certain=True)
        assert content_version.current() == before  # only the commit raises it
        raise Refused
    assert content_version.current() == before

    with transaction.atomic():
        build.publish(ArticlePage.objects.get())
        build.publish(AreaPage.objects.get())
    assert content_version.current().number == before.number + 1
    assert content_version.current().changed_at > before.changed_at


def test_a_change_whose_version_cannot_be_written_does_not_happen(committed):
    article = build.article()

    def refuse(**kwargs):
        raise RuntimeError("the outbox is full")

    before = content_version.current()
    content_version.raised.connect(refuse)
    try:
        article.lead = "Ny"
        with pytest.raises(RuntimeError):
            build.publish(article)
    finally:
        content_version.raised.disconnect(refuse)
    article.refresh_from_db()
    assert article.lead == ""
    assert content_version.current() == before
    article.lead = "Ny"
    build.publish(article)  # the connection is as good as new
    assert content_version.current().number == before.number + 1


def test_a_restriction_and_its_version_are_one_transaction(committed, client):
    area = build.area()
    client.force_login(build.administrator())

    def refuse(**kwargs):
        raise RuntimeError("the outbox is full")

    content_version.raised.connect(refuse)
    form = {"restriction_type": "login", "password": "", "groups": []}
    address = reverse("wagtailadmin_pages:set_privacy", args=[area.pk])
    try:
        with pytest.raises(RuntimeError):
            client.post(address, form)
    finally:
        content_version.raised.disconnect(refuse)
    assert not PageViewRestriction.objects.exists()
    before = content_version.current()
    client.post(address, form)
    assert PageViewRestriction.objects.exists()
    assert content_version.current().number == before.number + 1


def test_a_database_without_the_row_gets_it_with_the_first_change(committed):
    ContentVersion.objects.all().delete()
    assert content_version.current() == content_version.NOTHING_YET
    build.area()
    assert content_version.current().number > 0
    assert ContentVersion.objects.count() == 1
