"""The form by which anyone reports a problem, without script, without cookie, without a name.

What keeps programs out asks nothing of people: a field that no one sees, and a signed time that
says when the form was shown. Whatever is refused comes back as it was typed, with a sentence.
"""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from home.accessibility.report import AccessibilityReport
from report.invisible import INVISIBLE
from report.statistics.number import format_number

#: Seconds from showing the form to sending it.
SHORTEST, LONGEST = 3, 24 * 60 * 60
signer = TimestampSigner(salt="home.accessibility.form")


class PlainTextField(forms.CharField):
    """Text of at most `longest` characters, counted as people do: a new line is one.

    The browser is not told of the limit, because it would cut what is pasted without a word.
    """

    def __init__(self, *, longest: int, **kwargs):
        super().__init__(**kwargs)
        self.longest = longest

    def to_python(self, value: str | None) -> str:
        return super().to_python(value).replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if INVISIBLE.search(value):
            raise ValidationError(
                gettext(
                    "There was an invisible character in the text that cannot be stored. It is "
                    "taken away now: look through the text and send it again."
                )
            )
        if len(value) > self.longest:
            language = get_language()
            raise ValidationError(
                gettext("The text has %(length)s characters. Shorten it to at most %(limit)s.")
                % {
                    "length": format_number(Decimal(len(value)), language),
                    "limit": format_number(Decimal(self.longest), language),
                }
            )

    def bound_data(self, data: str | None, initial: str | None) -> str:
        """What the form shows again."""
        return INVISIBLE.sub("", data or "")


class ReportForm(forms.ModelForm):
    """`errors` are sentences; those that concern no field are in `non_field_errors`."""

    what = PlainTextField(
        longest=4000,
        label=_("What is wrong?"),
        help_text=_(
            "Tell what you wanted to do and what stood in the way, or what you need in another "
            "form."
        ),
        error_messages={"required": _("Tell us what is wrong. A few words are enough.")},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    where = PlainTextField(
        longest=1000,
        required=False,
        label=_("Where on the site? (voluntary)"),
        help_text=_("The address or the name of the page."),
    )
    contact = PlainTextField(
        longest=254,
        required=False,
        label=_("Do you want an answer? (voluntary)"),
        help_text=_(
            "Then write an e-mail address or a telephone number. We use it for the answer only, "
            "and remove it when the report has been handled."
        ),
    )

    class Meta:
        model = AccessibilityReport
        fields = ["what", "where", "contact"]

    def __init__(self, data: dict | None = None):
        super().__init__(data, auto_id="report-%s", label_suffix="")

    def clean(self) -> dict:
        """Refuse what a program sent, and a flood."""
        cleaned = super().clean()
        if fault := self.fault():
            self.add_error(None, fault)
        return cleaned

    def fault(self) -> str:
        """Why the form is refused whatever was written; empty if it is not.

        The template writes the two fields that this reads. `homepage` is the one that no one sees:
        programs that fill in everything are told apart by it.
        """
        if self.data.get("homepage"):
            return gettext(
                "A field that should stay empty was filled in, perhaps by your browser. It is "
                "empty again: send the report once more."
            )
        age = age_of(self.data.get("shown", ""))
        if age == "old":
            return gettext(
                "The form had been open for too long. Everything you wrote is still here: send the "
                "report once more."
            )
        if age == "young":
            return gettext(
                "That was quicker than anyone writes. Everything you wrote is still here: wait a "
                "few seconds and send the report once more."
            )
        if AccessibilityReport.objects.are_too_many():
            return gettext(
                "So many reports have come in during the last hour that we cannot take another one "
                "now. Everything you wrote is still here: send it again in a while."
            )
        return ""

    @property
    def shown_at(self) -> str:
        """The signed time for the form's next showing; the first one goes on while it holds."""
        given = self.data.get("shown", "")
        return given if self.is_bound and age_of(given) != "old" else signer.sign("")


def age_of(stamp: str) -> str:
    """Whether the signed time is "young", "old" (or none of ours), or right: then empty."""
    try:
        signer.unsign(stamp, max_age=LONGEST)
    except BadSignature:
        return "old"
    try:
        signer.unsign(stamp, max_age=SHORTEST)
    except SignatureExpired:
        return ""
    return "young"
