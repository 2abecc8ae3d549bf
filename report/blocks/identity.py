"""What ties a statistic block to its entry in the register."""

import uuid
from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock

from report.public import once


class UuidBlock(FieldBlock):
    """A uuid. Not a CharBlock: an identity must never reach a translator."""

    def to_python(self, value: str | uuid.UUID | None) -> uuid.UUID | None:
        """The uuid; None for nothing and for other text: the server gives a new one then."""
        try:
            return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
        except (ValueError, AttributeError, TypeError):
            return None

    normalize = value_from_form = to_python

    def value_for_form(self, value: uuid.UUID | None) -> str:
        return str(value or "")

    def get_prep_value(self, value: uuid.UUID | None) -> str | None:
        return str(value) if value else None


class IdentityBlock(UuidBlock):
    """The statistic's own identity: the server gives it, the form only carries it along."""

    def __init__(self, **kwargs):
        self.field = forms.CharField(required=False, widget=forms.HiddenInput)
        super().__init__(**kwargs)

    class Meta:
        form_classname = "identity"


class SameAsBlock(UuidBlock):
    """The published statistic that a new block goes on with; none for a new number."""

    def __init__(self, **kwargs):
        choices = partial(known_statistics, _("A new number"))
        self.field = forms.ChoiceField(choices=choices, required=False)
        super().__init__(**kwargs)


class ChosenStatisticBlock(UuidBlock):
    """One of the published statistics."""

    def __init__(self, **kwargs):
        self.field = forms.ChoiceField(choices=partial(known_statistics, _("Choose a number")))
        super().__init__(**kwargs)


@once
def public_statistics() -> frozenset[uuid.UUID]:
    """The statistics that are public in any edition and language."""
    from report.models import PublishedFigure  # the register's models load after the blocks

    return frozenset(PublishedFigure.objects.public().values_list("statistic", flat=True))


def known_statistics(none: str) -> list[tuple]:
    """The register as choices, by area: each with its newest heading and year; first, none."""
    from report.models import PublishedFigure  # the register's models load after the blocks

    newest: dict[uuid.UUID, PublishedFigure] = {}
    figures = PublishedFigure.objects.exclude(page=None).select_related("page", "locale")
    for figure in figures.order_by("year", "locale__language_code"):
        newest[figure.statistic_id] = figure
    areas: dict[str, list[tuple[str, str]]] = {}
    for identity, figure in newest.items():
        areas.setdefault(figure.page.title, []).append(
            (str(identity), f"{figure.heading} ({figure.year})")
        )
    return [("", none), *sorted(areas.items())]
