"""A number with everything that makes it understood: the block that the product exists for."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BlockGroup,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)

from report.blocks.example import StoredExample
from report.blocks.identity import IdentityBlock, SameAsBlock
from report.blocks.number import NumberBlock
from report.blocks.period import PeriodBlock
from report.blocks.place import PLACE, place_blocks, place_representation
from report.blocks.statistic_items import DerivedBlock, PartBlock, PointBlock
from report.statistics.number import Percentage, json_number
from report.statistics.value import Kind, Missing, StatisticValue, UnitCode


class StatisticBlock(StoredExample, StructBlock):
    """Flat on purpose: a StructBlock inside it would crash the translation engine.

    The children are the fields; what can be computed from them is in `StatisticValue`.
    """

    heading = CharBlock(max_length=255, label=_("Heading"))
    statistic_id = IdentityBlock(label=_("Identity"))
    same_as = SameAsBlock(
        label=_("The same number as"),
        help_text=_(
            "Ties a new block to a number that was published before, so that its history goes on."
        ),
    )
    value = NumberBlock(
        required=False,
        label=_("Value"),
        help_text=_(
            "For example 1 037 034 or 6,8. Zero is a number; leave empty only if it is missing."
        ),
    )
    missing = ChoiceBlock(
        choices=Missing.choices, required=False, label=_("Why the value is missing")
    )
    label = CharBlock(
        max_length=255,
        label=_("What the number counts"),
        help_text=_("Read directly after the number: “visits to health care 2018”."),
    )
    period = PeriodBlock(
        label=_("Period"), help_text=_("For example 2018, March 2018 or 2018–2019.")
    )
    kind = ChoiceBlock(choices=Kind.choices, default=Kind.OUTCOME, label=_("Kind"))
    infobox = RichTextBlock(
        required=False,
        default="",
        features=["bold", "italic", "ul", "link", "document-link"],
        label=_("Infobox"),
        help_text=_("What the reader learns behind the information icon: what is counted and how."),
    )
    unit = CharBlock(
        required=False,
        default="",
        max_length=100,
        label=_("Unit"),
        help_text=_("For example: visits."),
    )
    unit_code = ChoiceBlock(
        choices=UnitCode.choices,
        default=UnitCode.COUNT,
        label=_("Comparable as"),
        help_text=_("Numbers are compared with each other only within one of these."),
    )
    decimals = ChoiceBlock(
        choices=[(str(n), str(n)) for n in range(4)],
        required=False,
        label=_("Decimals shown"),
        help_text=_("Leave empty to show as many as you entered."),
    )
    qualifier = CharBlock(
        required=False,
        default="",
        max_length=50,
        label=_("Qualifier"),
        help_text=_("Such as “about”, before the number."),
    )
    parts = ListBlock(
        PartBlock(),
        default=[],
        label=_("Parts of the whole"),
        help_text=_("Shares and sum are computed."),
    )
    derived = ListBlock(DerivedBlock(), default=[], label=_("Derived numbers"))
    series = ListBlock(PointBlock(), default=[], label=_("Earlier values"))
    comment = TextBlock(required=False, default="", label=_("Comment on the change"), rows=2)
    break_note = CharBlock(
        required=False,
        default="",
        max_length=255,
        label=_("Break"),
        help_text=_(
            "Why the number cannot be compared with earlier years; no comparison is shown then."
        ),
    )
    chart = ChoiceBlock(
        choices=[("bars", _("Bars")), ("line", _("Line")), ("none", _("No chart"))],
        required=False,
        label=_("Chart of earlier values"),
        help_text=_("Leave empty and the chart is chosen after the number of values."),
    )
    correction_note = TextBlock(
        required=False,
        default="",
        max_length=1000,
        label=_("Correction: why does the number change?"),
        help_text=_(
            "Asked for when a published number changes. Readers see it beside the old and the new "
            "number, and it stays there."
        ),
        rows=2,
    )
    source = CharBlock(required=False, default="", max_length=255, label=_("Source"))
    source_url = URLBlock(required=False, default="", label=_("Address of the source"))
    is_example = BooleanBlock(
        required=False,
        label=_("Example"),
        help_text=_("Marks the number visibly as an example that is not true of anything."),
    )

    def __init__(self, local_blocks: list | None = None, **kwargs):
        super().__init__([*place_blocks(), *(local_blocks or [])], **kwargs)

    def clean(self, value: StatisticValue) -> StatisticValue:
        typed = value.get("value")
        value = super().clean(value)
        if isinstance(typed, Percentage) or isinstance(value["value"], Percentage):
            value["unit_code"] = UnitCode.PERCENT.value
        if value["same_as"]:
            value["statistic_id"], value["same_as"] = value["same_as"], None
        errors = {}
        if value.number is None and not value["missing"] and not self.is_deferred_validation:
            errors["missing"] = ValidationError(
                gettext("There is no value. Choose why it is missing, or enter the number.")
            )
        if value.number is not None:
            value["missing"] = ""
        periods = [point["period"] for point in value["series"]]
        repeated = sorted({period for period in periods if periods.count(period) > 1})
        if repeated:
            errors["series"] = ValidationError(
                gettext("The period %(period)s stands more than once among the earlier values.")
                % {"period": repeated[0]}
            )
        if errors:
            raise StructBlockValidationError(errors)
        return value

    def get_context(self, value: StatisticValue, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        comparisons = (parent_context or {}).get("comparisons") or {}
        context["comparison"] = comparisons.get(value["statistic_id"])
        corrections = (parent_context or {}).get("corrections") or {}
        context["corrections"] = corrections.get(value["statistic_id"])
        addresses = (parent_context or {}).get("addresses") or {}
        context["permanent"] = addresses.get(value["statistic_id"])
        return context

    def get_api_representation(self, value: StatisticValue, context: dict | None = None) -> dict:
        """The public fields, and only those; numbers as JSON numbers, shares as fractions of 1."""
        return {
            "id": str(value["statistic_id"] or "") or None,
            "heading": value["heading"],
            "label": value["label"],
            "value": json_number(value.number),
            "missing": value.missing_reason or None,
            "decimals": value.displayed_decimals,
            "qualifier": value["qualifier"] or None,
            "unit": value["unit"] or None,
            "unit_code": value["unit_code"],
            "period": value["period"] or None,
            "kind": value["kind"],
            "parts": [
                {"label": part.label, "value": json_number(part.number), "share": share(part.share)}
                for part in value.shared_parts
            ],
            "derived": [
                {"value": json_number(item["number"]), "text": item["text"]}
                for item in value["derived"]
            ],
            "series": [
                {
                    "period": point["period"],
                    "value": json_number(point["number"]),
                    "missing": None
                    if point["number"] is not None
                    else point["missing"] or Missing.NOT_AVAILABLE.value,
                    "break_note": point["break_note"] or None,
                }
                for point in value["series"]
            ],
            "comment": value["comment"] or None,
            "break_note": value["break_note"] or None,
            "chart": value["chart"] or None,
            "infobox": self.child_blocks["infobox"].get_api_representation(
                value["infobox"], context
            )
            or None,
            "source": {"name": value["source"], "url": value["source_url"] or None}
            if value["source"]
            else None,
            "corrections": [
                correction.as_json()
                for correction in (context or {})
                .get("corrections", {})
                .get(value["statistic_id"], [])
            ],
            "place": place_representation(self, value),
            "is_example": bool(value["is_example"]),
        }

    class Meta:
        label = _("Statistic")
        icon = "table"
        description = _("A number with its explanation, parts, earlier values and source")
        template = "blocks/statistic.html"
        value_class = StatisticValue
        form_layout = BlockGroup(
            children=[
                "heading",
                "value",
                "missing",
                "label",
                "period",
                "kind",
                "infobox",
                "parts",
                "derived",
                "series",
                "comment",
                "source",
                "source_url",
                "correction_note",
            ],
            settings=[
                "unit",
                "unit_code",
                "decimals",
                "qualifier",
                "chart",
                "break_note",
                "is_example",
                *PLACE,
                "same_as",
                "statistic_id",
            ],
        )
        preview_value = {
            "heading": "Kronobergarnas vårdkonsumtion",
            "value": "1037034",
            "label": "besök i hälso- och sjukvården 2018",
            "unit": "besök",
            "unit_code": "count",
            "period": "2018",
            "kind": "outcome",
            "parts": [
                {"label": "besök till läkare", "number": "424868"},
                {"label": "besök till annan yrkeskategori", "number": "612166"},
            ],
            "derived": [{"number": "6.8", "text": "besök per patient"}],
            "infobox": "<p>Kronobergarna gjorde 1\u00a0037\u00a0034 besök i vården 2018.</p>",
            "source": "Region Kronobergs årsberättelse 2018",
        }


def share(fraction: Decimal | None) -> float | None:
    """A share as a JSON number of at most six decimals: the rest is noise of the division."""
    return None if fraction is None else json_number(round(fraction, 6))
