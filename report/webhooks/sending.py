"""Sends what is in the outbox, through the task queue.

Each subscriber has at most one task at a time. The task holds the subscriber's claim, sends the
oldest waiting message and comes back at the end of the queue if there is more: so messages keep
their order, nobody waits for a slow subscriber, and a claim that a dead process left behind is
taken over when it runs out.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django_tasks import task

from report.webhooks.outbox import Delivery
from report.webhooks.subscriber import Subscriber

#: Longer than any attempt takes, looking the name up included.
CLAIM = timedelta(minutes=2)


def enqueue_due() -> int:
    """Give each subscriber that something is due for to the task queue; how many there were."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    given = 0
    for pk in due(now).filter(free).values_list("pk", flat=True):
        claim = uuid.uuid4()
        with transaction.atomic():
            if Subscriber.objects.filter(free, pk=pk).update(
                claim=claim, claimed_until=now + CLAIM
            ):
                deliver.enqueue(pk, str(claim))
                given += 1
    return given


def due(now) -> QuerySet[Subscriber]:
    """The active subscribers whose oldest waiting message has its time come."""
    oldest = Delivery.objects.waiting().filter(subscriber=OuterRef("pk")).order_by("pk")
    return (
        Subscriber.objects.filter(is_active=True)
        .annotate(due_at=Subquery(oldest.values("next_attempt_at")[:1]))
        .filter(due_at__lte=now)
    )


@task(backend=settings.WEBHOOK_QUEUE)
def deliver(subscriber_id: int, claim: str) -> None:
    """Send the oldest waiting message of a subscriber, if the claim still holds."""
    mine = Subscriber.objects.filter(pk=subscriber_id, claim=claim)
    if not mine.update(claimed_until=timezone.now() + CLAIM):
        return
    if delivery := next_delivery(subscriber_id):
        delivery.attempt()
    with transaction.atomic():
        if next_delivery(subscriber_id):
            if mine.update(claimed_until=timezone.now() + CLAIM):
                deliver.enqueue(subscriber_id, claim)
        else:
            mine.update(claim=None, claimed_until=None)


def next_delivery(subscriber_id: int) -> Delivery | None:
    """The oldest waiting message, if its time has come."""
    now = timezone.now()
    if not due(now).filter(pk=subscriber_id).exists():
        return None
    waiting = Delivery.objects.waiting().filter(subscriber=subscriber_id)
    return waiting.select_related("subscriber").order_by("pk").first()
