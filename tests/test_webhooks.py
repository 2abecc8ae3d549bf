"""Other systems are told of what is published: all of it, in order, and nothing that is private."""

import base64
import hashlib
import hmac
import json
import re
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from report.models import AreaPage, ArticlePage, Attempt, Delivery, Subscriber
from report.page_changes import What
from report.pending_changes import write_pending
from report.webhooks import outbox
from report.webhooks.crew import Crew, new_worker, tidy
from report.webhooks.schedule import MOST_ATTEMPTS
from report.webhooks.sending import enqueue_due
from tests import build
from tests.receiver import Receiver, receiving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("this_machine")]

SECRET = "hemligstämplat"
EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "api" / "webhooks.md"


@pytest.fixture
def subscriber(receiver, db) -> Subscriber:
    """A subscriber that a settled site tells of what happens from now on."""
    build.area()
    write_pending(connection)
    return subscribe(receiver)


@pytest.fixture
def clock(monkeypatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """The time, which passes when the test says so."""

    def __init__(self, monkeypatch):
        self.now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def subscribe(receiver: Receiver, **fields) -> Subscriber:
    defaults = {"name": "Appen", "address": receiver.address, "events": What.values}
    return Subscriber.objects.create(**{**defaults, **fields})


def article(**fields) -> ArticlePage:
    """An article in the area that was there from the beginning."""
    return build.article(AreaPage.objects.get(), **fields)


def send() -> None:
    """End the transaction, as far as the outbox can tell, and do what `manage.py work` does."""
    write_pending(connection)
    enqueue_due()
    work()


def work() -> None:
    """Run every task in the queue; a worker would close the connection that the test rolls back."""
    while task := DBTaskResult.objects.ready().first():
        task.claim("test")
        new_worker().run_task(task)


def told(receiver: Receiver) -> list[list[tuple]]:
    """What each message told of: kinds of events and ids."""
    return [[(e["event"], e["id"]) for e in r.json["events"]] for r in receiver.received]


# --- What is told ---------------------------------------------------------------------------------


def test_a_message_tells_what_happened_and_where_to_read_it(receiver, subscriber):
    page = article(title=f"Rubriken {SECRET}", slug="artikel")
    send()
    [request] = receiver.received
    delivery = Delivery.objects.get()
    assert request.path == "/hook"
    assert request.headers["content-type"] == "application/json"
    assert request.json == {
        "id": str(delivery.message_id),
        "type": "content.changed",
        "version": delivery.version,
        "time": delivery.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "complete": True,
        "events": [
            {
                "event": "published",
                "id": page.pk,
                "type": "article",
                "locale": "sv",
                "url": f"http://testserver{page.url}",
                "api_url": f"http://testserver/api/report/v1/pages/{page.pk}",
            }
        ],
    }
    assert SECRET not in request.body.decode()


def test_a_page_that_is_gone_leaves_its_id_and_nothing_else(receiver, subscriber):
    page = article(slug="artikel")
    pk = page.pk
    send()
    page.unpublish()
    send()
    build.publish(page)
    send()
    page.delete()
    send()
    events = [request.json["events"] for request in receiver.received]
    assert events[1] == [{"event": "unpublished", "id": pk}]
    assert events[2][0]["event"] == "published"
    assert events[3] == [{"event": "deleted", "id": pk}]


def test_a_new_address_is_a_move(receiver, subscriber):
    page = article(slug="artikel")
    send()
    page.slug = "nytt"
    build.publish(page)
    send()
    [event] = receiver.received[1].json["events"]
    assert event["event"] == "moved"
    assert event["url"].endswith("/nytt/")


def test_nothing_private_is_told(receiver, subscriber):
    article(title=f"{SECRET} utkast", slug="utkast", live=False)
    restricted = article(title=SECRET, slug="last", live=False)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    send()
    receiver.received.clear()
    build.publish(restricted)
    restricted.title = f"{SECRET} igen"
    build.publish(restricted)
    send()
    assert told(receiver) == []
    assert not Delivery.objects.filter(payload__icontains="last").exists()


def test_a_rollback_leaves_nothing_in_the_outbox(receiver, committed):
    build.area()
    subscribe(receiver)
    with pytest.raises(RuntimeError), transaction.atomic():
        article(slug="angrad")
        raise RuntimeError
    assert not Delivery.objects.exists()
    with transaction.atomic():
        article(slug="publicerad")
        assert not Delivery.objects.exists()  # not before the end
    assert Delivery.objects.count() == 1


def test_one_transaction_is_one_message(receiver, subscriber):
    first, second = article(slug="a"), article(slug="b")
    send()
    assert told(receiver) == [[("published", first.pk), ("published", second.pk)]]


def test_a_subscriber_is_told_what_it_asked_for(receiver, subscriber):
    subscriber.events = ["unpublished", "deleted"]
    subscriber.save()
    page = article()
    send()
    assert told(receiver) == []
    page.unpublish()
    send()
    assert told(receiver) == [[("unpublished", page.pk)]]


def test_nothing_is_told_while_a_webhook_is_off(receiver, subscriber):
    subscriber.is_active = False
    subscriber.save()
    article()
    send()
    assert not Delivery.objects.exists()


def test_a_message_that_would_be_too_long_asks_the_receiver_to_fetch(
    receiver, subscriber, monkeypatch
):
    monkeypatch.setattr(outbox, "MOST_EVENTS", 1)
    article(slug="a")
    article(slug="b")
    send()
    [request] = receiver.received
    assert (request.json["complete"], request.json["events"]) == (False, [])


def test_publishing_without_subscribers_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        outbox.write_messages(version=1, changes=[])


# --- Signature ------------------------------------------------------------------------------------


def test_the_signature_covers_id_time_and_contents(receiver, subscriber):
    article()
    send()
    [request] = receiver.received
    name, stamp = request.headers["webhook-id"], request.headers["webhook-timestamp"]
    key = base64.b64decode(subscriber.secret.removeprefix("whsec_"))
    signed = f"{name}.{stamp}.".encode() + request.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert request.headers["webhook-signature"] == f"v1,{expected}"
    assert name == request.json["id"]
    assert abs(int(stamp) - datetime.now().timestamp()) < 60


def example(language: str) -> str:
    """The example of the documentation that verifies a message."""
    return re.search(rf"```{language}\n(.*?)```", EXAMPLES.read_text(), re.DOTALL)[1]


RUN_PYTHON = """
import json, sys
given = json.load(sys.stdin)
print(is_ours(given["secret"], given["headers"], given["body"].encode()))
"""
RUN_NODE = """
const given = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(isOurs(given.secret, given.headers, Buffer.from(given.body)) ? "True" : "False");
"""


@pytest.mark.parametrize(
    ("language", "command", "run"),
    [("python", ["python3", "-c"], RUN_PYTHON), ("js", ["node", "-e"], RUN_NODE)],
)
def test_the_examples_of_the_documentation_tell_true_from_false(
    receiver, subscriber, language, command, run
):
    article()
    send()
    [request] = receiver.received

    def says(secret: str = subscriber.secret, body: str = "", **headers: str) -> str:
        given = {
            "secret": secret,
            "headers": {**request.headers, **{k.replace("_", "-"): v for k, v in headers.items()}},
            "body": body or request.body.decode(),
        }
        program = [*command, example(language) + run]
        return subprocess.run(
            program, input=json.dumps(given), capture_output=True, text=True, check=True
        ).stdout.strip()

    assert says() == "True"
    assert says(body=request.body.decode() + " ") == "False"
    assert says(secret="whsec_" + base64.b64encode(b"x" * 32).decode()) == "False"
    assert says(webhook_id="other") == "False"
    an_hour_ago = str(int(request.headers["webhook-timestamp"]) - 3600)
    assert says(webhook_timestamp=an_hour_ago) == "False"


# --- Retries --------------------------------------------------------------------------------------


def test_a_failure_is_tried_again_later_and_later_with_the_same_id(receiver, subscriber, clock):
    receiver.status, receiver.text = 503, "Underhåll pågår"
    article()
    send()
    waits = []
    while (delivery := Delivery.objects.get()).state == "waiting":
        wait = delivery.next_attempt_at - clock.now
        waits.append(wait.total_seconds())
        clock.forward(seconds=wait.total_seconds() - 1)
        before = len(receiver.received)
        send()
        assert len(receiver.received) == before  # not too early
        clock.forward(seconds=1)
        send()
        assert len(receiver.received) == before + 1
    assert delivery.state == "given_up"
    assert len(receiver.received) == MOST_ATTEMPTS == len(waits) + 1
    for number, wait in enumerate(waits):
        assert min(10 * 3**number, 6 * 3600) * 0.79 < wait < min(10 * 3**number, 6 * 3600) * 1.21
    assert timedelta(hours=20) < timedelta(seconds=sum(waits)) < timedelta(hours=40)
    assert len({request.headers["webhook-id"] for request in receiver.received}) == 1
    assert len({request.body for request in receiver.received}) == 1
    attempt = Attempt.objects.first()
    assert (attempt.outcome, attempt.status, attempt.text) == ("answered", 503, "Underhåll pågår")
    clock.forward(days=1)
    send()
    assert len(receiver.received) == MOST_ATTEMPTS


def test_waits_differ_by_chance(subscriber):
    from report.webhooks.schedule import wait_after

    assert len({wait_after(5) for _ in range(20)}) > 1


def test_messages_keep_their_order_past_a_failure(receiver, subscriber, clock):
    first = article(slug="a")
    receiver.status = 500
    send()
    second = article(slug="b")
    send()
    assert len(receiver.received) == 1  # the second waits for the first
    receiver.status = 200
    clock.forward(minutes=1)
    send()
    assert told(receiver)[1:] == [[("published", first.pk)], [("published", second.pk)]]
    versions = [request.json["version"] for request in receiver.received[1:]]
    assert versions == sorted(versions)
    assert not Delivery.objects.waiting().exists()


def test_a_queue_behind_an_address_that_is_gone_does_not_take_a_day_for_each(
    receiver, subscriber, clock
):
    receiver.status = 500
    for slug in "abc":
        article(slug=slug)
        write_pending(connection)
    for _ in range(20):
        clock.forward(hours=7)
        send()
    assert [d.state for d in Delivery.objects.all()] == ["given_up"] * 3
    assert len(receiver.received) == 4 + 1 + 1  # after 28 hours the first is given up


def test_a_deaf_receiver_holds_up_nobody_else(receiver, subscriber):
    with receiving() as gone:
        address = gone.address
    subscribe(receiver, name="Borta", address=address)
    article()
    send()
    assert len(receiver.received) == 1
    assert Delivery.objects.waiting().get().subscriber.name == "Borta"


def test_what_was_given_up_is_sent_again(receiver, subscriber, clock):
    page = article()
    write_pending(connection)
    Delivery.objects.get().end("given_up")
    send()
    assert receiver.received == []
    Delivery.objects.given_up().send_again()
    send()
    assert told(receiver) == [[("published", page.pk)]]
    assert Delivery.objects.get().state == "received"


def test_a_webhook_that_is_switched_off_keeps_what_waits(receiver, subscriber, clock):
    article()
    write_pending(connection)
    Subscriber.objects.update(is_active=False)
    send()
    assert receiver.received == []
    Subscriber.objects.update(is_active=True)
    send()
    assert len(receiver.received) == 1


# --- Workers --------------------------------------------------------------------------------------


@pytest.fixture
def several_connections(committed, tmp_path) -> Iterator[None]:
    """SQLite's tests run in memory, where threads cannot wait for each other: a file lets them."""
    if connection.vendor != "sqlite":
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, tmp_path / "db.sqlite3"
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


def test_workers_at_once_send_each_message_once_and_in_order(several_connections, receiver):
    build.area()
    subscriber = subscribe(receiver)
    with receiving() as other:
        subscribe(other, name="En annan")
        for slug in "abcde":
            article(slug=slug)
        receiver.seconds = 0.05
        crews = [Crew(size=2), Crew(size=2)]
        while Delivery.objects.waiting().exists():
            at_once(crew.relay for crew in crews)
        for crew in crews:
            crew.dismiss()
        versions = list(
            Delivery.objects.filter(subscriber=subscriber)
            .order_by("pk")
            .values_list("version", flat=True)
        )
        for server in (receiver, other):
            assert [request.json["version"] for request in server.received] == versions
            assert server.most_at_once == 1


def at_once(calls) -> None:
    """Call each in a thread of its own and wait for all."""

    def call(run):
        try:
            run()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call, args=[run]) for run in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_claim_that_a_dead_process_left_behind_is_taken_over(receiver, subscriber, clock):
    article()
    write_pending(connection)
    assert enqueue_due() == 1  # and then the process dies
    assert enqueue_due() == 0
    clock.forward(minutes=3)
    assert enqueue_due() == 1
    work()
    assert len(receiver.received) == 1  # of the two tasks, one holds the claim


def test_old_messages_are_forgotten_and_waiting_ones_kept(receiver, subscriber, clock):
    article(slug="a")
    send()
    receiver.status = 500
    article(slug="b")
    send()
    clock.forward(days=31)
    tidy()
    assert [d.state for d in Delivery.objects.all()] == ["waiting"]
