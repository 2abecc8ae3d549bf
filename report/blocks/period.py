"""The time that a number covers, typed as people say it and kept as a code."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock

from report.statistics.period import PeriodRefused, format_period, parse_period


class PeriodField(forms.Field):
    """A text field for a year, month, quarter, span of years or school year."""

    default_error_messages = {
        "required": _("Write a period, for example 2018, mars 2018 or kvartal 1 2018."),
    }

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def clean(self, text: str | None) -> str | None:
        """The typed text as a period's code, or the sentence that says why not."""
        code = parse_period(text) if (text or "").strip() else None
        if code is None and self.required:
            raise ValidationError(self.error_messages["required"], "required")
        self.run_validators(code)
        return code


class PeriodBlock(FieldBlock):
    """A period's code, or None. Until `clean` has passed, the text that was typed."""

    def __init__(self, required=True, help_text=None, validators=(), **kwargs):
        self.field = PeriodField(required=required, help_text=help_text, validators=validators)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str | None:
        """A stored code; text that is none is kept, so that the form can show it again."""
        if value in (None, ""):
            return None
        try:
            return parse_period(str(value))
        except PeriodRefused:
            return str(value)

    def normalize(self, value: object) -> str | None:
        """Code may write a default or a demo value as 2018 or "mars 2018"."""
        return self.to_python(value)

    def value_for_form(self, value: str | None) -> str | None:
        """In Swedish words, so that the editor sees how the period was understood."""
        return self._shown(value, "sv")

    def get_api_representation(self, value: str | None, context=None) -> str | None:
        """The code, which the clients of the API sort and compare."""
        try:
            return parse_period(value) if value else None
        except PeriodRefused:
            return None

    def render_basic(self, value: str | None, context=None) -> str:
        """As Wagtail shows it where two versions are compared."""
        return self._shown(value, get_language()) or ""

    def _shown(self, value: str | None, language: str | None) -> str | None:
        try:
            return format_period(parse_period(value), language) if value else value
        except PeriodRefused:
            return value

    class Meta:
        icon = "date"
