"""What an administrator can do about webhooks: each asks first, and acts on the button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from report.content_version import current
from report.webhooks.outbox import Delivery, State
from report.webhooks.signature import new_secret
from report.webhooks.subscriber import Subscriber
from report.webhooks.transport import Answer, Outcome

INDEX, MESSAGES = "webhooks:index", "webhook_messages:index"


class ActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A question and a button. Whoever may change webhooks may do what can be done about them."""

    model = Subscriber
    permission_required = "change"
    template_name = "report/webhooks/action.html"
    header_icon = "globe"
    question = ""
    button = ""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.subscriber = get_object_or_404(Subscriber, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.subscriber)

    def get_breadcrumbs_items(self) -> list[dict]:
        index = {"url": reverse(INDEX), "label": capfirst(Subscriber._meta.verbose_name_plural)}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, index, here]

    @property
    def back(self) -> str:
        """Where one goes without pressing the button."""
        return reverse(INDEX)


@method_decorator(never_cache, name="dispatch")
class SecretView(ActionView):
    """Makes a new secret and shows it in this one answer."""

    page_title = _("Secret")
    question = _(
        "The receiver needs a secret to know that a message is ours. A new one is shown once, on "
        "the next page, and replaces the one before at once: have the receiver's settings open. "
        "What the receiver refuses in between is sent again for more than a day."
    )
    button = _("Make a new secret")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.subscriber.secret = new_secret()
        self.subscriber.save(update_fields=["secret"])
        return self.render_to_response(self.get_context_data(secret=self.subscriber.secret))


class PingView(ActionView):
    """Sends a message that says nothing, and tells how it was answered."""

    page_title = _("Try it")
    question = _("A message of the type “ping” is sent to the address now, signed like any other.")
    button = _("Send a test")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delivery = Delivery.objects.put(self.subscriber, current().number, "ping", [])
        answer = delivery.attempt()
        delivery.end(State.TRIED)  # nobody waits for a test, so it is not sent again
        tell(request, answer)
        return redirect("webhook_messages:inspect", delivery.pk)


def tell(request: HttpRequest, answer: Answer) -> None:
    """Say how the address answered."""
    if answer.outcome is Outcome.RECEIVED:
        messages.success(request, gettext("The message was received."))
    else:
        messages.error(
            request,
            gettext("The message was not received: %(why)s.") % {"why": answer.outcome.label},
        )


class ResendAllView(ActionView):
    """Puts all messages that were given up back into the queue."""

    page_title = _("Send again")
    question = _(
        "All messages that were given up are sent again, oldest first. The receiver tells by the "
        "content version that they are older than what it may have had since."
    )
    button = _("Send them again")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        count = self.subscriber.deliveries.given_up().send_again()
        text = ngettext("%(count)s message waits.", "%(count)s messages wait.", count)
        messages.success(request, text % {"count": count})
        return redirect(f"{reverse(MESSAGES)}?subscriber={pk}")


class ResendView(ActionView):
    """Puts one message back into the queue."""

    page_title = _("Send again")
    question = _("The message is sent again, with the same id and contents.")
    button = _("Send it again")

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        self.delivery = get_object_or_404(Delivery, pk=kwargs["pk"])
        super().setup(request, *args, pk=self.delivery.subscriber_id)

    def get_page_subtitle(self) -> str:
        return str(self.delivery)

    @property
    def back(self) -> str:
        return reverse("webhook_messages:inspect", args=[self.delivery.pk])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        Delivery.objects.filter(pk=self.delivery.pk).send_again()
        messages.success(request, gettext("The message waits in the queue."))
        return redirect(self.back)
