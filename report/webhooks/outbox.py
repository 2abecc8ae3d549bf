"""What shall be told to whom: written in the transaction that publishes, or not at all."""

import json
import uuid
from datetime import UTC, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from report.page_changes import PageChange
from report.webhooks.events import events
from report.webhooks.schedule import next_attempt
from report.webhooks.signature import signed_headers
from report.webhooks.subscriber import Subscriber
from report.webhooks.transport import Answer, Outcome, post

#: A message that would name more pages than this names none: the receiver asks for the changes.
MOST_EVENTS = 500
#: Messages that arrived, and those that were given up, are forgotten after this time.
KEPT = timedelta(days=30)


class State(models.TextChoices):
    """Where a message is."""

    WAITING = "waiting", _("waiting")
    RECEIVED = "received", _("received")
    GIVEN_UP = "given_up", _("given up")
    TRIED = "tried", _("a test")


class Deliveries(models.QuerySet):
    """The messages, as one asks for them."""

    def waiting(self) -> models.QuerySet:
        return self.filter(state=State.WAITING)

    def given_up(self) -> models.QuerySet:
        return self.filter(state=State.GIVEN_UP)

    def put(
        self, subscriber: Subscriber, version: int, kind: str, told: list[dict] | None
    ) -> "Delivery":
        """Write a message of this type; None stands for more events than are told."""
        now = timezone.now()
        message_id = uuid.uuid4()
        payload = {
            "id": str(message_id),
            "type": kind,
            "version": version,
            "time": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "complete": told is not None,
            "events": told or [],
        }
        return self.create(
            subscriber=subscriber,
            message_id=message_id,
            version=version,
            payload=payload,
            created_at=now,
            waiting_since=now,
            next_attempt_at=now,
        )

    def send_again(self) -> int:
        """Put the messages back in the queue, as if new; how many they were."""
        now = timezone.now()
        return self.update(state=State.WAITING, tries=0, waiting_since=now, next_attempt_at=now)


class Delivery(models.Model):
    """A message to one subscriber.

    Messages of a subscriber are sent in the order of their keys, which is the order of the content
    versions: the transaction that raised the version held its row while it wrote them.
    """

    subscriber = models.ForeignKey(
        Subscriber, models.CASCADE, related_name="deliveries", verbose_name=_("webhook")
    )
    message_id = models.UUIDField(_("message"), default=uuid.uuid4, unique=True, editable=False)
    version = models.BigIntegerField(_("content version"))
    payload = models.JSONField(_("contents"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written"))
    waiting_since = models.DateTimeField()
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True)

    objects = Deliveries.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subscriber", "state", "id"], name="delivery_queue")]

    def __str__(self) -> str:
        if self.state == State.TRIED:
            return gettext("Test of %(name)s") % {"name": self.subscriber}
        return gettext("Message to %(name)s, version %(version)s") % {
            "name": self.subscriber,
            "version": self.version,
        }

    @property
    def body(self) -> bytes:
        """The bytes that are sent, the same at every attempt."""
        return json.dumps(self.payload, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def last_attempt(self) -> "Attempt | None":
        return self.attempts.first()

    def attempt(self) -> Answer:
        """Send it once and write down how that went."""
        began = timezone.now()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "report-webhooks/1",
            **signed_headers(
                self.subscriber.secret, str(self.message_id), int(began.timestamp()), self.body
            ),
        }
        answer = post(self.subscriber.address, self.body, headers)
        self.attempts.create(
            at=began,
            outcome=answer.outcome,
            status=answer.status,
            milliseconds=round(answer.seconds * 1000),
            text=answer.text,
        )
        self.settle(answer.outcome is Outcome.RECEIVED)
        return answer

    def end(self, state: State) -> None:
        """Send it no more."""
        self.state, self.next_attempt_at = state, None
        self.save(update_fields=["state", "next_attempt_at"])

    def settle(self, is_received: bool) -> None:
        """Decide what comes next."""
        self.tries += 1
        if is_received:
            self.state, self.next_attempt_at = State.RECEIVED, None
        else:
            self.next_attempt_at = next_attempt(self.tries, self.waiting_since, timezone.now())
            self.state = State.WAITING if self.next_attempt_at else State.GIVEN_UP
        self.save(update_fields=["state", "tries", "next_attempt_at"])


class Attempt(models.Model):
    """One try to send a message."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()


def write_messages(version: int, changes: list[PageChange], **kwargs) -> None:
    """Write a message to each subscriber: the receiver of `content_version.raised`.

    This runs in the transaction that publishes. A version without changed pages is told of as well:
    a picture, a redirect or a number of the register may have changed.
    """
    subscribers = Subscriber.objects.filter(is_active=True)
    if not subscribers:
        return
    # The pages of a message that is too long to name them need not be looked up.
    told = events(changes) if len(changes) <= MOST_EVENTS else None
    for subscriber in subscribers:
        wanted = [change for change in changes if change.what in subscriber.events]
        if wanted or not changes:
            ids = {change.page_id for change in wanted}
            mine = [e for e in told if e["id"] in ids] if told else told
            Delivery.objects.put(subscriber, version, "content.changed", mine)


def forget() -> None:
    """Remove what is of no more interest."""
    old = Delivery.objects.filter(created_at__lt=timezone.now() - KEPT)
    old.exclude(state=State.WAITING).delete()
