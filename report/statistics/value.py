"""The statistic block's value as an object: what can be computed is computed here, never typed."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue


class Kind(models.TextChoices):
    """What sort of claim a number makes."""

    OUTCOME = "outcome", _("Outcome")
    PRELIMINARY = "preliminary", _("Preliminary")
    FORECAST = "forecast", _("Forecast")
    TARGET = "target", _("Target")


class Missing(models.TextChoices):
    """Why there is no number. Zero is a number and never missing."""

    NOT_AVAILABLE = "not-available", _("Not available")
    NOT_APPLICABLE = "not-applicable", _("Not applicable")
    CONFIDENTIAL = "confidential", _("Confidential")
    NOT_YET = "not-yet", _("Not yet published")


class UnitCode(models.TextChoices):
    """What may be compared with what: two numbers are compared only within one code."""

    COUNT = "count", _("number of something")
    PERCENT = "percent", _("per cent")
    SEK = "sek", _("kronor")
    SEK_THOUSANDS = "sek-thousands", _("thousands of kronor")
    SEK_MILLIONS = "sek-millions", _("millions of kronor")
    PER_PERSON = "per-person", _("per person")
    PER_THOUSAND = "per-thousand", _("per thousand inhabitants")
    INDEX = "index", _("index")
    MINUTES = "minutes", _("minutes")
    DAYS = "days", _("days")
    YEARS = "years", _("years")
    KILOMETRES = "kilometres", _("kilometres")
    TONNES = "tonnes", _("tonnes")


@dataclass(frozen=True)
class Part:
    """A part of the whole. `share` is a fraction of 1, or None where there is no whole to share."""

    label: str
    number: Decimal
    share: Decimal | None


class StatisticValue(StructValue):
    """A statistic as the editor entered it, with what follows from it."""

    @property
    def number(self) -> Decimal | None:
        """The value, or None when it is missing (or a draft holds text that is no number)."""
        value = self.get("value")
        return value if isinstance(value, Decimal) else None

    @property
    def displayed_decimals(self) -> int | None:
        """How many decimals are shown; None shows as many as were entered."""
        return int(self["decimals"]) if self.get("decimals") else None

    @property
    def missing_reason(self) -> str:
        """The code of `Missing`, or an empty string when there is a number."""
        if self.number is not None:
            return ""
        return self.get("missing") or Missing.NOT_AVAILABLE.value

    @property
    def missing_label(self) -> str:
        reason = self.missing_reason
        return Missing(reason).label if reason else ""

    @property
    def kind_label(self) -> str:
        return Kind(self.get("kind") or Kind.OUTCOME).label

    @property
    def parts_sum(self) -> Decimal | None:
        """The sum of the parts, None when there are none."""
        numbers = [part["number"] for part in self["parts"] if isinstance(part["number"], Decimal)]
        return sum(numbers, Decimal()) if numbers else None

    @property
    def parts_difference(self) -> Decimal | None:
        """How much the parts are above (+) or below (−) the value; None without either."""
        if self.parts_sum is None or self.number is None:
            return None
        return self.parts_sum - self.number

    @property
    def shared_parts(self) -> list[Part]:
        """The parts with their shares of the value, or of their sum where the value is missing."""
        whole = self.number if self.number is not None else self.parts_sum
        return [
            Part(
                label=part["label"],
                number=part["number"],
                share=part["number"] / whole if whole else None,
            )
            for part in self["parts"]
            if isinstance(part["number"], Decimal)
        ]
