"""A number in the editor: typed as text, kept as a Decimal, never guessed at."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock

from report.statistics.number import (
    NumberRefused,
    Percentage,
    as_typed,
    decimal_from_json,
    format_number,
    format_percent,
    json_number,
    parse_number,
)

# Editors write and read numbers in Swedish notation, whatever language the editor speaks.
NOTATION = "sv"


class NumberField(forms.Field):
    """A text field, since `<input type=number>` drops what it does not understand."""

    default_error_messages = {
        "required": _("Write a number, for example 1 037 034 or 6,8."),
        "missing": _(
            "“%(typed)s” says that the number is missing, but one is needed here. "
            "Write for example 1 037 034 or 6,8."
        ),
        "min_value": _("“%(typed)s” is too small. Write a number that is at least %(limit)s."),
        "max_value": _("“%(typed)s” is too large. Write a number that is at most %(limit)s."),
    }

    def __init__(self, *, min_value=None, max_value=None, **kwargs):
        self.min_value = decimal_from_json(min_value)
        self.max_value = decimal_from_json(max_value)
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )

    def clean(self, text: str | None) -> Decimal | None:
        """The typed text as a number, or the sentence that says why not."""
        text = text or ""
        number = parse_number(text)
        if number is None:
            if self.required:
                raise self._refused("missing" if text.strip() else "required", text)
        elif self.min_value is not None and number < self.min_value:
            raise self._refused("min_value", text, self.min_value)
        elif self.max_value is not None and number > self.max_value:
            raise self._refused("max_value", text, self.max_value)
        self.run_validators(number)
        return number

    def _refused(self, code: str, text: str, limit: Decimal | None = None) -> ValidationError:
        shown = "" if limit is None else format_number(limit, NOTATION)
        params = {"typed": as_typed(text.strip()), "limit": shown}
        return ValidationError(self.error_messages[code], code, params)


class NumberBlock(FieldBlock):
    """A number, or None when missing. Until `clean` has passed, the text that was typed."""

    def __init__(
        self,
        required=True,
        help_text=None,
        min_value=None,
        max_value=None,
        validators=(),
        **kwargs,
    ):
        self.field = NumberField(
            required=required,
            help_text=help_text,
            min_value=min_value,
            max_value=max_value,
            validators=validators,
        )
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Decimal | str | None:
        """A stored number; text that is none is kept, so that the form can show it again."""
        try:
            return decimal_from_json(value)
        except NumberRefused:
            return str(value)

    def normalize(self, value: object) -> Decimal | str | None:
        """Code may write a default as 12, "6,8" or Decimal("6.8").

        Wagtail calls this for what was posted too, so a typed `..` has to stay text: the form
        shows it again when a number is needed.
        """
        number = self.to_python(value)
        typed_as_missing = number is None and isinstance(value, str) and value.strip()
        return value if typed_as_missing else number

    def get_prep_value(self, value: Decimal | str | None) -> str | None:
        """Stored as text with a decimal point: exact, which a JSON number would not be."""
        return format(value, "f") if isinstance(value, Decimal) else value

    def value_for_form(self, value: Decimal | str | None) -> str | None:
        """In Swedish notation, so that the editor sees how the number was understood."""
        number = self.to_python(value)
        if isinstance(number, Percentage):
            return format_percent(number, NOTATION, decimals=None)
        return format_number(number, NOTATION) if isinstance(number, Decimal) else value

    def get_api_representation(self, value: Decimal | str | None, context=None):
        """A JSON number, or null when missing."""
        return json_number(value) if isinstance(value, Decimal) else None

    def get_searchable_content(self, value: Decimal | str | None) -> list[str]:
        """The digits joined and as a reader sees them: people search for both."""
        if not isinstance(value, Decimal):
            return []
        return list(dict.fromkeys([self.get_prep_value(value), format_number(value, NOTATION)]))

    def render_basic(self, value: Decimal | str | None, context=None) -> str:
        """As Wagtail shows it where two versions are compared."""
        return format_number(value, get_language()) if isinstance(value, Decimal) else value or ""

    class Meta:
        icon = "decimal"


class PercentBlock(NumberBlock):
    """A Percentage from 0 to 100; the per cent sign may be typed or left out."""

    def __init__(self, min_value=0, max_value=100, **kwargs):
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value: object) -> Percentage | str | None:
        """As for a number, and it stays a percentage when it is read from the database."""
        number = super().to_python(value)
        return Percentage(number) if isinstance(number, Decimal) else number

    def clean(self, value: Decimal | str | None) -> Percentage | None:
        """As for a number, whether or not the sign was typed."""
        return self.to_python(super().clean(value))
