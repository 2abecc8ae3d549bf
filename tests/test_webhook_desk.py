"""Administrators say who is told of what is published, and see how it went."""

import html

import pytest
from django.db import connection
from django.urls import reverse

from report.models import Delivery, Subscriber
from report.page_changes import What
from report.pending_changes import write_pending
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("this_machine")]


@pytest.fixture
def subscriber(receiver, db) -> Subscriber:
    return Subscriber.objects.create(name="Appen", address=receiver.address, events=What.values)


@pytest.fixture
def given_up(subscriber) -> Delivery:
    """A message that was refused too often."""
    build.area()
    write_pending(connection)
    delivery = Delivery.objects.get()
    delivery.end("given_up")
    return delivery


def form(**fields) -> dict:
    """What the browser posts for a webhook."""
    defaults = {"name": "Appen", "address": "https://app.example/hook", "is_active": "on"}
    return {**defaults, "events": What.values, **fields}


def shown(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_an_administrator_adds_a_webhook_and_comes_to_the_secret(client, administrator):
    offered = shown(client.get(reverse("webhooks:add")))
    assert offered.count("checked") >= 5  # everything, and active
    response = client.post(reverse("webhooks:add"), form())
    subscriber = Subscriber.objects.get()
    assert response["Location"] == reverse("webhooks:secret", args=[subscriber.pk])
    assert (subscriber.address, subscriber.events) == ("https://app.example/hook", What.values)
    assert "Appen" in shown(client.get(reverse("webhooks:index")))


@pytest.mark.parametrize(
    "address", ["https://10.0.0.1/", "https://167772161:81/", "app.example", "ftp://app.example/"]
)
def test_an_address_that_is_not_allowed_comes_back_with_a_sentence(client, administrator, address):
    response = client.post(reverse("webhooks:add"), form(address=address))
    assert address in shown(response)
    [sentence] = response.context["form"].errors["address"]
    assert sentence in html.unescape(shown(response))
    assert not Subscriber.objects.exists()


def test_a_webhook_that_is_told_nothing_is_refused(client, administrator):
    response = client.post(reverse("webhooks:add"), form(events=[]))
    assert "Välj minst en." in shown(response)


def test_the_secret_is_shown_once_and_never_again(client, administrator, subscriber):
    address = reverse("webhooks:secret", args=[subscriber.pk])
    before = subscriber.secret
    assert "whsec_" not in shown(client.get(address))
    response = client.post(address)
    subscriber.refresh_from_db()
    assert subscriber.secret != before
    assert subscriber.secret in shown(response)
    assert "no-store" in response["Cache-Control"]
    pages = [address, reverse("webhooks:index"), reverse("webhooks:edit", args=[subscriber.pk])]
    pages += [reverse("webhooks:history", args=[subscriber.pk])]
    for page in pages:
        assert "whsec_" not in shown(client.get(page))


def test_a_test_tells_at_once_how_the_address_answers(client, administrator, subscriber, receiver):
    address = reverse("webhooks:ping", args=[subscriber.pk])
    assert "Skicka ett test" in shown(client.get(address))
    assert receiver.received == []
    assert "Meddelandet togs emot." in shown(client.post(address, follow=True))
    [request] = receiver.received
    assert (request.json["type"], request.json["events"]) == ("ping", [])

    receiver.status, receiver.text = 500, "Tekniskt fel"
    answer = shown(client.post(address, follow=True))
    assert "svarade med ett fel" in answer
    assert "Tekniskt fel" in answer
    assert [d.state for d in Delivery.objects.all()] == ["tried"] * 2  # a test is not sent again
    assert "Test av Appen" in answer


def test_a_message_that_was_given_up_is_seen_and_sent_again(client, administrator, given_up):
    index = shown(client.get(reverse("webhooks:index")))
    messages = f"{reverse('webhook_messages:index')}?subscriber={given_up.subscriber_id}"
    assert f"{messages}&amp;state=given_up" in index
    assert "uppgivet" in shown(client.get(f"{messages}&state=given_up"))
    inspect = shown(client.get(reverse("webhook_messages:inspect", args=[given_up.pk])))
    again = reverse("webhook_messages:resend", args=[given_up.pk])
    assert again in inspect
    client.get(again)
    assert Delivery.objects.given_up().exists()  # asking is not doing
    assert "väntar i kön" in shown(client.post(again, follow=True))
    assert Delivery.objects.waiting().get().tries == 0


def test_everything_that_was_given_up_is_sent_again(client, administrator, given_up):
    address = reverse("webhooks:resend", args=[given_up.subscriber_id])
    assert "1 meddelande väntar." in shown(client.post(address, follow=True))
    assert Delivery.objects.waiting().count() == 1


def test_messages_cannot_be_written_by_hand(client, administrator, given_up):
    for name in ("new/", f"edit/{given_up.pk}/", f"delete/{given_up.pk}/"):
        assert client.get(reverse("webhook_messages:index") + name).status_code == 404


def test_editors_have_no_part_in_webhooks(client, given_up):
    editor = build.editor()
    client.force_login(editor)
    pk = given_up.subscriber_id
    places = [reverse(f"webhooks:{name}", args=[pk]) for name in ("secret", "ping", "resend")]
    places += [reverse("webhooks:index"), reverse("webhooks:edit", args=[pk])]
    places += [reverse("webhook_messages:index")]
    places += [reverse("webhook_messages:inspect", args=[given_up.pk])]
    places += [reverse("webhook_messages:resend", args=[given_up.pk])]
    for place in places:
        for call in (client.get, client.post):
            response = call(place)
            assert response.status_code in (302, 405), place
            assert "whsec_" not in response.content.decode()
    assert Delivery.objects.given_up().exists()


def test_the_first_page_tells_those_who_may_of_what_was_given_up(client, administrator, given_up):
    address = f"{reverse('webhook_messages:index')}?state=given_up"
    told = f'<a href="{address}">1 uppgivet meddelande till en webbhook</a>'
    first_page = reverse("wagtailadmin_home")
    assert told in shown(client.get(first_page))
    assert str(given_up) in html.unescape(shown(client.get(address)))

    Delivery.objects.send_again()
    assert address not in shown(client.get(first_page))
    given_up.end("given_up")
    client.force_login(build.editor())
    assert address not in shown(client.get(first_page))
