"""The administrators' desk for webhooks: who is told, what was sent, what did not arrive."""

import json

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import Count, Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from report.page_changes import What
from report.webhooks.actions import PingView, ResendAllView, ResendView, SecretView
from report.webhooks.outbox import Delivery, State
from report.webhooks.subscriber import Subscriber


class MessagesPolicy(ModelPermissionPolicy):
    """Messages write themselves; whoever may change webhooks may look at them."""

    def user_has_permission(self, user, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "change")

    def user_has_any_permission(self, user, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class SubscriberForm(WagtailAdminModelForm):
    events = forms.MultipleChoiceField(
        label=_("Tell when a page is"),
        choices=What.choices,
        initial=What.values,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )


def messages_url(subscriber: Subscriber, state: str = "") -> str:
    query = f"?subscriber={subscriber.pk}" + (f"&state={state}" if state else "")
    return reverse("webhook_messages:index") + query


def actions(subscriber: Subscriber) -> list[Button]:
    """What can be done about a webhook, beside changing it."""
    return [
        Button(_("Messages"), messages_url(subscriber), icon_name="mail", priority=1),
        action(subscriber, "ping", _("Send a test"), "resubmit", 2),
        action(subscriber, "secret", _("New secret"), "key", 3),
        action(subscriber, "resend", _("Send given up again"), "history", 4),
    ]


def action(subscriber: Subscriber, name: str, label: str, icon: str, priority: int) -> Button:
    url = reverse(f"webhooks:{name}", args=[subscriber.pk])
    return Button(label, url, icon_name=icon, priority=priority)


class SubscribersView(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        everything = Button(_("All messages"), reverse("webhook_messages:index"), icon_name="mail")
        return [*super().header_more_buttons, everything]

    def get_base_queryset(self) -> QuerySet:
        waiting = Count("deliveries", filter=Q(deliveries__state=State.WAITING))
        given_up = Count("deliveries", filter=Q(deliveries__state=State.GIVEN_UP))
        return super().get_base_queryset().annotate(waiting=waiting, given_up=given_up)

    def get_list_more_buttons(self, instance: Subscriber) -> list[Button]:
        if not self.user_has_permission("change"):
            return []
        return [*actions(instance), *super().get_list_more_buttons(instance)]


class AddSubscriberView(CreateView):
    def get_success_url(self) -> str:
        """A receiver can do nothing without the secret, so it comes next."""
        return reverse("webhooks:secret", args=[self.object.pk])


class EditSubscriberView(EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*actions(self.object), *super().header_more_buttons]


class SubscriberViewSet(ModelViewSet):
    """Who is told."""

    name = "webhooks"
    model = Subscriber
    icon = "globe"
    menu_label = _("Webhooks")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = SubscribersView
    add_view_class = AddSubscriberView
    edit_view_class = EditSubscriberView
    list_display = [
        "name",
        Column("address", label=_("Address")),
        BooleanColumn("is_active", label=_("Active")),
        Column("waiting", label=_("Waiting")),
        TitleColumn(
            "given_up",
            label=_("Given up"),
            get_url=lambda row: messages_url(row, State.GIVEN_UP) if row.given_up else None,
        ),
    ]
    edit_handler = ObjectList(
        ["name", "address", FieldPanel("events"), "is_active"], base_form_class=SubscriberForm
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("secret/<int:pk>/", SecretView.as_view(), name="secret"),
            path("ping/<int:pk>/", PingView.as_view(), name="ping"),
            path("resend/<int:pk>/", ResendAllView.as_view(), name="resend"),
        ]


class MessageView(InspectView):
    template_name = "report/webhooks/message.html"
    page_title = _("Message")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if self.object.state not in (State.RECEIVED, State.GIVEN_UP):
            return []
        url = reverse("webhook_messages:resend", args=[self.object.pk])
        return [HeaderButton(gettext("Send again"), url, icon_name="resubmit")]

    def get_next_attempt_at_display_value(self) -> str:
        at = self.object.next_attempt_at
        return date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else "–"

    def get_context_data(self, **kwargs) -> dict:
        contents = json.dumps(self.object.payload, ensure_ascii=False, indent=2)
        return super().get_context_data(contents=contents, **kwargs)


class MessageViewSet(ModelViewSet):
    """What was sent."""

    name = "webhook_messages"
    url_prefix = "webhooks/messages"
    model = Delivery
    icon = "mail"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = MessageView
    inspect_view_fields = ["subscriber", "state", "tries", "next_attempt_at"]
    exclude_form_fields: list[str] = []
    list_filter = ["subscriber", "state"]
    list_display = [
        "__str__",
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("tries", label=_("Attempts")),
        Column("last", label=_("Last answer"), accessor="last_attempt"),
        DateColumn("created_at", label=_("Written")),
        DateColumn("next_attempt_at", label=_("Next attempt")),
    ]

    def get_permissions_to_register(self) -> QuerySet:
        """None of its own: see MessagesPolicy."""
        return Permission.objects.none()

    def get_urlpatterns(self) -> list[URLPattern]:
        """Only what shows: messages write themselves."""
        shown = [
            p for p in super().get_urlpatterns() if p.name in ("index", "index_results", "inspect")
        ]
        return [*shown, path("resend/<int:pk>/", ResendView.as_view(), name="resend")]
