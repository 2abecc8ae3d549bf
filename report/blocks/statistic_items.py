"""What the lists of a statistic hold: parts of the whole, derived numbers, earlier values."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock

from report.blocks.number import NumberBlock
from report.blocks.period import PeriodBlock
from report.statistics.value import Missing


class PartBlock(StructBlock):
    label = CharBlock(max_length=255, label=_("Label"))
    number = NumberBlock(label=_("Number"))

    class Meta:
        label = _("Part")
        icon = "list-ul"


class DerivedBlock(StructBlock):
    number = NumberBlock(label=_("Number"))
    text = CharBlock(
        max_length=255,
        label=_("Text"),
        help_text=_("What the number says, such as “visits per patient”."),
    )

    class Meta:
        label = _("Derived number")
        icon = "decimal"


class PointBlock(StructBlock):
    period = PeriodBlock(label=_("Period"))
    number = NumberBlock(
        required=False, label=_("Number"), help_text=_("Leave empty if it is missing.")
    )
    missing = ChoiceBlock(choices=Missing.choices, required=False, label=_("Why it is missing"))
    break_note = CharBlock(
        required=False,
        default="",
        max_length=255,
        label=_("Break"),
        help_text=_("Why this number cannot be compared with those before it."),
    )

    class Meta:
        label = _("Point in time")
        icon = "date"
