"""On the first page of the admin: messages to webhooks that were given up."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.site_summary import SummaryItem
from wagtail.permissions import policy_registry

from report.webhooks.outbox import Delivery, State


class GivenUpItem(SummaryItem):
    """Shown to those who may change webhooks, while there is something to send again."""

    order = 410
    template_name = "report/webhooks/given_up_item.html"

    @cached_property
    def count(self) -> int:
        return Delivery.objects.given_up().count()

    def is_shown(self) -> bool:
        policy = policy_registry.get_by_type(Delivery)
        return policy.user_has_permission(self.request.user, "view") and self.count > 0

    def get_context_data(self, parent_context: dict) -> dict:
        url = f"{reverse('webhook_messages:index')}?state={State.GIVEN_UP}"
        return {"count": self.count, "url": url}


def add_given_up(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(GivenUpItem(request))
